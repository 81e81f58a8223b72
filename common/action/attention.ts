import type { ActionDocument, ActionStatus } from './action';
import type { StateStatus } from '../state/endpoint_state';
import { isOpen } from '../state/endpoint_state';

export const ATTENTION_REASONS = [
  'contact_lost',
  'release_failed',
  'no_backup',
  'says_isolated',
  'isolation_partial',
  'no_answer',
  'left_open',
] as const;
/**
 * Reasons for a follow-up. `contact_lost`: contact was lost after the isolation. `left_open`: it was released to change its allowed
 * addresses, and not isolated again. `release_failed`: it may still be isolated. `no_backup`: it is isolated and cannot be released from
 * here.
 */
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** Someone closed it with a reason. */
export interface AttentionClosed {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** They found it not isolated, on the endpoint itself: its own firewall again, however it got there. A person's word, no proof. */
  readonly found_open?: true;
}

export interface Attention {
  readonly reasons: readonly AttentionReason[];
  readonly closed?: AttentionClosed;
}

/**
 * The follow-up an action leaves, if any. It never ends automatically, even if contact is restored: a person has to close it.
 * @param state of its endpoint now. The program refuses a release of an open endpoint, and an isolation of one that is isolated: then
 *   there is no follow-up.
 */
export function attentionOf(action: ActionDocument, state: StateStatus): Attention | undefined {
  const reasons = reasonsOf(action, state);
  if (reasons.length === 0) return undefined;
  const { attention_closed: closed } = action;
  return { reasons, ...(closed ? { closed } : {}) };
}

function reasonsOf(action: ActionDocument, state: StateStatus): AttentionReason[] {
  const { verb, status, outcome, contact_lost_at: lostAt } = action;
  const reasons: AttentionReason[] = lostAt === undefined ? [] : ['contact_lost'];
  const isFree = isOpen(state);
  // Evidence that came since has told its result.
  if (status === 'unanswered' && state === 'unknown') reasons.push('no_answer');
  if (isFree && isLeftOpen(action)) reasons.push('left_open');
  if (verb === 'release') {
    const isFailed = status === 'failed' || status === 'partial' || status === 'unrecognised';
    if (isFailed || (status === 'refused' && !isFree)) reasons.push('release_failed');
    return reasons;
  }
  if (outcome?.reason === 'export_failed') reasons.push('no_backup');
  if (outcome?.reason === 'backup_exists' && state === 'unknown') reasons.push('says_isolated');
  if (status === 'partial' || status === 'unrecognised') reasons.push('isolation_partial');
  return reasons;
}

/** The isolation that should have followed a release did not, or came to nothing. */
function isLeftOpen({ status, reisolation, reisolates }: ActionDocument): boolean {
  if (reisolation) return status === 'succeeded' && reisolation.ended?.as === 'not_started';
  return reisolates !== undefined && CAME_TO_NOTHING.includes(status);
}

const CAME_TO_NOTHING: readonly ActionStatus[] = [
  'rejected',
  'refused',
  'failed',
  'interrupted',
  'cancelled',
];

/** Statuses, besides lost contact, that can leave a follow-up. */
export const ATTENTION_STATUSES: readonly ActionStatus[] = [
  'refused',
  'failed',
  'partial',
  'unrecognised',
  'unanswered',
];

export function needsAttention(attention: Attention | undefined): boolean {
  return attention !== undefined && attention.closed === undefined;
}
