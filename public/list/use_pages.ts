import { useState } from 'react';

/** Paging by cursors that only the server reads: forward by what it gave, back by what was used before. */
export interface Pages {
  /** Cursor of the page shown. Undefined for the first. */
  readonly cursor: string | undefined;
  /** Number of pages before the one shown. */
  readonly index: number;
  next(cursor: string): void;
  previous(): void;
}

/** @param key of what is paged: with another one it starts again from the first page */
export function usePages(key: string): Pages {
  const [known, setKnown] = useState<{ readonly key: string; readonly cursors: readonly string[] }>(
    {
      key,
      cursors: [],
    }
  );
  const cursors = known.key === key ? known.cursors : [];
  return {
    cursor: cursors[cursors.length - 1],
    index: cursors.length,
    next: (cursor) => setKnown({ key, cursors: [...cursors, cursor] }),
    previous: () => setKnown({ key, cursors: cursors.slice(0, -1) }),
  };
}
