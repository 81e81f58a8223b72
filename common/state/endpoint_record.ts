import type { Evidence } from './evidence';
import { betterReading, compareStamps } from './evidence';
import { forgottenOf, keepEvidence } from './kept_evidence';
import type { Whose } from './listed_names';
import { changesNothing } from '../program/outcome';

export { KEPT_EVENTS } from './kept_evidence';

/**
 * States of sending an isolate or release. Of two recorded values, the later one in this list wins, whichever came first. `dispatched`: the
 * manager took it at once. `uncertain` never becomes `dispatched`: the command may have been sent up to a minute late, and so after a
 * command that was sent after it, even if the manager confirms it in the end.
 */
export const SENDING_STATES = ['sending', 'dispatched', 'uncertain', 'not_sent'] as const;
export type SendingState = (typeof SENDING_STATES)[number];

/** One of our isolates or releases, as far as the state depends on it. While no evidence has answered it, it is a doubt. */
export interface SentAction {
  readonly n: number;
  readonly verb: 'isolate' | 'release';
  readonly ref: string;
  /** Our clock at sending, ms. The later of several, where a paused process sent late. */
  readonly sent_at: number;
  /** End of the time in which an answer is expected, ms. */
  readonly waits_until: number;
  readonly sending: SendingState;
  /** Number of the attempt that this is about, from 1. Absent for the first. Of the attempts before it nothing ran. */
  readonly attempt?: number;
  /** Number of allowed addresses of an isolation; 0 for a release. */
  readonly addresses: number;
  /** Evidence with its own ref came, whatever it said. Stays true when that evidence is forgotten. */
  readonly answered: boolean;
  /** Time at which the person who closed its follow-up said that the endpoint isn't isolated, our clock, ms. */
  readonly found_open_at?: number;
}

/** True for what was sent, or may have been, and was never answered, be it lifted by other evidence or not. */
export function isUnanswered({ answered, sending }: SentAction): boolean {
  return !answered && sending !== 'not_sent';
}

/**
 * Everything kept about one endpoint. It is a join-semilattice: evidence and actions can be added in any order, any number of times and in
 * any grouping, with the same result. Its size is bounded, however many events a compromised endpoint writes.
 */
export interface EndpointRecord {
  /** Evidence in the manager's order, oldest first. */
  readonly evidence: readonly Evidence[];
  /** Actions by number, oldest first. */
  readonly sent: readonly SentAction[];
  /** Some evidence was ever forgotten. Never cleared. */
  readonly forgotten: boolean;
  /** Names that the forgotten evidence bore; absent where something was forgotten before they were kept: then any. */
  readonly forgotten_names?: readonly string[];
  /** Largest number of addresses that any isolation of this endpoint allowed, by its evidence, by what the manager took, and by what is kept no longer. */
  readonly max_addresses: number;
  /** Absent where none was ever dropped. */
  readonly forgotten_doubts?: ForgottenDoubts;
  /** Facts that decide which evidence is this endpoint's own. Absent if no one has looked. */
  readonly whose?: Whose;
  /** Time at which a person last said that the endpoint isn't isolated without closing a follow-up, ms. */
  readonly found_open_at?: number;
}

/** Time at which the newest doubt of each verb that is no longer kept was sent, our clock, ms. */
export interface ForgottenDoubts {
  readonly isolate?: number;
  readonly release?: number;
}

export const EMPTY_RECORD: EndpointRecord = {
  evidence: [],
  sent: [],
  forgotten: false,
  max_addresses: 0,
};

/** Answered actions matter to the fold only while an older doubt is open, so the newest few do. */
const KEPT_SETTLED = 50;
/** Each is a doubt that only evidence lifts. More of them than this nobody makes by hand. */
const KEPT_UNANSWERED = 200;

/**
 * Adds evidence and actions to the record. Returns the same object if nothing changed. Add evidence that names an action together with that
 * action: the evidence may be of a kind that isn't kept, and then only the action remembers that it got a report.
 */
export function addTo(
  record: EndpointRecord,
  evidence: readonly Evidence[],
  sent: readonly SentAction[]
): EndpointRecord {
  const merged = evidence.reduce(withEvidence, record.evidence);
  const { kept, forgets } = keepEvidence(merged);
  const joined = withSent(record, evidence, sent);
  const keptSent = keepSent(joined);
  const dropped = keptSent === joined ? [] : joined.filter((action) => !keptSent.includes(action));
  const doubts = withDoubts(record.forgotten_doubts, dropped);
  const next: EndpointRecord = {
    ...record,
    evidence: kept,
    sent: keptSent,
    ...forgottenOf(record, forgets),
    max_addresses: Math.max(
      record.max_addresses,
      ...evidence.map(({ outcome }) => outcome.addresses ?? 0),
      ...[...sent.filter(hasRun), ...dropped.filter(mayHaveRun)].map(({ addresses }) => addresses)
    ),
    ...foundOpen(record.found_open_at ?? 0),
    ...(doubts ? { forgotten_doubts: doubts } : {}),
  };
  const isSame =
    next.evidence === record.evidence &&
    next.sent === record.sent &&
    next.forgotten === record.forgotten &&
    next.forgotten_names?.length === record.forgotten_names?.length &&
    next.max_addresses === record.max_addresses &&
    next.forgotten_doubts === record.forgotten_doubts;
  return isSame ? record : next;
}

/** The most addresses that any isolation of this endpoint may have allowed: what was rejected never ran, and allowed none. */
export function maxAddressesOf({ max_addresses, sent }: EndpointRecord): number {
  return Math.max(max_addresses, ...sent.filter(mayHaveRun).map(({ addresses }) => addresses));
}

/** Nothing that is learnt later takes that back. */
function hasRun({ sending, answered }: SentAction): boolean {
  return answered || sending === 'dispatched';
}

function mayHaveRun({ sending, answered }: SentAction): boolean {
  return answered || sending !== 'not_sent';
}

/** Doubts among what is no longer kept, and the newest of each verb. */
function withDoubts(
  known: ForgottenDoubts | undefined,
  dropped: readonly SentAction[]
): ForgottenDoubts | undefined {
  return dropped
    .filter(isUnanswered)
    .reduce<ForgottenDoubts | undefined>((doubts, { verb, sent_at }) => {
      const before = doubts?.[verb];
      return before !== undefined && before >= sent_at ? doubts : { ...doubts, [verb]: sent_at };
    }, known);
}

/** One more event, in its place; the same array where it is known or can change no state. */
function withEvidence(kept: readonly Evidence[], more: Evidence): readonly Evidence[] {
  if (changesNothing(more.verb, more.outcome)) return kept;
  const at = kept.findIndex(({ identity }) => identity === more.identity);
  const known = kept[at];
  if (known) {
    const better = betterReading(known, more);
    return better === known ? kept : [...kept.slice(0, at), better, ...kept.slice(at + 1)];
  }
  const compare = compareStamps('by_manager');
  // Most events are newer than all that are kept.
  let place = kept.length;
  for (let one = kept[place - 1]; one && compare(one, more) > 0; one = kept[place - 1]) place -= 1;
  return [...kept.slice(0, place), more, ...kept.slice(place)];
}

function withSent(
  record: EndpointRecord,
  evidence: readonly Evidence[],
  sent: readonly SentAction[]
): readonly SentAction[] {
  const byNumber = new Map(record.sent.map((action) => [action.n, action]));
  let isChanged = false;
  const add = (action: SentAction) => {
    const known = byNumber.get(action.n);
    const joined = known ? joinSent(known, action) : action;
    if (joined === known) return;
    byNumber.set(action.n, joined);
    isChanged = true;
  };
  sent.forEach(add);
  // What is kept may have come before its action did.
  const answers = sent.length > 0 ? [...record.evidence, ...evidence] : evidence;
  for (const { action } of answers) {
    const known = action && byNumber.get(action.n);
    if (known) add({ ...known, answered: true });
  }
  if (!isChanged) return record.sent;
  return Array.from(byNumber.values()).sort((a, b) => a.n - b.n);
}

/**
 * Joins what both know about an action. Returns the first itself if the second adds nothing. Of two attempts the later one counts, whatever
 * became of the earlier one: that was given back.
 */
function joinSent(a: SentAction, b: SentAction): SentAction {
  const [older, newer] = attemptOf(a) <= attemptOf(b) ? [a, b] : [b, a];
  if (attemptOf(older) === attemptOf(newer)) return joinAttempt(a, b);
  const answered = a.answered || b.answered;
  const openAt = Math.max(a.found_open_at ?? 0, b.found_open_at ?? 0);
  const isSame = newer.answered === answered && (newer.found_open_at ?? 0) === openAt;
  return isSame ? newer : { ...newer, answered, ...foundOpen(openAt) };
}

function attemptOf({ attempt = 1 }: SentAction): number {
  return attempt;
}

function joinAttempt(a: SentAction, b: SentAction): SentAction {
  const isLater = SENDING_STATES.indexOf(b.sending) > SENDING_STATES.indexOf(a.sending);
  const addsNothing =
    !isLater &&
    b.sent_at <= a.sent_at &&
    b.waits_until <= a.waits_until &&
    (b.found_open_at ?? 0) <= (a.found_open_at ?? 0) &&
    (a.answered || !b.answered);
  if (addsNothing) return a;
  return {
    ...a,
    sending: isLater ? b.sending : a.sending,
    sent_at: Math.max(a.sent_at, b.sent_at),
    waits_until: Math.max(a.waits_until, b.waits_until),
    answered: a.answered || b.answered,
    ...foundOpen(Math.max(a.found_open_at ?? 0, b.found_open_at ?? 0)),
  };
}

function foundOpen(at: number): Pick<SentAction, 'found_open_at'> {
  return at === 0 ? {} : { found_open_at: at };
}

/** Adds a person's statement that the endpoint isn't isolated. The latest of several counts. */
export function withFoundOpen(record: EndpointRecord, at: number): EndpointRecord {
  return at > (record.found_open_at ?? 0) ? { ...record, found_open_at: at } : record;
}

function keepSent(sent: readonly SentAction[]): readonly SentAction[] {
  if (sent.length <= KEPT_SETTLED) return sent;
  const unanswered = sent.filter(isUnanswered).slice(-KEPT_UNANSWERED);
  const settled = sent.filter((action) => !isUnanswered(action)).slice(-KEPT_SETTLED);
  if (unanswered.length + settled.length === sent.length) return sent;
  return [...unanswered, ...settled].sort((a, b) => a.n - b.n);
}
