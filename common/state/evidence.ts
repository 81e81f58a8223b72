import type { Verb } from '../command/active_response';
import type { ProgramEvent } from '../program/program_event';
import { FURTHEST_AHEAD } from '../program/program_event';
import type { Outcome, OutcomeResult } from '../program/outcome';
import { isDecisive, outcomeForAction, showsReady } from '../program/outcome';
import { textHash } from '../base/text_hash';
import { DAY } from '../base/time';

/** The action that an event's ref names, as far as the fold needs it. */
export interface AnsweredAction {
  /** Number of the action among the isolates and releases of its endpoint. */
  readonly n: number;
  /** Our clock when it was being sent, ms; absent where it never was, and where only a guess ties the event to it. */
  readonly sent_at?: number;
  /** Number of allowed addresses of an isolation. */
  readonly addresses?: number;
}

/** One event that is evidence, as the ledger keeps it: by value, since alerts are deleted long before an endpoint is released. */
export interface Evidence {
  readonly identity: string;
  /** The manager's clock at decoding, ms. */
  readonly at: number;
  /** The endpoint's own clock, ms as if UTC; absent where its line had none. */
  readonly own_clock?: number;
  /**
   * Our clock when any process first saw it, ms; absent where that is not before `at`. A manager's clock that is ahead would else date a
   * report, and everything that is compared with it, for as long as the ledger lasts.
   */
  readonly seen_at?: number;
  readonly verb: Verb;
  readonly outcome: Outcome;
  /** The action that its ref names; absent: outside this plugin, or reference IDs are off. */
  readonly action?: AnsweredAction;
  /** User name that the endpoint claims. */
  readonly user: string;
  readonly ref?: string;
  readonly agent_name: string;
  /** Alias of the remote cluster that stored it; absent: none, it is stored here. */
  readonly place?: string;
  /** The answer's text, cut. */
  readonly text: string;
  /** Hash of the whole user and text, where either is cut: by what is left of them two reports may look alike. */
  readonly whole_hash?: string;
}

const MAX_TEXT = 1000;
const MAX_USER = 200;
const MAX_NAME = 200;

/** @param seenAt our clock, ms */
export function evidenceOf(event: ProgramEvent, seenAt: number, action?: AnsweredAction): Evidence {
  const outcome =
    action?.addresses === undefined
      ? event.outcome
      : outcomeForAction(event.outcome, action.addresses);
  return {
    identity: event.identity,
    at: event.at,
    ...(event.ownClock === undefined ? {} : { own_clock: event.ownClock }),
    ...(seenAt < event.at ? { seen_at: seenAt } : {}),
    verb: event.verb,
    outcome,
    ...(action ? { action } : {}),
    user: event.user.slice(0, MAX_USER),
    ...(event.ref ? { ref: event.ref } : {}),
    agent_name: event.agentName.slice(0, MAX_NAME),
    ...(event.place === undefined ? {} : { place: event.place }),
    text: event.text.slice(0, MAX_TEXT),
    ...(event.user.length > MAX_USER || event.text.length > MAX_TEXT
      ? { whole_hash: textHash(`${event.user}\n${event.text}`) }
      : {}),
  };
}

/**
 * Time of decoding by the manager's clock, but not after it was first seen: where that clock was ahead, it is put right by ours for good.
 */
export function timeOf({ at, seen_at }: Evidence): number {
  return Math.min(at, seen_at ?? Infinity);
}

/**
 * True if its manager's clock was more than a day ahead when it was first seen: whatever else is compared with that clock may be wrong as
 * well, so that such a report settles the action that its ref names, and proves nothing.
 */
export function isFromFuture({ at, seen_at }: Evidence): boolean {
  return seen_at !== undefined && at - seen_at > DAY;
}

/** Orders by time. Where that is the same, a clock that is further ahead comes later. */
export function compareTimes(a: Evidence, b: Evidence): number {
  return timeOf(a) - timeOf(b) || a.at - b.at;
}

/** True if it shows that the program works, at its time: a report from the future shows nothing. */
export function isReadyReport(evidence: Evidence): boolean {
  return showsReady(evidence.outcome) && !isFromFuture(evidence);
}

/** It says by itself what the endpoint is from here on. */
export function isDecisiveEvidence(evidence: Evidence): boolean {
  return isDecisive(evidence.verb, evidence.outcome) && !isFromFuture(evidence);
}

/** The endpoint's own clock; undefined where it has none that can be right, held against when the report was first seen. */
export function ownClockOf(evidence: Evidence): number | undefined {
  const { own_clock } = evidence;
  return own_clock !== undefined && own_clock <= timeOf(evidence) + FURTHEST_AHEAD
    ? own_clock
    : undefined;
}

/** The two orders in which evidence is walked; neither clock alone can be trusted. */
export const EVIDENCE_ORDERS = ['by_manager', 'by_endpoint'] as const;
export type EvidenceOrder = (typeof EVIDENCE_ORDERS)[number];

type Compare = (a: Evidence, b: Evidence) => number;

/** Oldest first. What ties is told apart by the other clock, then by the event's place in its node's log. */
export function compareEvidence(order: EvidenceOrder): Compare {
  return (a, b) => {
    const own = ownTime(a) - ownTime(b);
    const byManager = compareTimes(a, b);
    const byClocks = order === 'by_manager' ? byManager || own : own || byManager;
    return byClocks || placeInLog(a) - placeInLog(b) || compareText(a.identity, b.identity);
  };
}

/** The same by what a report says itself, which no later word on it changes: by this it is decided what of many is kept. */
export function compareStamps(order: EvidenceOrder): Compare {
  return (a, b) => {
    const own = ownStamp(a) - ownStamp(b);
    const byClocks = order === 'by_manager' ? a.at - b.at || own : own || a.at - b.at;
    return byClocks || placeInLog(a) - placeInLog(b) || compareText(a.identity, b.identity);
  };
}

/** The time by which an order puts a report. */
export function placeBy(order: EvidenceOrder, evidence: Evidence): number {
  return order === 'by_manager' ? timeOf(evidence) : ownTime(evidence);
}

/** The time by which it is decided whether a report is kept: never before its place. */
export function stampBy(order: EvidenceOrder, evidence: Evidence): number {
  return order === 'by_manager' ? evidence.at : ownStamp(evidence);
}

function ownTime(evidence: Evidence): number {
  return ownClockOf(evidence) ?? (isFromFuture(evidence) ? timeOf(evidence) : evidence.at);
}

function ownStamp({ own_clock, at }: Evidence): number {
  return own_clock ?? at;
}

/** An alert's id is `<epoch second>.<offset in the log>`. */
function placeInLog({ identity }: Evidence): number {
  const offset = Number(identity.slice(identity.lastIndexOf('.') + 1));
  return Number.isFinite(offset) ? offset : 0;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The reading of one event to keep of two, whichever came first: one that knows its action over one that does not, one that is recognized
 * (a success word was configured since) over one that is not. What either knows of when it was seen, and of its whole text, is kept with
 * it. The first itself where it is that.
 */
export function betterReading(a: Evidence, b: Evidence): Evidence {
  return isBetter(b, a) ? withAllKnown(b, a) : withAllKnown(a, b);
}

/** The first with what only the second knows beside what both say; the first itself where that is nothing. */
export function withAllKnown(reading: Evidence, other: Evidence): Evidence {
  const seenAt = Math.min(reading.seen_at ?? Infinity, other.seen_at ?? Infinity);
  const wholeHash = reading.whole_hash ?? other.whole_hash;
  if (seenAt === (reading.seen_at ?? Infinity) && wholeHash === reading.whole_hash) return reading;
  return {
    ...reading,
    ...(seenAt === Infinity ? {} : { seen_at: seenAt }),
    ...(wholeHash === undefined ? {} : { whole_hash: wholeHash }),
  };
}

/** A word that is configured later turns an unrecognized report into any other, a partial one into one that was done. */
const READ_AS: Readonly<Record<OutcomeResult, number>> = {
  unrecognised: 0,
  partial: 1,
  refused: 2,
  failed: 2,
  succeeded: 2,
};

function isBetter(a: Evidence, b: Evidence): boolean {
  const rank = (evidence: Evidence) => (evidence.action ? 3 : 0) + READ_AS[evidence.outcome.result];
  const difference = rank(a) - rank(b);
  return difference === 0 ? compareText(readingOf(a), readingOf(b)) < 0 : difference > 0;
}

function readingOf(evidence: Evidence): string {
  return JSON.stringify({ ...evidence, seen_at: undefined, whole_hash: undefined });
}
