import type { MouseEvent } from 'react';

/** True for a click with a key held down or another mouse button, which the browser handles itself. */
export function opensElsewhere({
  button,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
}: MouseEvent): boolean {
  return button !== 0 || ctrlKey || metaKey || shiftKey || altKey;
}
