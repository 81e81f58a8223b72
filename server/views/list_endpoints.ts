import type { AgentRow, AgentStatus } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseAgentId, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { EndpointsView, EndpointView } from '../../common/api/endpoint_view';
import type { StoredAction } from '../indexer/action_ledger';
import type { StateFilter } from '../indexer/endpoint_queries';
import type { AgentPage } from '../manager/agent_row';
import type { ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import type { AgentSort } from '../manager/agents_request';
import type { SeenRow } from '../manager/agent_rows';
import { endpointParts } from '../evidence/endpoint_parts';
import { endpointView, shownActionsOf, withOtherIds } from './endpoint_views';
import type { CursorScope } from '../services/page_cursor';
import type { KnownManager } from '../manager/manager_directory';
import type { Opened, Person } from '../access/person';
import { awayIn } from '../manager/manager_away';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';
import { notKnownYet, rowsOf, visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';

export interface EndpointsQuery {
  readonly hostId: string;
  readonly search?: string;
  readonly statuses?: NonEmptyArray<AgentStatus>;
  readonly os?: 'windows';
  readonly state?: StateFilter;
  readonly sort: { readonly by: AgentSort; readonly direction: 'ascending' | 'descending' };
  readonly size: number;
  readonly cursor?: string;
  /** `by_timer` makes no call of its own to the manager: the dashboard asks for agents that no one has seen yet. Pages of a state only. */
  readonly opened: Opened;
}

/**
 * One page of endpoints. Without a state the manager pages its agents and the ledger adds what it knows of them; with one the ledger
 * pages, and the manager says which of those this person may see.
 */
export async function listEndpoints(
  query: EndpointsQuery,
  person: Person,
  services: Services
): Promise<EndpointsView> {
  const reading = await services.directory.read(query.hostId);
  if (reading.known !== 'known') throw refuseUnknownManager(reading.known);
  const page: Page = {
    query,
    person,
    open: () => person.managers.open(query.hostId),
    manager: reading,
    services,
  };
  services.reconciler.wake();
  const { state, opened } = query;
  if (state !== undefined && state !== 'no_record') return pageOfState(page, state);
  if (opened === 'by_timer') {
    throw new Refusal(
      'invalid_request',
      'Only a list filtered by a recorded state can be refreshed by timer. Request the states of the endpoints instead.'
    );
  }
  return state === undefined ? pageOfAgents(page) : pageWithoutRecord(page);
}

interface Page {
  readonly query: EndpointsQuery;
  readonly person: Person;
  readonly open: () => Promise<ManagerSession>;
  readonly manager: KnownManager;
  readonly services: Services;
}

async function pageOfAgents({
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

async function pageWithoutRecord(page: Page): Promise<EndpointsView> {
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

async function pageOfState(page: Page, state: StateFilter): Promise<EndpointsView> {
  const { query, person, manager, services } = page;
  const { hostId, opened } = query;
  const looking = { person, hostId, opened };
  const rows = new Map<AgentId, SeenRow>();
  const found = await visiblePage<EndpointDocument>({
    size: query.size,
    after: await services.cursors.read(scopeOf(query, person), query.cursor),
    read: async ({ size, after, hidden }) => {
      const { documents, ...rest } = await services.ledger.endpoints.findByState(
        manager.manager,
        state,
        { size, after, hidden }
      );
      const items = documents.map((item) => ({ item, place: [item.agent_id] }));
      return { items, ...rest };
    },
    sift: async (documents) => {
      const ids = documents.flatMap(({ agent_id }) => parseAgentId(agent_id) ?? []);
      (await rowsOf(ids, looking, services.rows)).forEach((row, id) => rows.set(id, row));
      if (opened === 'by_timer') await learnUnknown(ids, rows, page);
      const named = documents.map(({ agent_id }) => ({ id: agent_id }));
      const { isWhole, hidden, maySee } = await visibilityOf(named, looking, services);
      const seen = documents.filter(({ agent_id }) => {
        const id = parseAgentId(agent_id);
        const row = id && rows.get(id)?.row;
        return maySee({ id: agent_id }) && (row ? isWanted(row, query) : !isNarrowed(query));
      });
      return { isWhole: isWhole && !isNarrowed(query), seen: new Set(seen), hidden };
    },
  });
  return {
    endpoints: await viewsOf(
      found.items.map((document) => ({ agentId: document.agent_id, document })),
      rows,
      manager,
      services
    ),
    ...(found.total === undefined ? {} : { total: found.total }),
    rows_at: Math.min(services.now(), ...Array.from(rows.values(), ({ at }) => at)),
    ...lookingAgain(hostId, services),
    ...(found.after
      ? { next: await services.cursors.write(scopeOf(query, person), found.after) }
      : {}),
  };
}

/**
 * Adds the rows of agents that aren't known yet.
 * @throws Refusal where they stay unknown: an endpoint without a row would be taken for one that was removed
 */
async function learnUnknown(
  ids: readonly AgentId[],
  rows: Map<AgentId, SeenRow>,
  { query: { hostId }, person, services }: Page
): Promise<void> {
  const unknownOf = (some: readonly AgentId[]) => {
    const gone = services.listed.knownGone(hostId, some);
    return some.filter((id) => !rows.has(id) && !gone.has(id));
  };
  const unknown = unknownOf(ids);
  if (unknown.length === 0) return;
  await services.listed.lookUp(hostId, unknown);
  services.rows.known(person.name, hostId, unknown).forEach((row, id) => rows.set(id, row));
  if (unknownOf(unknown).length > 0) throw notKnownYet();
}

/** Says that the manager is away, and has it asked again in the background, since no timer of a page asks it. */
export function lookingAgain(
  hostId: string,
  { reach, directory }: Pick<Services, 'reach' | 'directory'>
): ReturnType<typeof awayIn> {
  const away = awayIn(reach, hostId);
  if (away.manager_away) directory.lookAgain(hostId);
  return away;
}

/** True if a filter uses what only the manager knows about an agent. */
function isNarrowed({ search, statuses, os }: EndpointsQuery): boolean {
  return search !== undefined || statuses !== undefined || os !== undefined;
}

function isWanted(row: AgentRow, { search, statuses, os }: EndpointsQuery): boolean {
  const text = search?.trim().toLowerCase() ?? '';
  const isFound = [row.id, row.name, row.ip, row.os_name ?? '', ...row.groups].some((value) =>
    value.toLowerCase().includes(text)
  );
  return (
    isFound &&
    (statuses === undefined || statuses.includes(row.status)) &&
    (os === undefined || row.os_platform === os)
  );
}

async function viewsOfRows(
  rows: readonly AgentRow[],
  at: number,
  manager: KnownManager,
  services: Services
): Promise<EndpointView[]> {
  const seen = new Map(rows.map((row) => [row.id, { at, row }]));
  return viewsOfAgents(Array.from(seen.keys()), seen, manager, services);
}

/** These agents by what is known of them, in the order given. */
export async function viewsOfAgents(
  agents: readonly AgentId[],
  rows: ReadonlyMap<AgentId, SeenRow>,
  manager: KnownManager,
  services: Services
): Promise<EndpointView[]> {
  const keyOf = (agent: AgentId) => endpointKeyOf(manager.manager, agent);
  const { ledger, shownActions } = services;
  const keys = agents.map(keyOf);
  const [documents, actions] = await Promise.all([
    ledger.endpoints.readMany(keys, 'kept'),
    ledger.actions.readById(shownActions.of(keys), 'kept'),
  ]);
  const projections = agents.map((agent) => ({
    agentId: agent,
    document: documents.get(keyOf(agent)),
  }));
  return viewsOf(projections, rows, manager, services, actions);
}

interface Projection {
  readonly agentId: string;
  /** The document is undefined if it can't be read. */
  readonly document: EndpointDocument | undefined;
}

/**
 * The endpoints of these projections, with their newest actions and those that proved something.
 * @param read actions that were read already; those that are missing are read
 */
async function viewsOf(
  projections: readonly Projection[],
  rows: ReadonlyMap<string, SeenRow>,
  { identity, manager }: KnownManager,
  { ledger, settings, contacts, shownActions, now }: Services,
  read: ReadonlyMap<string, StoredAction> = new Map()
): Promise<EndpointView[]> {
  const showing = {
    now: now(),
    clockDifference: identity.clock_difference,
    references: settings.references,
  };
  const found = projections.map(({ agentId, document }) =>
    endpointParts(agentId, document, rows.get(agentId), showing)
  );
  const wanted = found.map((parts) => ({ parts, ids: shownActionsOf(parts) }));
  for (const { parts, ids } of wanted) {
    if (parts.document) shownActions.remember(parts.document.endpoint, ids);
  }
  const missing = wanted.flatMap(({ ids }) => ids.filter((id) => !read.has(id)));
  const [endpoints, readNow] = await Promise.all([
    withOtherIds(found, manager, ledger.endpoints),
    ledger.actions.readById(missing, 'kept'),
  ]);
  const actions = new Map([...read, ...readNow]);
  return endpoints.map((parts) => {
    const key = parts.document && parseEndpointKey(parts.document.endpoint);
    const heard = key && contacts.of(endpointKeyOf(key.manager, key.agent));
    return endpointView(parts, actions, heard, showing);
  });
}

function scopeOf({ hostId }: EndpointsQuery, person: Person): CursorScope {
  return { list: 'endpoints', hostId, person };
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
