import type { ActionDocument, Step, StepDetail, TimelineEntry } from './action';
import type { GivenBack } from './give_back';
import { giveBack } from './give_back';
import { advance, SENT_LATE, sentLate, SYSTEM, wasRecovered } from './action';
import { SECOND } from '../base/time';

/** End of one action's sending. */
export interface SendingEnd {
  readonly status: 'dispatched' | 'rejected' | 'uncertain';
  readonly detail?: StepDetail;
  /** Agents that the manager says it commanded beyond the one asked for. */
  readonly unexpected: readonly string[];
  /** Our clock when it was known, ms. */
  readonly at: number;
}

/** Time from the sending after which anyone settles it as lost, ms: 15 s to send, and 60 s behind that. */
const LOST_AFTER = 75 * SECOND;

const MOST_UNEXPECTED = 1000;

/**
 * The action with the end of its sending, whatever others wrote meanwhile. Written again it changes nothing. The same object where
 * there is nothing to write: others have settled it as it was.
 */
export function withSendingEnd(
  action: ActionDocument,
  end: SendingEnd | GivenBack,
  answerTime: number
): ActionDocument {
  if (end.status === 'recorded') return giveBack(action, end);
  // An earlier try of this very write was done, only its answer was lost.
  if (action.timeline.some((entry) => isOf(end, entry))) return action;
  const { at, status, detail, unexpected } = end;
  const noted =
    unexpected.length === 0
      ? action
      : { ...action, also_affected: unexpected.slice(0, MOST_UNEXPECTED) };
  const step: Step = { at, status, by: SYSTEM, ...(detail ? { detail } : {}) };
  if (mayHaveLeftLate(noted, end)) return sentLate(noted, step, answerTime);
  return advance(noted, step) ?? noted;
}

/** Others had settled it as lost, or would have by now. Evidence of its own shows that it ran, and leaves no doubt. */
function mayHaveLeftLate(action: ActionDocument, { status, at }: SendingEnd): boolean {
  if (status === 'rejected' || action.evidence.length > 0) return false;
  return wasRecovered(action) || at > (action.sent_at ?? at) + LOST_AFTER;
}

/**
 * True if a step is this end. Whoever took the slot back may have written the same status in the same millisecond, with another meaning.
 */
function isOf(end: SendingEnd, { at, by, status, detail }: TimelineEntry): boolean {
  if (at !== end.at || by !== SYSTEM) return false;
  return detail?.code === SENT_LATE || (status === end.status && detail?.code === end.detail?.code);
}
