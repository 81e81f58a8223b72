import type { EndpointRecord, SentAction } from '../../common/state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { compareEvidence, EVIDENCE_ORDERS, timeOf } from '../../common/state/evidence';
import { joinWhose } from '../../common/state/listed_names';
import { withWhose } from '../../common/state/own_evidence';
import type { EndpointState } from '../../common/state/fold';
import { stateOf } from '../../common/state/fold';
import type { Arrival, History, Kind, Played } from './history';
import { ANSWER_TIME, OWN_NAME } from './history';
import { playAmongNamesakes } from './namesakes';
import { isOldInEachZone, possibleNow, ranBefore } from './observer';

/** The claim of a state: nothing while it is unknown, or shown as Isolating or Releasing. */
export type Claim = 'open' | 'isolated' | 'nothing';

/** One moment of a history: what the fold claims, what could have been by all that was delivered, and what was true. */
export interface Moment {
  readonly now: number;
  readonly record: EndpointRecord;
  readonly state: EndpointState;
  readonly claim: Claim;
  readonly possible: ReadonlySet<Kind>;
  /** `unforeseeable`: something happened that nobody who was told what was delivered could reckon with. */
  readonly truth: Kind | 'unforeseeable';
}

/** The history as it is seen at each arrival, and when all waiting is over. */
export function momentsOf(history: History): Moment[] {
  const played = playAmongNamesakes(history);
  const times = Array.from(new Set(played.arrivals.map(({ at }) => at)));
  const last = times[times.length - 1] ?? 0;
  return [...times, last + 2 * ANSWER_TIME].map((now) => momentOf(played, now));
}

function momentOf(played: Played, now: number): Moment {
  const arrived = played.arrivals.filter(({ at }) => at <= now);
  const record = recordOf(arrived);
  const state = stateOf(record, now);
  // The observer is told what the endpoint itself reported, and nothing of others.
  const evidence = evidenceOfItsOwn(arrived);
  const sent = knownSending(arrived);
  return {
    now,
    record,
    state,
    claim: claimOf(state),
    possible: possibleNow({ evidence: linesIn(evidence), sent, foundOpen: foundOpenIn(arrived) }),
    truth:
      isForeseeable(played, now, evidence, sent) && !isLookMisdated(played, arrived)
        ? truthAt(played, now)
        : 'unforeseeable',
  };
}

export function recordOf(arrived: readonly Arrival[]): EndpointRecord {
  return arrived.reduce(
    (record, { evidence, sent, whose }) =>
      withWhose(addTo(record, evidence, sent), joinWhose(record.whose, whose)),
    EMPTY_RECORD
  );
}

function claimOf({ status, waiting }: EndpointState): Claim {
  if (waiting || status === 'unknown') return 'nothing';
  return status === 'isolated' ? 'isolated' : 'open';
}

function evidenceOfItsOwn(arrived: readonly Arrival[]): Evidence[] {
  return arrived.flatMap(({ evidence }) =>
    evidence.filter(({ agent_name: name }) => name === OWN_NAME)
  );
}

/** Each line of the endpoint's log once, as it was decoded first: a line that is sent again is the same line. */
function linesIn(evidence: readonly Evidence[]): Evidence[] {
  const first = new Map<string, Evidence>();
  for (const one of evidence) {
    const line = JSON.stringify([one.own_clock, one.verb, one.ref, one.user, one.text]);
    const known = first.get(line);
    if (!known || timeOf(one) < timeOf(known)) first.set(line, one);
  }
  return Array.from(first.values());
}

function foundOpenIn(arrived: readonly Arrival[]): number | undefined {
  const times = arrived.flatMap(({ sent }) => sent.flatMap((one) => one.found_open_at ?? []));
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Keeps a sending that was once uncertain uncertain: the command may have been sent late, whatever the manager says afterwards. */
function knownSending(arrived: readonly Arrival[]): SentAction[] {
  const known = new Map<number, SentAction>();
  for (const action of arrived.flatMap(({ sent }) => sent)) {
    const before = known.get(action.n);
    const isSettled = action.sending === 'sending' || before?.sending === 'uncertain';
    known.set(action.n, before && isSettled ? before : action);
  }
  return Array.from(known.values());
}

function truthAt({ truth }: Played, now: number): Kind | 'unforeseeable' {
  return [...truth].reverse().find(({ from }) => from <= now)?.kind ?? 'unforeseeable';
}

/** True if somebody looked, and the only clock that is known of says of a report from before that it came after. */
function isLookMisdated({ writtenAt }: Played, arrived: readonly Arrival[]): boolean {
  const looked = foundOpenIn(arrived);
  const evidence = evidenceOfItsOwn(arrived);
  if (looked === undefined || evidence.some(({ action }) => action)) return false;
  return evidence.some(
    (one) =>
      timeOf(one) >= looked && (writtenAt.get(one.identity) ?? 0) < looked && !isOldInEachZone(one)
  );
}

/** True if nothing happened unseen, and each pair of reports is really in the order that its actions, or at least one clock, says. */
function isForeseeable(
  { unforeseen, placeOf }: Played,
  now: number,
  evidence: readonly Evidence[],
  sent: readonly SentAction[]
): boolean {
  if (unforeseen.some(({ from, until }) => from <= now && now < until)) return false;
  const place = (one: Evidence) => placeOf.get(one.identity) ?? -1;
  const commandOf = (one: Evidence) => sent.find(({ n }) => n === one.action?.n);
  const inTruth = [...evidence].sort((a, b) => place(a) - place(b));
  return inTruth.every((a, i) =>
    inTruth.slice(i + 1).every((b) => {
      if (place(a) === place(b)) return true;
      const [first, second] = [commandOf(a), commandOf(b)];
      if (first && second && ranBefore(first, second)) return true;
      return EVIDENCE_ORDERS.some((order) => compareEvidence(order)(a, b) < 0);
    })
  );
}
