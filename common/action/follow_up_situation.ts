import type { ActionDocument, ActionStatus } from './action';
import { isPending } from './action';
import type { FollowUp, FollowUpEnd } from './follow_up';
import type { StateStatus } from '../state/endpoint_state';
import { isOpen } from '../state/endpoint_state';

/** Stages and results of a change of allowed addresses. `left_open`: it was released, and not isolated again. */
export type FollowUpSituation =
  | 'releasing'
  | 'open'
  | 'isolating'
  | 'left_open'
  | 'may_be_open'
  | 'not_changed';

export interface Situation {
  readonly is: FollowUpSituation;
  /** The reason the isolation wasn't sent. */
  readonly ended?: Extract<FollowUpEnd, { as: 'not_started' }>;
}

interface Step extends Pick<ActionDocument, 'reisolates'> {
  readonly status: ActionStatus;
  readonly reisolation?: FollowUp;
}

interface Changed {
  /** Actions of the endpoint, newest first. */
  readonly actions: readonly Step[];
  readonly state: { readonly status: StateStatus };
}

/**
 * The situation of an address change that nothing has followed yet. Undefined if there is none, or it worked. An endpoint that should be
 * isolated and isn't is never shown by the absence of something.
 */
export function followUpSituation({ actions, state }: Changed): Situation | undefined {
  const [newest] = actions;
  if (!newest) return undefined;
  const isFree = isOpen(state.status);
  if (newest.reisolation) return ofRelease(newest, isFree);
  if (newest.reisolates === undefined || newest.status === 'succeeded') return undefined;
  if (isPending(newest.status))
    return state.status === 'isolated' ? undefined : { is: 'isolating' };
  if (state.status === 'isolated') return undefined;
  return { is: isFree ? 'left_open' : 'may_be_open' };
}

function ofRelease({ reisolation, status }: Step, isFree: boolean): Situation | undefined {
  const ended = reisolation?.ended;
  if (ended && ended.as === 'started') return undefined;
  if (ended) return { is: isFree ? 'left_open' : 'not_changed', ended };
  if (isPending(status)) return { is: 'releasing' };
  return status === 'succeeded' ? { is: 'open' } : undefined;
}
