import { schema } from '@osd/config-schema';
import { EVENTS_PATH } from '../../common/api/paths';
import { listEvents } from '../views/list_events';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { agentId, agentIdOf, cursor, hostId, pageSize } from './schemas';

const INDEX_PATTERN = /^[A-Za-z0-9*][A-Za-z0-9_.:*,-]*$/;

export function registerGetEvents(dependencies: RouteDependencies): void {
  getRoute(
    dependencies,
    {
      path: EVENTS_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          agent: schema.maybe(agentId),
          pattern: schema.maybe(
            schema.string({
              maxLength: 200,
              validate: (text) =>
                INDEX_PATTERN.test(text)
                  ? undefined
                  : 'must be an index pattern, such as wazuh-alerts-*',
            })
          ),
          size: pageSize,
          cursor,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'view' }),
      handler: ({ query, person, services }) =>
        listEvents(
          {
            hostId: query.host,
            ...(query.agent === undefined ? {} : { agent: agentIdOf(query.agent) }),
            pattern: query.pattern,
            size: query.size,
            cursor: query.cursor,
          },
          person,
          services
        ),
    }
  );
}
