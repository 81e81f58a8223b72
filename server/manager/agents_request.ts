import type { AgentId } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { AgentStatus } from '../../common/manager/agent';
import { ManagerError } from './manager_error';

export const AGENT_SORTS = ['id', 'name', 'ip', 'status', 'version', 'lastKeepAlive'] as const;
export type AgentSort = (typeof AGENT_SORTS)[number];

export interface AgentsQuery {
  /** Text that any field contains. */
  readonly search?: string;
  readonly statuses?: NonEmptyArray<AgentStatus>;
  readonly os?: 'windows';
  /** Only these. At most `MOST_AGENTS_A_PAGE`. */
  readonly ids?: NonEmptyArray<AgentId>;
  readonly sort?: { readonly by: AgentSort; readonly direction: 'ascending' | 'descending' };
  readonly offset?: number;
  /** 1 to `MOST_AGENTS_A_PAGE`. */
  readonly limit: number;
}

/**
 * Page size that Wazuh recommends not to exceed. 500 ids of ten digits are 5.5 kB: the head of the request stays far below the 16 kB that
 * the manager takes.
 */
export const MOST_AGENTS_A_PAGE = 500;

const SELECT =
  'id,name,ip,status,os.platform,os.name,os.version,version,group,node_name,manager,lastKeepAlive,dateAdd';
const LONGEST_SEARCH = 200;

/**
 * Path and query of `GET /agents`. Agent 000, the manager itself, is never asked for. `sort=+name` must be sent as `%2Bname`.
 * One direction holds for all fields of a sort; the id comes last so that pages neither repeat nor miss a row.
 * @throws ManagerError `search_refused`; RangeError where the caller breaks the bounds.
 */
export function agentsPath(query: AgentsQuery): string {
  if (query.limit < 1 || query.limit > MOST_AGENTS_A_PAGE) throw new RangeError('limit of agents');
  if (query.ids && query.ids.length > MOST_AGENTS_A_PAGE) throw new RangeError('ids of agents');
  const parameters = [
    `select=${SELECT}`,
    `q=${encodeURIComponent(filterOf(query))}`,
    ...(query.ids ? [`agents_list=${query.ids.join(',')}`] : []),
    ...searchOf(query.search),
    `sort=${sortOf(query.sort)}`,
    `offset=${query.offset ?? 0}`,
    `limit=${query.limit}`,
  ];
  return `/agents?${parameters.join('&')}`;
}

/** Path for the nodes of the agents seen last, and their host names. */
export const NODE_HOSTS_PATH = `/agents?select=id,node_name,manager&q=${encodeURIComponent(
  'id!=000'
)}&sort=-lastKeepAlive&limit=${MOST_AGENTS_A_PAGE}`;

/** The name that the manager itself has as an agent. */
export const OWN_AGENT_PATH = '/agents?agents_list=000&select=id,name';

/** Nothing in here is free text: `q` has an escape for nothing. */
function filterOf({ statuses, os }: AgentsQuery): string {
  return [
    'id!=000',
    ...(statuses ? [`(${statuses.map((status) => `status=${status}`).join(',')})`] : []),
    ...(os ? [`os.platform=${os}`] : []),
  ].join(';');
}

function searchOf(search: string | undefined): string[] {
  // To the manager a minus in front means "everything but this"; what follows it is still found.
  const text = (search ?? '')
    .trim()
    .replace(/^-+\s*/, '')
    .slice(0, LONGEST_SEARCH);
  if (text === '') return [];
  if (/[;|&^*>]/.test(text)) throw new ManagerError('search_refused');
  return [`search=${encodeURIComponent(text)}`];
}

function sortOf(sort: AgentsQuery['sort']): string {
  const { by, direction } = sort ?? { by: 'name', direction: 'ascending' };
  const sign = direction === 'ascending' ? '%2B' : '-';
  return by === 'id' ? `${sign}id` : `${sign}${by},id`;
}
