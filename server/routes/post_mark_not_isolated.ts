import { schema } from '@osd/config-schema';
import { MARK_NOT_ISOLATED_PATH } from '../../common/api/paths';
import { markNotIsolated } from '../actions/mark_not_isolated';
import { reason } from './action_request_schema';
import type { RouteDependencies } from './route';
import { postRoute } from './route';
import { agentId, agentIdOf, hostId } from './schemas';

export function registerPostMarkNotIsolated(dependencies: RouteDependencies): void {
  postRoute(
    dependencies,
    {
      path: MARK_NOT_ISOLATED_PATH,
      validate: {
        body: schema.object({
          host: hostId,
          agent_id: agentId,
          n: schema.number({ min: 0, max: 1000000 }),
          reason,
        }),
      },
    },
    {
      intent: ({ body }) => ({ hostId: body.host, right: 'release', agents: [body.agent_id] }),
      handler: async ({ body, person, services }) => {
        await services.ledger.ensure();
        return markNotIsolated(
          {
            hostId: body.host,
            agent: agentIdOf(body.agent_id),
            n: body.n,
            reason: body.reason.trim(),
          },
          person,
          services
        );
      },
    }
  );
}
