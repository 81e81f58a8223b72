import { schema } from '@osd/config-schema';
import { PROBES_PATH } from '../../common/routes';
import { listProbes } from '../services/list_probes';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId } from './schemas';

export function registerGetProbes(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: PROBES_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          batch: schema.string({ minLength: 1, maxLength: 100 }),
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query, person, services }) =>
        listProbes(query.host, query.batch, person, services),
    }
  );
}
