import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ReconcilerStatus } from '../evidence/reconciler_status';
import { finding } from './finding';
import type { VisibleAmong } from './visible_among';

/** It reads every half minute at the least. */
const LATE = 2 * MINUTE;

/** Checks how far behind the reader of reports is, when it last ran, what it waits for and what it couldn't read. */
export function checkReconciler(
  status: Omit<ReconcilerStatus, 'pending'> & { readonly pending: number | 'unknown' },
  now: number
): ReadinessFinding {
  const { failure, history, pending, last_round: lastRound } = status;
  if (failure) {
    return finding('reconciler', 'reconciler_failing', {
      failed_at: failure.at,
      last_read_at: lastRound ?? 'never',
      why: failure.message,
    });
  }
  if (lastRound === undefined) return finding('reconciler', 'reconciler_starting');
  const behind = now - lastRound;
  const facts = { last_read_at: lastRound, seconds: Math.round(behind / SECOND) };
  if (behind > LATE) return finding('reconciler', 'reconciler_behind', { ...facts, pending });
  return history === 'read'
    ? finding('reconciler', 'reconciler_up_to_date', { ...facts, pending })
    : finding('reconciler', 'reconciler_reading_history', facts);
}

/**
 * Counts the endpoints of which an action waits, as far as the person can see them.
 * @returns `unknown` if the manager can't say which those are: how reports are read is told even then
 */
export function countPending(
  waiting: readonly string[],
  visibleAmong: VisibleAmong
): Promise<number | 'unknown'> {
  return visibleAmong(waiting).then(
    ({ size }) => size,
    () => 'unknown' as const
  );
}
