import type { ManagerAway } from '../../common/manager/manager_reach';
import type { ManagerReach } from './manager_reach';

/** Names the manager as away where the last call didn't reach it: nothing can be sent then. */
export function awayIn(
  reach: Pick<ManagerReach, 'awayOf'>,
  hostId: string
): { readonly manager_away?: ManagerAway } {
  const away = reach.awayOf(hostId);
  return away ? { manager_away: away } : {};
}
