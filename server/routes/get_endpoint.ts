import { schema } from '@osd/config-schema';
import { ENDPOINT_PATH } from '../../common/api/paths';
import { getEndpoint } from '../views/get_endpoint';
import type { RouteDependencies } from './route';
import { getOneRoute } from './route';
import { agentId, agentIdOf, hostId, openedBy, timer } from './schemas';

export function registerGetEndpoint(dependencies: RouteDependencies): void {
  getOneRoute(
    dependencies,
    {
      path: ENDPOINT_PATH,
      validate: {
        params: schema.object({ host: hostId, agent: agentId }),
        query: schema.object({ timer }),
      },
    },
    {
      intent: ({ params, query }) => ({
        hostId: params.host,
        right: 'view',
        opened: openedBy(query),
      }),
      handler: ({ params, query, person, services }) =>
        getEndpoint(
          {
            hostId: params.host,
            agent: agentIdOf(params.agent),
            opened: openedBy(query),
          },
          person,
          services
        ),
    }
  );
}
