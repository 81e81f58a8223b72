import type { EndpointRecord } from './endpoint_record';
import type { ProofTimes } from './endpoint_state';
import type { Evidence } from './evidence';
import { ownClockOf, timeOf } from './evidence';
import { FURTHEST_AHEAD } from '../program/program_event';
import { HOUR, MINUTE } from '../base/time';

/** A line of an endpoint that is reached is decoded, and an answer given, within so much. */
export const PROMPT = 15 * MINUTE;

/** No time zone is further behind. */
const FURTHEST_BEHIND = 12 * HOUR;

/** Bounds of the endpoint's own clock by the kept reports on our own commands, ms. */
export interface OwnClock {
  /** Upper bound of how far it is ahead of ours, by when those commands were sent. */
  readonly mostAhead: number;
  /** Smallest difference of the manager's clock and its own, which says what is usual where a line comes at once. */
  readonly usual: number;
  /** Each difference of its own clock and ours that was seen. */
  readonly seen: readonly number[];
}

/** The result is undefined if no report on a command of ours is kept. */
export function ownClockIn({ evidence, sent }: EndpointRecord): OwnClock | undefined {
  const seen: number[] = [];
  let usual = Infinity;
  for (const one of evidence) {
    const own = ownClockOf(one);
    const sentAt = sendingOf(one, sent);
    if (own === undefined || sentAt === undefined) continue;
    seen.push(own - sentAt);
    usual = Math.min(usual, timeOf(one) - own);
  }
  return seen.length === 0 ? undefined : { mostAhead: Math.max(...seen), usual, seen };
}

function sendingOf(evidence: Evidence, sent: EndpointRecord['sent']): number | undefined {
  const { action } = evidence;
  if (!action || action.sent_at !== undefined) return action?.sent_at;
  // Only taken for an answer, where references are off: what came soon is one most likely.
  const guessed = sent.find(({ n, sending }) => n === action.n && sending !== 'not_sent');
  return guessed && timeOf(evidence) - guessed.sent_at <= PROMPT ? guessed.sent_at : undefined;
}

/**
 * A time before which a report was not written, our clock, ms; undefined where nothing says. An answer is not written before its command
 * is sent; what names no command of ours is dated by its own clock, as far as that was ever seen to be ahead, or as far as any time zone
 * is, where it was never seen and the line is old in each of them. It may be far too early, since that clock may have been set back: it
 * takes certainty away, and puts no report behind another.
 */
export function writtenAfter(
  evidence: Evidence,
  ownClock: OwnClock | undefined
): number | undefined {
  if (evidence.action?.sent_at !== undefined) return evidence.action.sent_at;
  const own = ownClockOf(evidence);
  if (own === undefined) return undefined;
  if (ownClock) return own - ownClock.mostAhead;
  return isLateInAnyZone(evidence, own) ? own - FURTHEST_AHEAD : undefined;
}

/** True for a line so old when it was decoded that no time zone explains it, if its own clock was right at all. */
function isLateInAnyZone(evidence: Evidence, own: number): boolean {
  return timeOf(evidence) - own > FURTHEST_BEHIND + PROMPT;
}

/** True if a report was decoded at this time or later, and may have been written before it. */
export function mayBeFromBefore(
  evidence: Evidence,
  at: number,
  ownClock: OwnClock | undefined
): boolean {
  const written = writtenAfter(evidence, ownClock);
  return written !== undefined && written < at && timeOf(evidence) >= at;
}

/** Time of a report, as a confirmation is dated. */
export function timesOf(evidence: Evidence, ownClock: OwnClock | undefined): ProofTimes {
  const latest = timeOf(evidence);
  const earliest = writtenAfter(evidence, ownClock);
  if (earliest === undefined || latest - earliest <= PROMPT) return { at: latest };
  return cameAtOnce(evidence, ownClock) ? { at: latest, earliest } : { at: earliest, latest };
}

/** True if a report came as soon after its writing as it usually does, by some clock that this endpoint is known to have had. */
function cameAtOnce(evidence: Evidence, ownClock: OwnClock | undefined): boolean {
  const own = ownClockOf(evidence);
  if (evidence.action?.sent_at !== undefined || own === undefined || !ownClock) return false;
  const time = timeOf(evidence);
  return ownClock.seen.some((ahead) => Math.abs(time - own + ahead) <= PROMPT);
}
