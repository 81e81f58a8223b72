import { useRef } from 'react';
import type { Live } from './use_live';

/**
 * What was shown before, as long as what takes its place is being loaded: rows that vanish and come again take the focus, and the
 * place under the pointer, away from whoever is about to use them.
 * @param of what it belongs to; nothing is kept for another
 */
export function useKeptWhileLoading<T>(
  of: string,
  { value, isLoading }: Pick<Live<T>, 'value' | 'isLoading'>
): T | undefined {
  const kept = useRef<{ readonly of: string; readonly value: T }>();
  if (value !== undefined) kept.current = { of, value };
  if (value !== undefined || !isLoading) return value;
  return kept.current?.of === of ? kept.current.value : undefined;
}
