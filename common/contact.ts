import type { AgentRow } from './agent';
import { MINUTE, SECOND } from './time';

/**
 * Contact of an endpoint with its manager. Without it, an isolated endpoint can't be released remotely. `not_known`: the manager has never
 * seen it.
 */
export type Contact =
  | { readonly contact: 'in_contact'; readonly seen_at: number }
  | { readonly contact: 'lost'; readonly since: number }
  | { readonly contact: 'not_known' };

/** The agent's own default of `notify_time`. */
export const USUAL_KEEP_ALIVE = 10 * SECOND;
/** A longer interval is the endpoint's own claim, and would hide that it is gone. */
const LONGEST_KEEP_ALIVE = 10 * MINUTE;
const MISSED_KEEP_ALIVES = 3;
const LEAST_SILENCE = 60 * SECOND;

/** Further sources of when an endpoint was last seen, and how often it should be. */
export interface Hearing {
  /** The agent's own interval, ms, where its configuration was read. */
  readonly keepAlive?: number;
  /** Its newest report by the manager's clock, ms: it came the same way as keep-alives do, and behind the rules of its isolation. */
  readonly reportedAt?: number;
}

/** @param rowAt when the row was read by the manager's clock, ms: an old row says nothing of now */
export function contactOf(
  row: Pick<AgentRow, 'status' | 'last_keep_alive'>,
  rowAt: number,
  { keepAlive = USUAL_KEEP_ALIVE, reportedAt }: Hearing = {}
): Contact {
  const interval = Math.min(keepAlive, LONGEST_KEEP_ALIVE);
  const patience = Math.max(LEAST_SILENCE, MISSED_KEEP_ALIVES * interval);
  // A node whose clock is ahead would make it heard in the future.
  const report = reportedAt !== undefined && reportedAt <= rowAt + LEAST_SILENCE ? reportedAt : 0;
  const seen = Math.max(row.last_keep_alive ?? 0, report);
  if (seen === 0) return { contact: 'not_known' };
  const isAway = row.status !== 'active' && rowAt - report > patience;
  return isAway || rowAt - seen > patience
    ? { contact: 'lost', since: seen }
    : { contact: 'in_contact', seen_at: seen };
}
