import type { Person } from '../access/person';
import type { Services } from '../services/services';
import { visibilityOf } from '../access/visible_agents';

/** Selects those agents of a manager that a person can see: what they can't see is neither named nor counted. */
export type VisibleAmong = (agents: readonly string[]) => Promise<ReadonlySet<string>>;

export function visibleAmongAgents(
  hostId: string,
  person: Person,
  services: Services
): VisibleAmong {
  return async (agents) => {
    if (agents.length === 0) return new Set();
    const named = agents.map((id) => ({ id }));
    const looking = { person, hostId, opened: 'by_person' as const };
    const { maySee } = await visibilityOf(named, looking, services);
    return new Set(agents.filter((id) => maySee({ id })));
  };
}
