import type { EndpointsView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import { useServices } from './browser_services';
import type { Live } from './use_live';
import { useLive } from './use_live';

/** More than so many at once are paged elsewhere: the list below is filtered by state. */
export const MOST_SHOWN = 100;
const WHILE_WAITING = 2 * SECOND;
const OTHERWISE = 5 * SECOND;

/** The endpoints that are isolated, unknown or in progress. Its timer makes no call to the manager. */
export function useAttention(host: string): Live<EndpointsView> {
  const { api } = useServices();
  return useLive<EndpointsView>(host, {
    load: (opened, signal) =>
      api.endpoints({ host, state: 'attention', size: MOST_SHOWN }, opened, signal),
    pauseAfter: (value) =>
      value?.endpoints.some(({ state }) => state.waiting) ? WHILE_WAITING : OTHERWISE,
  });
}
