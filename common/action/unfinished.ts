import type { ActionStatus } from './action';
import { isPending } from './action';
import type { FollowUp } from './follow_up';

interface Watched {
  readonly actions: ReadonlyArray<{
    readonly status: ActionStatus;
    readonly reisolation?: FollowUp;
  }>;
  readonly probe?: { readonly status: ActionStatus };
}

/** True if something of an endpoint can still change on its own: a test, an action, or what follows a release. */
export function isUnfinished({ actions, probe }: Watched): boolean {
  return (
    (probe !== undefined && isPending(probe.status)) ||
    actions.some(
      ({ status, reisolation }) =>
        isPending(status) || (reisolation !== undefined && reisolation.ended === undefined)
    )
  );
}
