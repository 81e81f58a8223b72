/** Everything known about an endpoint's numbers while its newest one is looked for. */
export interface NumbersSeen {
  /** Newest number that the projection knows of: a hint, which can be behind. 0: none. */
  readonly hint: number;
  /** The mark of retention: behind this number nothing was deleted. 0: there is no mark; undefined: it cannot be read. */
  readonly mark: number | undefined;
  /** Largest number that a search over all of the ledger found, 0 for none; undefined where none was done. */
  readonly searched: number | undefined;
  /** Numbers that were asked for by id, always together with the mark. */
  readonly read: ReadonlySet<number>;
  /** Those of them that have a document, whether it can be understood or not: it takes its number. */
  readonly there: ReadonlySet<number>;
}

/** The next step to find the newest number. */
export type NumbersLook =
  | { readonly look: 'by_id'; readonly numbers: readonly number[] }
  /** The largest that the ledger has, behind a refresh of its index. */
  | { readonly look: 'by_search' }
  | { readonly look: 'over'; readonly newest: number };

/** Number of the newest actions known to the projection that are read with an endpoint. */
const BEHIND = 10;
/** Number of actions read ahead at once. */
const AHEAD = 4;
const FIRST = 1;

/**
 * The way to the newest number of an endpoint, which the next action follows. Numbers are given one after another, and reads by id see
 * every write: from a number that was given the newest is found upwards, to the first that has no document, as long as nothing was
 * deleted in between. Retention deletes in between, so it marks how far before it does, and the mark is read with every number. Where
 * there is neither a mark nor the first action (an older version deleted without a mark, somebody by hand), or nothing to begin from
 * (the projections may be deleted at any time), only a search over all of the ledger tells.
 */
export function nextLook({ hint, mark, searched, read, there }: NumbersSeen): NumbersLook {
  const top = Math.max(hint, mark ?? 0, searched ?? 0);
  const window = [FIRST, ...numbersFrom(Math.max(FIRST, top - BEHIND + 1), top + AHEAD)];
  const unread = Array.from(new Set(window)).filter((n) => !read.has(n));
  if (unread.length > 0) return { look: 'by_id', numbers: unread };
  let newest = top;
  while (there.has(newest + 1)) newest += 1;
  if (!read.has(newest + 1)) {
    return { look: 'by_id', numbers: numbersFrom(newest + 1, newest + AHEAD) };
  }
  const isWithoutGap = mark !== 0 || there.has(FIRST);
  const isCertain = there.has(top) && mark !== undefined && isWithoutGap;
  return isCertain || searched !== undefined ? { look: 'over', newest } : { look: 'by_search' };
}

function numbersFrom(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
