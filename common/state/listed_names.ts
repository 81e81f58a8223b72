import { SECOND } from '../base/time';

/** A name that the manager listed under an endpoint's id. */
export interface ListedName {
  readonly name: string;
  /** Time it was last seen there, our clock, ms. */
  readonly last_at: number;
  /** Time of its enrollment, the manager's clock, ms. */
  readonly date_add?: number;
}

/** Everything known about whose an endpoint's reports can be. All of it joins, but for what is configured. */
export interface Whose {
  /** Entries by name. */
  readonly listed: readonly ListedName[];
  /** Time the manager was last seen to list no one under this ID, our clock, ms. */
  readonly unlisted_at?: number;
  /** Places in which reports under the manager's names were ever seen, in order. */
  readonly places: readonly string[];
  /** The only places that count, as configured. */
  readonly from?: readonly string[];
}

export const NOTHING_LISTED: Whose = { listed: [], places: [] };

/** Everything known about a manager's places, and configured. */
export interface ManagerPlaces {
  readonly places: readonly string[];
  readonly from?: readonly string[];
}

/**
 * Wazuh tells names by each letter (`strcmp`), Windows does not: an endpoint that is re-enrolled can come back in other letters, and is no
 * other machine for that.
 */
export function isSameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** A row that an action is recorded with is so old at most, ms. */
const ROW_AGE = 30 * SECOND;

/** The name in an action is one that the manager listed when it was recorded, or a little before. */
export function listedBy({
  agent,
  created_at: at,
}: {
  readonly agent: { readonly name: string; readonly date_add?: number };
  readonly created_at: number;
}): ListedName {
  const { name, date_add: registered } = agent;
  return {
    name,
    last_at: at - ROW_AGE,
    ...(registered === undefined ? {} : { date_add: registered }),
  };
}

export function newestListed({ listed, unlisted_at = -Infinity }: Whose): ListedName | undefined {
  const newest = listed.reduce<ListedName | undefined>(
    (last, one) => (last && last.last_at >= one.last_at ? last : one),
    undefined
  );
  return newest && newest.last_at >= unlisted_at ? newest : undefined;
}

/** Time the manager was last asked for this ID, our clock, ms. */
export function newestReading({ listed, unlisted_at = -Infinity }: Whose): number {
  return Math.max(unlisted_at, ...listed.map(({ last_at }) => last_at));
}

/** The same object where nothing is new. */
export function withListed(whose: Whose, more: readonly ListedName[]): Whose {
  const byName = new Map(whose.listed.map((one) => [one.name, one]));
  let isChanged = false;
  for (const one of more) {
    const known = byName.get(one.name);
    if (known && !isNewer(one, known)) continue;
    byName.set(one.name, one);
    isChanged = true;
  }
  if (!isChanged) return whose;
  const listed = Array.from(byName.values()).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...whose, listed };
}

/** Joins two sightings. Of two at one time the later enrollment wins, whichever came first. */
function isNewer(one: ListedName, known: ListedName): boolean {
  if (one.last_at !== known.last_at) return one.last_at > known.last_at;
  return (one.date_add ?? 0) > (known.date_add ?? 0);
}

export function withUnlisted(whose: Whose, at: number): Whose {
  return (whose.unlisted_at ?? -Infinity) >= at ? whose : { ...whose, unlisted_at: at };
}

/** Places join; what is configured now counts. */
export function withPlaces(whose: Whose, { places, from }: ManagerPlaces): Whose {
  const all = Array.from(new Set([...whose.places, ...places])).sort();
  const isSame = all.join() === whose.places.join() && from?.join() === whose.from?.join();
  if (isSame) return whose;
  const { listed, unlisted_at: unlistedAt } = whose;
  return {
    listed,
    ...(unlistedAt === undefined ? {} : { unlisted_at: unlistedAt }),
    places: all,
    ...(from === undefined ? {} : { from }),
  };
}

/** Joins what both know; the configured part is that of the second. */
export function joinWhose(a: Whose | undefined, b: Whose | undefined): Whose | undefined {
  if (!a || !b) return a ?? b;
  const listed = withListed(a, b.listed);
  const unlisted = b.unlisted_at === undefined ? listed : withUnlisted(listed, b.unlisted_at);
  return withPlaces(unlisted, b);
}
