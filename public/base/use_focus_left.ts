import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * Gives the focus to an element when a component goes away and the focus is left nowhere: whatever had it before, which gets it back else, is not
 * there, such as where a flyout was opened by its URL.
 *
 * @param fallback can take a focus (`tabIndex`)
 */
export function useFocusLeft(fallback: RefObject<HTMLElement>): void {
  useEffect(
    () => () => {
      // What gives the focus back does so in tasks of its own.
      setTimeout(() => setTimeout(() => giveFocus(fallback.current)));
    },
    [fallback]
  );
}

function giveFocus(element: HTMLElement | null): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) {
    element?.focus({ preventScroll: true });
  }
}
