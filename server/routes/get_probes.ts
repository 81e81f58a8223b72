import { schema } from '@osd/config-schema';
import { PROBES_PATH } from '../../common/api/paths';
import { listProbes } from '../views/list_probes';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId, openedBy, timer } from './schemas';

export function registerGetProbes(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: PROBES_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          batch: schema.string({ minLength: 1, maxLength: 100 }),
          timer,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view', opened: openedBy(query) }),
      handler: ({ query, person, services }) =>
        listProbes(
          { hostId: query.host, batch: query.batch, opened: openedBy(query) },
          person,
          services
        ),
    }
  );
}
