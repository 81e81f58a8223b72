import { schema } from '@osd/config-schema';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { STATES_PATH } from '../../common/api/paths';
import { readStates } from '../views/read_states';
import { Refusal } from '../errors/refusal';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { agentIdOf, hostId, listIn } from './schemas';

const MAX_AGENTS = 100;

export function registerGetStates(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: STATES_PATH,
      validate: {
        query: schema.object({ host: hostId, agents: schema.string({ maxLength: 1200 }) }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view', opened: 'by_timer' }),
      handler: ({ query, person, services }) => {
        const agents = Array.from(new Set(listIn(query.agents))).map(agentIdOf);
        if (!isNonEmpty(agents) || agents.length > MAX_AGENTS) {
          throw new Refusal('invalid_request', `Specify 1 to ${MAX_AGENTS} agents.`);
        }
        return readStates(query.host, agents, person, services);
      },
    }
  );
}
