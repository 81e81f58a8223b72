import type { EventView } from '../../common/api/event_view';
import type { CsvColumn, CsvFile } from './csv_file';
import { csvFile, csvList, csvName, csvTime, upToMostRows } from './csv_file';
import type { EventsQuery } from './list_events';
import { listEvents } from './list_events';
import type { Person } from '../access/person';
import type { Services } from '../services/services';

const PAGE = 500;

/** Exports the reports of endpoints that this person can read. Those that are not trusted are marked. */
export async function exportEvents(
  query: Omit<EventsQuery, 'size' | 'cursor'>,
  person: Person,
  services: Services
): Promise<CsvFile> {
  let unread: string | undefined;
  const { items, extent } = await upToMostRows(async (cursor) => {
    const {
      events,
      next,
      unread: missing,
    } = await listEvents({ ...query, size: PAGE, cursor, opened: 'to_act' }, person, services);
    unread ??= missing;
    return { items: events, ...(next === undefined ? {} : { next }) };
  });
  const name = csvName('events', query.hostId, services.now());
  return csvFile({
    name,
    columns: COLUMNS,
    items,
    extent,
    ...(unread === undefined ? {} : { unread }),
  });
}

const COLUMNS: ReadonlyArray<CsvColumn<EventView>> = [
  { key: 'time', of: ({ at }) => csvTime(at) },
  { key: 'manager_name', of: ({ manager_name: name }) => name },
  { key: 'agent_id', of: ({ agent_id: id }) => id },
  { key: 'agent_name', of: ({ agent_name: name }) => name },
  { key: 'action', of: ({ verb }) => verb },
  { key: 'unverified_user', of: ({ user }) => user },
  { key: 'result', of: ({ outcome }) => outcome.result },
  { key: 'result_reason', of: ({ outcome }) => outcome.reason },
  { key: 'release_confirmed', of: ({ unconfirmed }) => (unconfirmed ? 'no' : undefined) },
  { key: 'not_trusted_because', of: ({ not_evidence: reasons }) => csvList(reasons) },
  { key: 'report', of: ({ text }) => text },
  { key: 'index', of: ({ index }) => index },
  { key: 'document_id', of: ({ id }) => id },
];
