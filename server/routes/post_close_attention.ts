import { schema } from '@osd/config-schema';
import { CLOSE_ATTENTION_PATH } from '../../common/api/paths';
import { closeAttention } from '../actions/close_attention';
import { reason } from './action_request_schema';
import type { RouteDependencies } from './route';
import { postRoute } from './route';
import { agentId, agentIdOf, hostId } from './schemas';

export function registerPostCloseAttention(dependencies: RouteDependencies): void {
  postRoute(
    dependencies,
    {
      path: CLOSE_ATTENTION_PATH,
      validate: {
        body: schema.object({
          host: hostId,
          agent_id: agentId,
          n: schema.number({ min: 1, max: 1000000 }),
          reason,
          found_open: schema.boolean({ defaultValue: false }),
        }),
      },
    },
    {
      intent: ({ body }) => ({ hostId: body.host, right: 'release', agents: [body.agent_id] }),
      handler: async ({ body, person, services }) => {
        await services.ledger.ensure();
        return closeAttention(
          {
            hostId: body.host,
            agent: agentIdOf(body.agent_id),
            n: body.n,
            reason: body.reason.trim(),
            foundOpen: body.found_open,
          },
          person,
          services
        );
      },
    }
  );
}
