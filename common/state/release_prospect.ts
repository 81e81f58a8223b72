import type { EndpointState } from './endpoint_state';
import { isOpen } from './endpoint_state';

/**
 * Prospects of a release, before it is sent. `will_be_refused`: there is no backup to restore. `may_not_reconnect`: the backup may contain
 * the isolated firewall. `reconnects_if_isolated`: nothing confirms that it is isolated, but it may be. `nothing_to_release`: by all that
 * is known it is not isolated, so the isolation program has no backup either.
 */
export type ReleaseProspect =
  | 'reconnects'
  | 'reconnects_if_isolated'
  | 'will_be_refused'
  | 'may_not_reconnect'
  | 'nothing_to_release';

/** Promises a reconnection only where a confirmed isolation has a backup that isn't suspect. */
export function releaseProspect({
  status,
  waiting,
  reasons,
  backup,
}: Pick<EndpointState, 'status' | 'waiting' | 'reasons' | 'backup'>): ReleaseProspect {
  if (backup === 'missing') return 'will_be_refused';
  if (backup === 'tainted') return 'may_not_reconnect';
  // Whatever else waits: an isolation that was sent may have run.
  if (waiting?.verb === 'isolate') return 'reconnects_if_isolated';
  if (isOpen(status) || reasons.includes('found_open')) return 'nothing_to_release';
  return status === 'isolated' ? 'reconnects' : 'reconnects_if_isolated';
}
