import type { SendingState } from './endpoint_record';
import { SECOND } from '../base/time';

/**
 * An uncertain command can leave so much later: it may be sent up to 15 s after it was claimed, the manager hands it on up to 60 s after a
 * time-out (measured), and the clocks of two of our processes may be 40 s apart.
 */
export const UNCERTAIN_CAN_RUN = 120 * SECOND;

/** One of our commands to an endpoint, as far as the order of their running depends on it. */
export interface SentCommand {
  readonly n: number;
  /** Our clock at sending, ms. */
  readonly sent_at: number;
  readonly sending: SendingState;
}

/**
 * True only if the first command certainly ran before the second, provided both ran. An endpoint runs its commands one at a time, in the
 * order they were actually sent. An uncertain command may have been sent up to two minutes late. Numbers alone are no order: a command that
 * a paused process sent late, or one of a ledger that lost numbers, left at its time.
 */
export function ranBefore(first: SentCommand, second: SentCommand): boolean {
  if (first.n >= second.n || first.sending === 'not_sent') return false;
  if (second.sent_at < first.sent_at) return false;
  return first.sending === 'dispatched' || second.sent_at >= first.sent_at + UNCERTAIN_CAN_RUN;
}
