import type { NotReadyEndpoint } from '../../common/api/readiness_view';
import type { CsvColumn, CsvFile } from '../views/csv_file';
import { csvFile, csvName, csvTime, MOST_ROWS } from '../views/csv_file';
import type { Person } from '../access/person';
import type { EndpointsReadinessDependencies } from './endpoints_readiness';
import { readEndpointsReadiness } from './endpoints_readiness';

/** Exports the active Windows endpoints that aren't confirmed ready, the reason first, for whoever has to fix them. */
export async function exportReadiness(
  hostId: string,
  person: Person,
  services: EndpointsReadinessDependencies
): Promise<CsvFile> {
  const { not_ready: notReady, extent } = await readEndpointsReadiness(hostId, person, services);
  const items = notReady.slice(0, MOST_ROWS);
  const name = csvName('not-ready', hostId, services.now());
  return csvFile({ name, columns: COLUMNS, items, extent });
}

const COLUMNS: ReadonlyArray<CsvColumn<NotReadyEndpoint>> = [
  { key: 'not_ready_because', of: ({ reason }) => reason },
  { key: 'agent_id', of: ({ agent_id: id }) => id },
  { key: 'agent_name', of: ({ agent_name: name }) => name },
  { key: 'agent_version', of: ({ detail }) => detail },
  { key: 'tested_at', of: ({ tested_at: at }) => csvTime(at) },
  { key: 'last_ready_at', of: ({ ready_at: at }) => csvTime(at) },
];
