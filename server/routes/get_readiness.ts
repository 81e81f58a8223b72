import { schema } from '@osd/config-schema';
import { READINESS_PATH } from '../../common/api/paths';
import { readReadiness } from '../readiness/read_readiness';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId } from './schemas';

export function registerGetReadiness(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    { path: READINESS_PATH, validate: { query: schema.object({ host: hostId }) } },
    {
      // Who may do nothing is told why here.
      intent: () => undefined,
      handler: ({ query, person, services }) => readReadiness(query.host, person, services),
    }
  );
}
