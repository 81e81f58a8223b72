import { schema } from '@osd/config-schema';
import { ATTENTION_PATH } from '../../common/api/paths';
import { listAttention } from '../views/list_attention';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { cursor, hostId, openedBy, pageSize, timer } from './schemas';

export function registerGetAttention(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: ATTENTION_PATH,
      validate: { query: schema.object({ host: hostId, size: pageSize, cursor, timer }) },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view', opened: openedBy(query) }),
      handler: ({ query, person, services }) =>
        listAttention(
          {
            hostId: query.host,
            size: query.size,
            cursor: query.cursor,
            opened: openedBy(query),
          },
          person,
          services
        ),
    }
  );
}
