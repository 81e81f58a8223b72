import type { AgentId } from '../../common/endpoint';
import type { NonEmptyArray } from '../../common/non_empty_array';
import type { StatesView } from '../../common/routes';
import { viewsOfAgents } from './list_endpoints';
import type { Person } from './person';
import { refuseUnknownManager } from './preview_action';
import type { Services } from './services';

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
  const visible = new Map(
    agents.flatMap((agent) => {
      const seen = services.rows.seen(person.name, hostId, agent);
      return seen?.row ? [[agent, seen] as const] : [];
    })
  );
  const decisions = await Promise.all(
    Array.from(visible, ([id, { row }]) =>
      person.decide(hostId, 'view', { id, groups: row?.groups ?? [] }, 'kept')
    )
  );
  const allowed = Array.from(visible.keys()).filter((_, index) => decisions[index]?.given);
  const views = await viewsOfAgents(allowed, visible, manager, services);
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
