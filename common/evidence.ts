import type { Verb } from './active_response';
import type { ClrEvent } from './clr_event';
import type { Outcome } from './outcome';
import { outcomeForAction } from './outcome';

/** The action that an event's ref names, as far as the fold needs it. */
export interface AnsweredAction {
  /** Number of the action among the isolates and releases of its endpoint. */
  readonly n: number;
  /** Our clock when it was being sent, ms; absent where it never was, and where only a guess ties the event to it. */
  readonly sent_at?: number;
  /** How many addresses an isolation let through. */
  readonly addresses?: number;
}

/** One event that is evidence, as the ledger keeps it: by value, since alerts are deleted long before an endpoint is released. */
export interface Evidence {
  readonly identity: string;
  /** The manager's clock at decoding, ms. */
  readonly at: number;
  /** The endpoint's own clock, ms as if UTC; absent where its line had none. */
  readonly own_clock?: number;
  readonly verb: Verb;
  readonly outcome: Outcome;
  /** The action that its ref names; absent: done elsewhere, or references are off. */
  readonly action?: AnsweredAction;
  /** Claimed by the endpoint. */
  readonly user: string;
  readonly ref?: string;
  readonly agent_name: string;
  /** The answer's text, cut. */
  readonly text: string;
}

const MAX_TEXT = 1000;
const MAX_USER = 200;
const MAX_NAME = 200;

export function evidenceOf(event: ClrEvent, action?: AnsweredAction): Evidence {
  const outcome =
    action?.addresses === undefined
      ? event.outcome
      : outcomeForAction(event.outcome, action.addresses);
  return {
    identity: event.identity,
    at: event.at,
    ...(event.ownClock === undefined ? {} : { own_clock: event.ownClock }),
    verb: event.verb,
    outcome,
    ...(action ? { action } : {}),
    user: event.user.slice(0, MAX_USER),
    ...(event.ref ? { ref: event.ref } : {}),
    agent_name: event.agentName.slice(0, MAX_NAME),
    text: event.text.slice(0, MAX_TEXT),
  };
}

/** The two orders in which evidence is walked; neither clock alone can be trusted. */
export const EVIDENCE_ORDERS = ['by_manager', 'by_endpoint'] as const;
export type EvidenceOrder = (typeof EVIDENCE_ORDERS)[number];

/** Oldest first. What ties is told apart by the other clock, then by the event's place in its node's log. */
export function compareEvidence(order: EvidenceOrder): (a: Evidence, b: Evidence) => number {
  return (a, b) => {
    const own = ownTime(a) - ownTime(b);
    const byClocks = order === 'by_manager' ? a.at - b.at || own : own || a.at - b.at;
    return byClocks || placeInLog(a) - placeInLog(b) || compareText(a.identity, b.identity);
  };
}

function ownTime(evidence: Evidence): number {
  return evidence.own_clock ?? evidence.at;
}

/** An alert's id is `<epoch second>.<offset in the log>`. */
function placeInLog({ identity }: Evidence): number {
  const offset = Number(identity.slice(identity.lastIndexOf('.') + 1));
  return Number.isFinite(offset) ? offset : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Which of two readings of one event to keep, whichever came first: one that knows its action over one that does not, one that is
 * recognised (a success word was configured since) over one that is not.
 */
export function betterReading(a: Evidence, b: Evidence): Evidence {
  const rank = (evidence: Evidence) =>
    (evidence.action ? 2 : 0) + (evidence.outcome.result === 'unrecognised' ? 0 : 1);
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference > 0 ? a : b;
  return compareText(JSON.stringify(a), JSON.stringify(b)) <= 0 ? a : b;
}
