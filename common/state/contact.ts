import type { AgentRow } from '../manager/agent';
import { MINUTE, SECOND } from '../base/time';

/**
 * Contact of an endpoint with its manager. Without it, an isolated endpoint can't be released remotely. `not_known`: the manager has never
 * seen it.
 */
export type Contact =
  | {
      readonly contact: 'in_contact';
      readonly seen_at: number;
      /** Time for which what it says may be called current, ms: after that the manager's response is too old. */
      readonly fresh_for?: number;
    }
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
  const patience = patienceWith(keepAlive);
  // A node whose clock is ahead would make it heard in the future.
  const report = reportedAt !== undefined && reportedAt <= rowAt + LEAST_SILENCE ? reportedAt : 0;
  const seen = Math.max(row.last_keep_alive ?? 0, report);
  if (seen === 0) return { contact: 'not_known' };
  const isAway = row.status !== 'active' && rowAt - report > patience;
  return isAway || rowAt - seen > patience
    ? { contact: 'lost', since: seen }
    : { contact: 'in_contact', seen_at: seen };
}

/** Time an endpoint may be silent: three of its keep-alive intervals, and a minute at least. */
function patienceWith(keepAlive: number): number {
  return Math.max(LEAST_SILENCE, MISSED_KEEP_ALIVES * Math.min(keepAlive, LONGEST_KEEP_ALIVE));
}

/**
 * Limits how long a contact counts as current. The manager may no longer respond, and what it said then says nothing of now.
 * @param age of what the manager said, ms
 */
export function withAge(contact: Contact, age: number, keepAlive = USUAL_KEEP_ALIVE): Contact {
  return contact.contact === 'in_contact'
    ? { ...contact, fresh_for: Math.max(0, patienceWith(keepAlive) - age) }
    : contact;
}

/** Tells whether a contact may still be shown as current. @param elapsed since the answer it came with, ms */
export function isCurrent(contact: Contact, elapsed: number): boolean {
  return (
    contact.contact === 'in_contact' &&
    (contact.fresh_for === undefined || elapsed < contact.fresh_for)
  );
}
