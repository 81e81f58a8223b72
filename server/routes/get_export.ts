import { schema } from '@osd/config-schema';
import { parseHistoryQuery } from '../../common/api/history_query';
import { EXPORT_PATH } from '../../common/api/paths';
import { exportEvents } from '../views/export_events';
import { exportHistory } from '../views/export_history';
import { exportReadiness } from '../readiness/export_readiness';
import type { CsvFile } from '../views/csv_file';
import type { RouteDependencies } from './route';
import { getFileRoute } from './route';
import { agentIdOf, historyParameters, hostId } from './schemas';

export function registerGetExport(dependencies: RouteDependencies): void {
  getFileRoute(
    dependencies,
    {
      path: EXPORT_PATH,
      validate: {
        query: schema.object({
          host: hostId,
          list: schema.oneOf([
            schema.literal('history'),
            schema.literal('events'),
            schema.literal('not_ready'),
          ]),
          ...historyParameters,
        }),
      },
    },
    {
      intent: ({ query }) => ({ hostId: query.host, right: 'export' }),
      handler: async ({ query, person, services }) => {
        const { host, list, ...parameters } = query;
        const agent = query.agent === undefined ? {} : { agent: agentIdOf(query.agent) };
        const lists: Readonly<Record<typeof list, () => Promise<CsvFile>>> = {
          history: () =>
            exportHistory({ hostId: host, query: parseHistoryQuery(parameters) }, person, services),
          events: () => exportEvents({ hostId: host, ...agent }, person, services),
          not_ready: () => exportReadiness(host, person, services),
        };
        const file = await lists[list]();
        services.onExport({ user: person.name, host_id: host, list, rows: file.rows });
        return file;
      },
    }
  );
}
