import { schema } from '@osd/config-schema';
import { ACTIONS_PATH } from '../../common/routes';
import { listHistory } from '../services/list_history';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { agentId, agentIdOf, cursor, hostId, listIn, pageSize } from './schemas';

export function registerGetActions(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: ACTIONS_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          agent: schema.maybe(agentId),
          status: schema.maybe(schema.string({ maxLength: 200 })),
          user: schema.maybe(schema.string({ maxLength: 200 })),
          size: pageSize,
          cursor,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query, person, services }) => {
        const statuses = listIn(query.status);
        return listHistory(
          {
            hostId: query.host,
            ...(query.agent === undefined ? {} : { agent: agentIdOf(query.agent) }),
            ...(statuses.length > 0 ? { statuses } : {}),
            user: query.user,
            size: query.size,
            cursor: query.cursor,
          },
          person,
          services
        );
      },
    }
  );
}
