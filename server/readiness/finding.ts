import type { ReadinessCheck } from '../../common/readiness/readiness_checks';
import type {
  ReadinessCode,
  ReadinessFacts,
  ReadinessFinding,
} from '../../common/readiness/readiness_findings';
import { IndexerError } from '../indexer/indexer_error';
import { ManagerError } from '../manager/manager_error';
import { withinLimit } from '../manager/time_limit';
import { SECOND } from '../../common/base/time';

export function finding(
  check: ReadinessCheck,
  code: ReadinessCode,
  facts: ReadinessFacts = {}
): ReadinessFinding {
  return { check, code, facts };
}

/** Longest time Readiness waits for one check. */
export const FOUND_OUT_WITHIN = 5 * SECOND;

/** Runs a check within the limit. One that fails or takes too long says so and delays nothing. Never throws. */
export async function findOut(
  check: ReadinessCheck,
  work: () => Promise<ReadinessFinding | readonly ReadinessFinding[]>
): Promise<readonly ReadinessFinding[]> {
  try {
    const limited = await withinLimit(work(), FOUND_OUT_WITHIN);
    if (!limited.inTime) return [finding(check, 'check_timed_out')];
    const { value } = limited;
    return 'code' in value ? [value] : value;
  } catch (error) {
    return [finding(check, 'check_failed', { why: whyOf(error) })];
  }
}

/** Words for a person. Of an error that is none of ours only that it is in the log: it may carry a secret. */
export function whyOf(error: unknown): string {
  return error instanceof IndexerError || error instanceof ManagerError
    ? error.message
    : 'The dashboard server log has the details.';
}

const MOST_NAMED = 5;

/** `a, b and 3 more` */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
