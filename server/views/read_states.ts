import type { AgentId } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { StatesView } from '../../common/api/endpoint_view';
import { viewsOfAgents } from './views_of_agents';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import type { Services } from '../services/services';
import { visibilityOf } from '../access/visible_agents';

/**
 * Reads what may have changed about endpoints on someone's screen. Makes no call to the manager: only endpoints whose rows this person was
 * shown are included.
 */
export async function readStates(
  hostId: string,
  agents: NonEmptyArray<AgentId>,
  person: Person,
  services: Services
): Promise<StatesView> {
  services.reconciler.wake();
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  await person.host(hostId);
  const shown = agents.filter((agent) => services.rows.seen(person.name, hostId, agent)?.row);
  const looking = { person, hostId, opened: 'by_timer' as const };
  const known = services.rows.known(person.name, hostId, shown);
  const named = shown.map((id) => ({ id }));
  const { maySee } = await visibilityOf(named, looking, services);
  const allowed = shown.filter((id) => known.get(id)?.row && maySee({ id }));
  const views = await viewsOfAgents(allowed, known, manager, services);
  return {
    states: views.map(
      ({ agent_id, state, contact, last_action, proven_by, attention, ready_at }) => ({
        agent_id,
        state,
        ...(contact ? { contact } : {}),
        ...(last_action ? { last_action } : {}),
        ...(proven_by ? { proven_by } : {}),
        ...(attention ? { attention } : {}),
        ...(ready_at === undefined ? {} : { ready_at }),
      })
    ),
  };
}
