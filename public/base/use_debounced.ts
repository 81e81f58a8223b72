import { useEffect, useRef, useState } from 'react';

/**
 * A text that is typed, and told on only when nothing more was typed for a while.
 * @param text as it stands elsewhere, such as in the URL; a change of it from there wins
 */
export function useDebounced(
  text: string,
  onSettled: (text: string) => void,
  afterMs: number
): readonly [typed: string, setTyped: (text: string) => void] {
  const [typed, setTyped] = useState(text);
  const tell = useRef(onSettled);
  tell.current = onSettled;
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = window.setTimeout(() => tell.current(typed), afterMs);
    return () => window.clearTimeout(timer);
  }, [typed, text, afterMs]);
  return [typed, setTyped];
}
