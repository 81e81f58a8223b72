import type { EndpointRecord } from './endpoint_record';
import type { Evidence, EvidenceOrder } from './evidence';
import {
  compareEvidence,
  compareStamps,
  isDecisiveEvidence,
  placeBy,
  stampBy,
  timeOf,
} from './evidence';
import { KEPT_EVENTS } from './kept_evidence';
import type { NonEmptyArray } from '../base/non_empty_array';
import { lineOf, withoutRepeats } from './repeated_report';
import type { SentCommand } from './sending_order';
import { ranBefore } from './sending_order';
import { MINUTE } from '../base/time';
import type { OwnClock } from './writing_time';
import { ownClockIn, PROMPT, writtenAfter } from './writing_time';

type Ordered = readonly Evidence[];

/** The orders in which things may really have happened, as far as the clocks and the sending of our own actions tell. */
export interface EvidenceOrders {
  /** Orders by the manager's clock and by the endpoint's own, oldest first, without gaps and repeats; one if both say the same. */
  readonly orders: NonEmptyArray<Ordered>;
  /** Neither order can be trusted: what was last may be a mixture of both, or both clocks are wrong about the same two answers. */
  readonly contradictory: boolean;
  /** Both clocks may be wrong about what was last: it came late, and the endpoint's own clock may have been set meanwhile. */
  readonly late: boolean;
  /** True if so many events are newer than the newest decisive one, in one of the orders, that some between may be forgotten. */
  readonly overfull: boolean;
  /** Evidence in the manager's order that is older than what was forgotten, so it proves nothing for afterwards. */
  readonly beforeGap: Ordered;
}

/** @param record its evidence is in the order of the manager's stamps, as `addTo` leaves it */
export function ordersOf(record: EndpointRecord): EvidenceOrders {
  const all = sortedBy(compareEvidence('by_manager'), record.evidence);
  const lines = withoutRepeats(all);
  const isTurned = mayBeTurned(ownClockIn(record), lines === all ? [] : repeatsIn(all, lines));
  const byManager = withoutGaps('by_manager', record, lines);
  const byEndpoint = withoutGaps('by_endpoint', record, lines);
  return {
    ...possibleOrders(byManager, byEndpoint, record, isTurned),
    overfull: isOverfull(byManager, record) || isOverfull(byEndpoint, record),
    beforeGap: record.forgotten ? record.evidence.slice(0, -KEPT_EVENTS) : [],
  };
}

function sortedBy(compare: (a: Evidence, b: Evidence) => number, list: Ordered): Ordered {
  const isSorted = list.every((one, i) => {
    const previous = list[i - 1];
    return previous === undefined || compare(previous, one) < 0;
  });
  return isSorted ? list : [...list].sort(compare);
}

/**
 * The newest events kept for this order, if events were forgotten. What is put back among older ones since its manager's clock was ahead
 * would stand before a gap, so that it is left out as well.
 */
function withoutGaps(
  order: EvidenceOrder,
  { evidence, forgotten }: EndpointRecord,
  lines: Ordered
): Ordered {
  if (!forgotten) return sortedBy(compareEvidence(order), lines);
  const newest = sortedBy(compareStamps(order), evidence).slice(-KEPT_EVENTS);
  const [oldest] = newest;
  const since = oldest ? stampBy(order, oldest) : 0;
  const isLine = lines === evidence ? undefined : new Set(lines);
  const kept = newest.filter((one) => placeBy(order, one) >= since && (!isLine || isLine.has(one)));
  return sortedBy(compareEvidence(order), kept);
}

function isOverfull(ordered: Ordered, { forgotten }: EndpointRecord): boolean {
  if (!forgotten && ordered.length < KEPT_EVENTS) return false;
  return !ordered.slice(-KEPT_EVENTS).some(isDecisiveEvidence);
}

function possibleOrders(
  byManager: Ordered,
  byEndpoint: Ordered,
  record: EndpointRecord,
  isTurned: MayBeTurned
): Pick<EvidenceOrders, 'orders' | 'contradictory' | 'late'> {
  const isOne = byManager.every((one, i) => one === byEndpoint[i]);
  if (isOne && isInOrderOfNumbers(byManager)) {
    const late = isLate(byManager, byManager, isTurned);
    return { orders: [byManager], contradictory: false, late };
  }
  const isBefore = orderOfRunning(record.sent);
  if (isWrongInBoth(byManager, byEndpoint, isBefore)) {
    // Then no clock can be trusted with the rest either, unless there is no rest.
    const bySending = [...byManager].sort((a, b) => numberIn(a) - numberIn(b));
    const isKnown = bySending.every((one, i) => i === 0 || isBefore(bySending[i - 1], one));
    return { orders: [bySending], contradictory: !isKnown, late: false };
  }
  const first = putRight(byManager, isBefore);
  const second = putRight(byEndpoint, isBefore);
  const contradictory = possiblyLast(first, second, NEVER).size > 1;
  const late = !contradictory && isLate(first, second, isTurned);
  return { orders: [first, second], contradictory, late };
}

/** True if two reports that follow each other by both clocks may really have been written the other way round. */
type MayBeTurned = (earlier: Evidence, later: Evidence) => boolean;

const NEVER: MayBeTurned = () => false;

/**
 * One of them is the answer to a command of ours, so that it is known when that was sent. The other was written after that by its own
 * clock only as it may have been set since; or was decoded long after that, and the answer later still.
 */
function mayBeTurned(ownClock: OwnClock | undefined, repeats: Ordered): MayBeTurned {
  return (earlier, later) => {
    if (repeats.some((one) => isSentAgainBehind(one, earlier, later))) return true;
    const [first, second] = [earlier.action?.sent_at, later.action?.sent_at];
    if (first !== undefined && second === undefined) {
      const written = writtenAfter(later, ownClock);
      return written !== undefined && written < first;
    }
    return first === undefined && second !== undefined && second + PROMPT < timeOf(earlier);
  };
}

/** Numbers grow with the time of sending, so that nothing is to be put right where they do not fall. */
function isInOrderOfNumbers(ordered: Ordered): boolean {
  let newest = BEFORE_ALL;
  return ordered.every((one) => {
    const isLater = one.action === undefined || one.action.n >= newest;
    newest = Math.max(newest, numberIn(one));
    return isLater;
  });
}

const BEFORE_ALL = Number.MIN_SAFE_INTEGER;

/** An action under a former key of its endpoint has a number below zero. */
function numberIn({ action }: Evidence): number {
  return action?.n ?? BEFORE_ALL;
}

type IsBefore = (a: Evidence | undefined, b: Evidence | undefined) => boolean;

/** Says which report's command certainly ran first, if any. */
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

/** A log that is sent again is in order: what stands in it right behind a line that is new was written after that. */
function isSentAgainBehind(repeat: Evidence, earlier: Evidence, later: Evidence): boolean {
  const behind = timeOf(repeat) - timeOf(later);
  return (
    behind >= 0 &&
    behind <= MINUTE &&
    repeat.at > later.at &&
    nodeOf(repeat) === nodeOf(later) &&
    lineOf(repeat) === lineOf(earlier)
  );
}

function nodeOf({ identity }: Evidence): string {
  return identity.slice(0, identity.indexOf('|'));
}

function repeatsIn(all: Ordered, lines: Ordered): Ordered {
  const isLine = new Set(lines);
  return all.filter((one) => !isLine.has(one));
}

/** The verbs of the decisive answers that no other decisive one follows for certain: in both orders, and not only perhaps. */
function possiblyLast(first: Ordered, second: Ordered, isTurned: MayBeTurned): Set<string> {
  const place = placesIn(second);
  const later: Evidence[] = [];
  const verbs = new Set<string>();
  for (const one of [...first].reverse()) {
    if (!isDecisiveEvidence(one)) continue;
    const isFollowed = later.some((other) => place(other) > place(one) && !isTurned(one, other));
    later.push(one);
    if (!isFollowed) verbs.add(one.verb);
  }
  return verbs;
}

/**
 * The last report is not certain for that: answers of both verbs may have been, or a report that says nothing certain may have come behind
 * the decisive one that it is put before.
 */
function isLate(first: Ordered, second: Ordered, isTurned: MayBeTurned): boolean {
  if (possiblyLast(first, second, isTurned).size > 1) return true;
  const place = placesIn(second);
  return first.some((one, i) => {
    if (isDecisiveEvidence(one)) return false;
    const followers = first
      .slice(i + 1)
      .filter((other) => isDecisiveEvidence(other) && place(other) > place(one));
    return followers.length > 0 && followers.every((other) => isTurned(one, other));
  });
}

function placesIn(ordered: Ordered): (one: Evidence) => number {
  const places = new Map(ordered.map((one, i) => [one, i]));
  return (one) => places.get(one) ?? -1;
}
