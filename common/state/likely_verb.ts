import type { EndpointState, UnknownReason } from './endpoint_state';

/**
 * The action a person most likely came for, offered first on an endpoint. `isolate_again`: an isolation got no response, so the endpoint
 * that was to be cut off may still be connected.
 */
export type LikelyAction = 'isolate' | 'isolate_again' | 'release';

/** Reasons for which an unknown endpoint is to be isolated rather than released. */
const TO_BE_ISOLATED: readonly UnknownReason[] = ['may_be_isolated', 'found_open'];

type Known = Pick<EndpointState, 'status' | 'waiting' | 'reasons'>;

/** Puts the release first only where the endpoint is isolated, or was to be released. */
export function likelyAction({ status, waiting, reasons }: Known): LikelyAction {
  if (waiting?.verb === 'isolate' || status === 'isolated') return 'release';
  if (status !== 'unknown') return 'isolate';
  if (reasons.length === 0 || reasons.some((reason) => !TO_BE_ISOLATED.includes(reason))) {
    return 'release';
  }
  return reasons.includes('may_be_isolated') ? 'isolate_again' : 'isolate';
}

export type LikelyVerb = 'isolate' | 'release';

/** The verb of that action. */
export function likelyVerb(state: Known): LikelyVerb {
  return likelyAction(state) === 'release' ? 'release' : 'isolate';
}
