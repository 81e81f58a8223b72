import { schema } from '@osd/config-schema';
import { parseHistoryQuery } from '../../common/api/history_query';
import { ACTIONS_PATH } from '../../common/api/paths';
import { listHistory } from '../views/list_history';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { cursor, historyParameters, hostId, pageSize } from './schemas';

export function registerGetActions(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: ACTIONS_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          ...historyParameters,
          size: pageSize,
          cursor,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query: { host, size, cursor: after, ...parameters }, person, services }) =>
        listHistory(
          { hostId: host, query: parseHistoryQuery(parameters), size, cursor: after },
          person,
          services
        ),
    }
  );
}
