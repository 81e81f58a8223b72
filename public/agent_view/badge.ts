import type { ShownState } from '../../common/state/shown_state';
import { SECOND } from '../../common/base/time';
import type { EndpointRef } from '../api/isolation_api';
import type { Watched } from './endpoint_watch';
import type { PinnedAgent, ShownAgent } from './shown_agent';

/**
 * The content of our button. `nothing`: there is no agent, it isn't one of this person's, or nobody can say whose it is. `blocked`: it
 * isn't certain which endpoint is meant, so nothing is offered. `unread`: the state could not be read; another try is all that is offered,
 * after the person has signed in again if their session has expired.
 * `state`: the state as last read, `is_old` where that is too long ago to be believed.
 */
export type Badge =
  | { readonly show: 'nothing' | 'reading' }
  | { readonly show: 'unread'; readonly agent: PinnedAgent; readonly session?: 'over' }
  | { readonly show: 'blocked'; readonly pinned: PinnedAgent; readonly url?: string }
  | {
      readonly show: 'state';
      readonly ref: EndpointRef;
      readonly name: string;
      readonly state: ShownState;
      readonly is_old: boolean;
    };

/** Time for which a state that can't be read again is still believed, ms. */
export const BELIEVED_FOR = 30 * SECOND;

/** Refusals about the person or the agent: there is nothing to show, and nothing to say to them. */
const QUIET = ['endpoint_unknown', 'not_permitted', 'host_unknown', 'invalid_request'];

const NOTHING: Badge = { show: 'nothing' };

/** @param now by the browser's clock, ms */
export function badgeOf(shown: ShownAgent, watched: Watched | undefined, now: number): Badge {
  if (shown.shown === 'none') return NOTHING;
  if (shown.shown === 'differs') return { show: 'blocked', pinned: shown.pinned, url: shown.url };
  if (!watched) return { show: 'reading' };
  const { value, at = now, failure } = watched;
  if (failure?.kind === 'session_over') {
    return { show: 'unread', agent: shown.agent, session: 'over' };
  }
  if (failure && QUIET.includes(failure.code)) return NOTHING;
  if (!value) return failure ? { show: 'unread', agent: shown.agent } : { show: 'reading' };
  if (value.is === 'another') return { show: 'blocked', pinned: shown.agent };
  const { ref, name, state } = value;
  return { show: 'state', ref, name, state, is_old: now - at > BELIEVED_FOR };
}
