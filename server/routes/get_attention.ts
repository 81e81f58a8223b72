import { schema } from '@osd/config-schema';
import { ATTENTION_PATH } from '../../common/routes';
import { listAttention } from '../services/list_attention';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { cursor, hostId, pageSize } from './schemas';

export function registerGetAttention(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: ATTENTION_PATH,
      validate: { query: schema.object({ host: hostId, size: pageSize, cursor }) },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query, person, services }) =>
        listAttention(
          { hostId: query.host, size: query.size, cursor: query.cursor },
          person,
          services
        ),
    }
  );
}
