import { useRef } from 'react';
import type { Live } from './use_live';

/**
 * Keeps the previous value while its replacement loads. Rows that vanish and return would take the focus, and the place under the pointer,
 * from the person using them.
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
