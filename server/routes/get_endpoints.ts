import { schema } from '@osd/config-schema';
import type { AgentStatus } from '../../common/manager/agent';
import { AGENT_STATUSES } from '../../common/manager/agent';
import { STATE_STATUSES } from '../../common/state/fold';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { ENDPOINTS_PATH } from '../../common/api/paths';
import type { StateFilter } from '../indexer/endpoint_queries';
import { AGENT_SORTS } from '../manager/agents_request';
import { listEndpoints } from '../views/list_endpoints';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { cursor, hostId, listIn, openedBy, pageSize, timer } from './schemas';

const STATE_FILTERS: readonly StateFilter[] = [...STATE_STATUSES, 'attention', 'waiting'];

function oneOf(allowed: readonly string[]) {
  return schema.string({
    maxLength: 50,
    validate: (text) =>
      allowed.includes(text) ? undefined : `must be one of: ${allowed.join(', ')}`,
  });
}

export function registerGetEndpoints(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: ENDPOINTS_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          search: schema.maybe(schema.string({ maxLength: 200 })),
          status: schema.maybe(schema.string({ maxLength: 100 })),
          os: schema.maybe(oneOf(['windows'])),
          state: schema.maybe(oneOf(STATE_FILTERS)),
          sort: schema.maybe(oneOf(AGENT_SORTS)),
          order: schema.maybe(oneOf(['asc', 'desc'])),
          size: pageSize,
          cursor,
          timer,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view', opened: openedBy(query) }),
      handler: ({ query, person, services }) => {
        const wanted = listIn(query.status);
        const statuses: AgentStatus[] = AGENT_STATUSES.filter((status) => wanted.includes(status));
        return listEndpoints(
          {
            hostId: query.host,
            search: query.search,
            ...(isNonEmpty(statuses) ? { statuses } : {}),
            ...(query.os === undefined ? {} : { os: 'windows' as const }),
            state: STATE_FILTERS.find((state) => state === query.state),
            sort: {
              by: AGENT_SORTS.find((sort) => sort === query.sort) ?? 'name',
              direction: query.order === 'desc' ? 'descending' : 'ascending',
            },
            size: query.size,
            cursor: query.cursor,
            opened: openedBy(query),
          },
          person,
          services
        );
      },
    }
  );
}
