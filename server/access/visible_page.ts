import { ManagerError } from '../manager/manager_error';

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
  /** Place at which more may follow. It can be that of an item the person has no permission to see, so it leaves the server sealed only. */
  readonly after?: readonly unknown[];
}

/** A part of the list to be read. */
export interface PartAsked {
  readonly size: number;
  readonly after: readonly unknown[] | undefined;
  /** Agents of which nothing can be seen, as far as found out: what they have is left out by the search itself. */
  readonly hidden: readonly string[];
}

export interface Sifted<T> {
  readonly isWhole: boolean;
  readonly seen: ReadonlySet<T>;
  /** Agents of which nothing can be seen, wherever in the list. */
  readonly hidden: readonly string[];
}

export interface PageRequest<T> {
  readonly size: number;
  readonly after: readonly unknown[] | undefined;
  read(asked: PartAsked): Promise<ListReading<T>>;
  /** Returns the items this person can see; `isWhole`: they can see the whole list. */
  sift(items: readonly T[]): Promise<Sifted<T>>;
}

const SCANNED_AT_ONCE = 200;
/** A list that has nothing to be seen in so many pages is left there, and goes on with the next page. */
const MOST_SCANNED = 50;

/**
 * One page of what a person may see of a list. It is filled, however much is held back in between, as far as one request goes: what is
 * left says that more may follow, and never that this was all.
 */
export async function visiblePage<T>(request: PageRequest<T>): Promise<VisiblePage<T>> {
  const { size } = request;
  const found: Placed<T>[] = [];
  let { after } = request;
  let read = size;
  let isWhole = true;
  let total = 0;
  let left: readonly unknown[] | undefined;
  const hidden = new Set<string>();
  for (let scanned = 0; found.length <= size; scanned++) {
    if (scanned === MOST_SCANNED) {
      left = after;
      break;
    }
    const page = await request.read({ size: read, after, hidden: Array.from(hidden) });
    const sifted = await siftedOf(request, page, scanned);
    if (!sifted) {
      left = after;
      break;
    }
    sifted.hidden.forEach((agent) => hidden.add(agent));
    isWhole = isWhole && sifted.isWhole;
    found.push(...page.items.filter(({ item }) => sifted.seen.has(item)));
    total = page.total;
    after = page.after;
    if (isWhole || !after) break;
    read = SCANNED_AT_ONCE;
  }
  const shown = found.slice(0, size);
  const last = shown[shown.length - 1];
  const next = isWhole ? after : found.length > size ? last?.place : left;
  return {
    items: shown.map(({ item }) => item),
    // What a person may not see is not counted for them either.
    ...(isWhole ? { total } : !request.after && !next ? { total: shown.length } : {}),
    ...(next ? { after: next } : {}),
  };
}

/** @returns undefined where the manager's budget is spent: what was found before is shown */
async function siftedOf<T>(
  { sift }: PageRequest<T>,
  { items }: ListReading<T>,
  scanned: number
): Promise<Sifted<T> | undefined> {
  try {
    return await sift(items.map(({ item }) => item));
  } catch (error) {
    const isSpent = error instanceof ManagerError && error.code === 'over_budget';
    if (isSpent && scanned > 0) return undefined;
    throw error;
  }
}
