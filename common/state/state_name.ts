import type { EndpointState } from './endpoint_state';

/** Names of states. */
export const STATE_NAMES = [
  'isolating',
  'releasing',
  'isolated',
  'not_isolated',
  'no_record',
  'unknown',
] as const;
export type StateName = (typeof STATE_NAMES)[number];

/** The state to show. While an action waits, it is that one; the last confirmed state stands beside it. */
export function stateNameOf({
  status,
  waiting,
}: Pick<EndpointState, 'status' | 'waiting'>): StateName {
  if (!waiting) return status;
  return waiting.verb === 'isolate' ? 'isolating' : 'releasing';
}
