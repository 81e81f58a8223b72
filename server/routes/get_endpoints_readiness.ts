import { schema } from '@osd/config-schema';
import { ENDPOINTS_READINESS_PATH } from '../../common/api/paths';
import { readEndpointsReadiness } from '../readiness/endpoints_readiness';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId } from './schemas';

export function registerGetEndpointsReadiness(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    { path: ENDPOINTS_READINESS_PATH, validate: { query: schema.object({ host: hostId }) } },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query, person, services }) =>
        readEndpointsReadiness(query.host, person, services),
    }
  );
}
