import type { EndpointRecord } from './endpoint_record';
import { KEPT_EVENTS } from './endpoint_record';
import type { Evidence } from './evidence';
import { compareEvidence } from './evidence';
import type { NonEmptyArray } from './non_empty_array';
import { isDecisive } from './outcome';
import type { SentCommand } from './sending_order';
import { ranBefore } from './sending_order';

type Ordered = readonly Evidence[];

/** What may really have happened, as far as the clocks and the sending of our own actions tell. */
export interface EvidenceOrders {
  /** By the manager's clock and by the endpoint's own, oldest first, without gaps; one where both say the same. */
  readonly orders: NonEmptyArray<Ordered>;
  /** Neither order can be trusted: what was last may be a mixture of both, or both clocks are wrong about the same two answers. */
  readonly contradictory: boolean;
  /** So many events are newer than the newest decisive one, in one of the orders, that some between may be forgotten. */
  readonly overfull: boolean;
  /** In the manager's order; older than what was forgotten, so that it proves nothing for afterwards. */
  readonly beforeGap: Ordered;
}

/** @param record its evidence is in the manager's order, as `addTo` leaves it */
export function ordersOf(record: EndpointRecord): EvidenceOrders {
  const byManager = record.evidence;
  const byEndpoint = sortedByEndpoint(byManager);
  return {
    ...possibleOrders(withoutGaps(byManager, record), withoutGaps(byEndpoint, record), record),
    overfull: isOverfull(byManager) || (byEndpoint !== byManager && isOverfull(byEndpoint)),
    beforeGap: record.forgotten ? byManager.slice(0, -KEPT_EVENTS) : [],
  };
}

function sortedByEndpoint(byManager: Ordered): Ordered {
  const compare = compareEvidence('by_endpoint');
  const isSorted = byManager.every((one, i) => {
    const previous = byManager[i - 1];
    return previous === undefined || compare(previous, one) < 0;
  });
  return isSorted ? byManager : [...byManager].sort(compare);
}

function withoutGaps(ordered: Ordered, { forgotten }: EndpointRecord): Ordered {
  return forgotten ? ordered.slice(-KEPT_EVENTS) : ordered;
}

function isOverfull(ordered: Ordered): boolean {
  if (ordered.length < KEPT_EVENTS) return false;
  return !ordered.slice(-KEPT_EVENTS).some(({ verb, outcome }) => isDecisive(verb, outcome));
}

function possibleOrders(
  byManager: Ordered,
  byEndpoint: Ordered,
  { sent }: EndpointRecord
): Pick<EvidenceOrders, 'orders' | 'contradictory'> {
  const isOne = byManager.every((one, i) => one === byEndpoint[i]);
  if (isOne && isInOrderOfNumbers(byManager)) {
    return { orders: [byManager], contradictory: false };
  }
  const isBefore = orderOfRunning(sent);
  if (isWrongInBoth(byManager, byEndpoint, isBefore)) {
    // Then no clock can be trusted with the rest either, unless there is no rest.
    const bySending = [...byManager].sort((a, b) => (a.action?.n ?? 0) - (b.action?.n ?? 0));
    const isKnown = bySending.every((one, i) => i === 0 || isBefore(bySending[i - 1], one));
    return { orders: [bySending], contradictory: !isKnown };
  }
  const first = putRight(byManager, isBefore);
  const second = putRight(byEndpoint, isBefore);
  return { orders: [first, second], contradictory: possiblyLast(first, second).size > 1 };
}

/** Numbers grow with the time of sending, so that nothing is to be put right where they do not fall. */
function isInOrderOfNumbers(ordered: Ordered): boolean {
  let newest = 0;
  return ordered.every(({ action }) => {
    const isLater = action === undefined || action.n >= newest;
    newest = Math.max(newest, action?.n ?? 0);
    return isLater;
  });
}

type IsBefore = (a: Evidence | undefined, b: Evidence | undefined) => boolean;

/** Whether one answer's command ran before the other's for certain. */
function orderOfRunning(sent: readonly SentCommand[]): IsBefore {
  const byNumber = new Map(sent.map((action) => [action.n, action]));
  const commandOf = (evidence: Evidence | undefined): SentCommand | undefined => {
    const action = evidence?.action;
    if (action?.sent_at === undefined) return undefined;
    const { n, sent_at } = action;
    return byNumber.get(n) ?? { n, sent_at, sending: 'uncertain' };
  };
  return (a, b) => {
    const [first, second] = [commandOf(a), commandOf(b)];
    return first !== undefined && second !== undefined && ranBefore(first, second);
  };
}

function isWrongInBoth(byManager: Ordered, byEndpoint: Ordered, isBefore: IsBefore): boolean {
  const place = placesIn(byEndpoint);
  return byManager.some((one, i) =>
    byManager.slice(i + 1).some((later) => isBefore(later, one) && place(one) < place(later))
  );
}

/** Each answer stays where the clock puts it, or moves to just before the first that ran after it for certain. */
function putRight(ordered: Ordered, isBefore: IsBefore): Ordered {
  if (isInOrderOfNumbers(ordered)) return ordered;
  return ordered.reduce<Evidence[]>((placed, one) => {
    const next = placed.findIndex((other) => isBefore(one, other));
    placed.splice(next < 0 ? placed.length : next, 0, one);
    return placed;
  }, []);
}

/** The verbs of the decisive answers that no other decisive one follows in both orders. */
function possiblyLast(first: Ordered, second: Ordered): Set<string> {
  const place = placesIn(second);
  const verbs = new Set<string>();
  let latest = -1;
  for (const one of [...first].reverse()) {
    if (!isDecisive(one.verb, one.outcome) || place(one) < latest) continue;
    latest = place(one);
    verbs.add(one.verb);
  }
  return verbs;
}

function placesIn(ordered: Ordered): (one: Evidence) => number {
  const places = new Map(ordered.map((one, i) => [one, i]));
  return (one) => places.get(one) ?? -1;
}
