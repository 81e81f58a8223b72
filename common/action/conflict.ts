import type { ActionStatus } from './action';
import { isPending } from './action';
import type { EndpointState } from '../state/endpoint_state';

export const CONFLICTS = [
  'being_sent',
  'already_pending',
  'already_waiting',
  'may_still_run',
] as const;

/** The action in an endpoint's way, or already in progress. */
export interface Conflict {
  readonly code: (typeof CONFLICTS)[number];
  readonly verb: 'isolate' | 'release';
  readonly by: string;
  /** Time by which it is over, ms. */
  readonly until?: number;
}

interface Shown {
  readonly verb: 'isolate' | 'release';
  readonly status: ActionStatus;
  readonly user: string;
  readonly waits_until?: number;
}

/**
 * The action in progress that blocks another of its verb: two of the same verb never run together, and the other verb never waits.
 * @param actions of the endpoint, as they are shown
 */
export function conflictIn(
  actions: readonly Shown[],
  verb: 'isolate' | 'release'
): Conflict | undefined {
  const same = actions.find((action) => action.verb === verb && isPending(action.status));
  return (
    same && {
      code: 'already_pending',
      verb,
      by: same.user,
      ...(same.waits_until === undefined ? {} : { until: same.waits_until }),
    }
  );
}

/** True if an action of this verb waits for its report, by the state alone: a list knows no more. */
export function isInProgress(
  { waiting }: Pick<EndpointState, 'waiting'>,
  verb: 'isolate' | 'release'
): boolean {
  return waiting?.verb === verb;
}

/** True for a refusal after which the action in the way is the one to follow. */
export function isConflict(code: string): boolean {
  return code !== 'may_still_run' && CONFLICTS.some((each) => each === code);
}
