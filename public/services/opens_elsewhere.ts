import type { MouseEvent } from 'react';

/** With a key held down, or another mouse button, a link does what the browser does with it. */
export function opensElsewhere({
  button,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
}: MouseEvent): boolean {
  return button !== 0 || ctrlKey || metaKey || shiftKey || altKey;
}
