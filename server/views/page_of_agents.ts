import type { EndpointView, EndpointsView } from '../../common/api/endpoint_view';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { visibilityOf } from '../access/visible_agents';
import { Refusal } from '../errors/refusal';
import type { AgentPage } from '../manager/agent_row';
import type { SeenRow } from '../manager/agent_rows';
import type { AgentSort } from '../manager/agents_request';
import { ManagerError } from '../manager/manager_error';
import type { EndpointsQuery, Page } from './endpoints_query';
import { isWanted, scopeOf } from './endpoints_query';
import { viewsOfAgents, viewsOfRows } from './views_of_agents';

/** One page as the manager pages its agents. While no more requests to it fit, one of the rows that are kept. */
export async function pageOfAgents({
  query,
  person,
  open,
  manager,
  services,
}: Page): Promise<EndpointsView> {
  const offset = await offsetIn({ query, person, services });
  let page: AgentPage;
  try {
    const session = await open();
    page = await session.agents({
      search: query.search,
      statuses: query.statuses,
      os: query.os,
      sort: query.sort,
      offset,
      limit: query.size,
    });
  } catch (error) {
    return pageOfKept(error, offset, { query, person, open, manager, services });
  }
  const { rows, total } = page;
  const rowsAt = services.now();
  services.rows.keep(person.name, query.hostId, rows);
  const endpoints = await viewsOfRows(rows, rowsAt, manager, services);
  const after = offset + rows.length;
  return {
    endpoints,
    total,
    rows_at: rowsAt,
    ...(after < total && rows.length > 0
      ? { next: await services.cursors.write(scopeOf(query, person), [after]) }
      : {}),
  };
}

/**
 * Shows the rows that this person saw in the last hour, with their age, while no more calls to the manager fit.
 * @throws the error itself if none are kept, or if it is another one
 */
async function pageOfKept(
  error: unknown,
  offset: number,
  { query, person, manager, services }: Page
): Promise<EndpointsView> {
  const isLimited = error instanceof ManagerError && LIMITED.includes(error.code);
  if (!isLimited) throw error;
  const kept = services.rows.allSeen(person.name, query.hostId);
  const named = kept.map(({ row }) => row);
  const looking = { person, hostId: query.hostId, opened: 'by_timer' as const };
  const { maySee } = await visibilityOf(named, looking, services);
  const wanted = kept
    .filter(({ row }) => maySee(row) && isWanted(row, query))
    .sort((a, b) => comparedBy(query.sort, a.row, b.row));
  if (wanted.length === 0) throw error;
  const shown = wanted.slice(offset, offset + query.size);
  const seen = new Map(shown.map(({ row, at }): [AgentId, SeenRow] => [row.id, { row, at }]));
  const after = offset + shown.length;
  return {
    endpoints: await viewsOfAgents(Array.from(seen.keys()), seen, manager, services),
    rows_at: Math.min(services.now(), ...shown.map(({ at }) => at)),
    ...(after < wanted.length
      ? { next: await services.cursors.write(scopeOf(query, person), [after]) }
      : {}),
  };
}

const LIMITED: readonly string[] = ['over_budget', 'rate_limited'];

function comparedBy({ by, direction }: EndpointsQuery['sort'], a: AgentRow, b: AgentRow): number {
  const sign = direction === 'ascending' ? 1 : -1;
  const order = sortText(a, by).localeCompare(sortText(b, by), 'en', { numeric: true });
  return sign * (order === 0 ? a.id.localeCompare(b.id, 'en') : order);
}

function sortText(row: AgentRow, by: AgentSort): string {
  switch (by) {
    case 'lastKeepAlive':
      return String(row.last_keep_alive ?? 0);
    case 'version':
      return row.version ?? '';
    default:
      return row[by];
  }
}

/** A page is filled from so many pages of the manager at most; a sparse one goes on with the next. */
const MAX_SCANNED = 10;

const SCAN = 500;

/** One page of the endpoints without a record, which only the ledger can tell apart. */
export async function pageWithoutRecord(page: Page): Promise<EndpointsView> {
  const { query, person, open, manager, services } = page;
  const endpoints: EndpointView[] = [];
  let offset = await offsetIn(page);
  const cursorAt = (at: number) => services.cursors.write(scopeOf(query, person), [at]);
  const session = await open();
  let isMore = true;
  for (let scanned = 0; scanned < MAX_SCANNED && isMore; scanned++) {
    const { rows, total } = await session.agents({
      search: query.search,
      statuses: query.statuses,
      os: query.os,
      sort: query.sort,
      offset,
      limit: SCAN,
    });
    services.rows.keep(person.name, query.hostId, rows);
    const views = await viewsOfRows(rows, services.now(), manager, services);
    for (const [index, view] of views.entries()) {
      if (view.state.status !== 'no_record' || view.state.waiting) continue;
      if (endpoints.length === query.size) {
        const next = await cursorAt(offset + index);
        return { endpoints, rows_at: services.now(), next };
      }
      endpoints.push(view);
    }
    offset += rows.length;
    isMore = rows.length > 0 && offset < total;
  }
  return {
    endpoints,
    rows_at: services.now(),
    ...(isMore ? { next: await cursorAt(offset) } : {}),
  };
}

async function offsetIn({
  query,
  person,
  services,
}: Pick<Page, 'query' | 'person' | 'services'>): Promise<number> {
  const [offset] = (await services.cursors.read(scopeOf(query, person), query.cursor)) ?? [0];
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) {
    throw new Refusal('invalid_request', "This page doesn't exist: start from the first page.");
  }
  return offset;
}
