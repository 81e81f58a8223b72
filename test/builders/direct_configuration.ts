import { API_USER } from '../../lab/api_user';
import { managerAddresses } from '../../lab/endpoints/fleet_families';
import type { Simulation } from '../../lab/simulation';

const EVERYTHING = ['all_access'];

/** `wazuh_isolation.*` of a dashboard that goes to a simulated manager by itself, and in which administrators may do everything. */
export function directConfiguration({ hostId, manager }: Simulation) {
  return {
    roles: { view: EVERYTHING, isolate: EVERYTHING, release: EVERYTHING, probe: EVERYTHING },
    managers: { [hostId]: { addresses: managerAddresses } },
    hosts: [
      {
        id: hostId,
        url: manager.url,
        username: API_USER.username,
        password: API_USER.password,
        verify_tls: false,
      },
    ],
  };
}
