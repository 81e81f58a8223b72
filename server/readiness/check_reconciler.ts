import type { ReadinessFinding } from '../../common/readiness/readiness';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ReconcilerStatus } from '../evidence/reconciler';
import { finding } from './finding';

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
