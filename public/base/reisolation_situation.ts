import { isPending } from '../../common/action/action';
import { isOpen } from '../../common/state/endpoint_state';
import type { ReisolationEnd } from '../../common/action/reisolation';
import type { ActionView } from '../../common/api/action_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { ReisolationSituation } from '../words/reisolation_words';

export interface Situation {
  readonly is: ReisolationSituation;
  /** The reason the isolation wasn't sent. */
  readonly ended?: Extract<ReisolationEnd, { as: 'not_started' }>;
}

/**
 * The situation of an address change that nothing has followed yet. Undefined if there is none, or it worked. An endpoint that should be
 * isolated and isn't is never shown by the absence of something.
 */
export function reisolationSituation({
  actions,
  state,
}: Pick<EndpointDetailView, 'actions' | 'state'>): Situation | undefined {
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

function ofRelease({ reisolation, status }: ActionView, isFree: boolean): Situation | undefined {
  const ended = reisolation?.ended;
  if (ended && ended.as === 'started') return undefined;
  if (ended) return { is: isFree ? 'left_open' : 'not_changed', ended };
  if (isPending(status)) return { is: 'releasing' };
  return status === 'succeeded' ? { is: 'open' } : undefined;
}
