import { schema } from '@osd/config-schema';
import { CONTEXT_PATH } from '../../common/api/paths';
import { readContext } from '../views/read_context';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId } from './schemas';

export function registerGetContext(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    { path: CONTEXT_PATH, validate: { query: schema.object({ host: schema.maybe(hostId) }) } },
    {
      // Who may do nothing is told so here.
      intent: () => undefined,
      handler: ({ query, person, services }) => readContext(query.host, person, services),
    }
  );
}
