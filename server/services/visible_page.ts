/** One item of a list, with its place in the list's order. */
export interface Placed<T> {
  readonly item: T;
  readonly place: readonly unknown[];
}

export interface ListReading<T> {
  readonly items: readonly Placed<T>[];
  readonly total: number;
  /** Place at which it continues. Absent at its end. */
  readonly after?: readonly unknown[];
}

export interface VisiblePage<T> {
  readonly items: readonly T[];
  /** Total number, if this person may know it. */
  readonly total?: number;
  /** Place at which more may follow. Never that of an item the person has no permission to see: it would name it. */
  readonly after?: readonly unknown[];
}

export interface PageRequest<T> {
  readonly size: number;
  readonly after: readonly unknown[] | undefined;
  read(size: number, after: readonly unknown[] | undefined): Promise<ListReading<T>>;
  /** Returns the items this person can see; `isWhole`: they can see the whole list. */
  sift(items: readonly T[]): Promise<{ readonly isWhole: boolean; readonly seen: ReadonlySet<T> }>;
}

const SCANNED_AT_ONCE = 200;
/** A list that has nothing to be seen in so many pages ends there. */
const MOST_SCANNED = 50;

/**
 * One page of what a person may see of a list. It is filled, however much is held back in between: neither its length nor where it goes
 * on tells that there is anything else.
 */
export async function visiblePage<T>(request: PageRequest<T>): Promise<VisiblePage<T>> {
  const { size } = request;
  const found: Placed<T>[] = [];
  let { after } = request;
  let read = size;
  let isWhole = true;
  let total = 0;
  for (let scanned = 0; found.length <= size && scanned < MOST_SCANNED; scanned++) {
    const page = await request.read(read, after);
    const sifted = await request.sift(page.items.map(({ item }) => item));
    isWhole = isWhole && sifted.isWhole;
    found.push(...page.items.filter(({ item }) => sifted.seen.has(item)));
    total = page.total;
    after = page.after;
    if (isWhole || !after) break;
    read = SCANNED_AT_ONCE;
  }
  const shown = found.slice(0, size);
  const last = shown[shown.length - 1];
  const next = isWhole ? after : found.length > size ? last?.place : undefined;
  return {
    items: shown.map(({ item }) => item),
    // What a person may not see is not counted for them either.
    ...(isWhole ? { total } : !request.after && !next ? { total: shown.length } : {}),
    ...(next ? { after: next } : {}),
  };
}
