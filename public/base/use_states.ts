import type { StatesView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import { useServices } from './browser_services';
import type { Live } from './use_live';
import { useLive } from './use_live';

const EVERY = 5 * SECOND;
const NOTHING: StatesView = { states: [] };

/** Keeps the states of the endpoints on the screen current. Makes no call to the manager. */
export function useStates(host: string, agents: readonly string[]): Live<StatesView> {
  const { api } = useServices();
  return useLive<StatesView>(JSON.stringify([host, agents]), {
    load: async (_, signal) => (agents.length === 0 ? NOTHING : api.states(host, agents, signal)),
    pauseAfter: () => EVERY,
  });
}
