import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { AgentRow, AgentStatus } from '../../common/manager/agent';
import type { Opened, Person } from '../access/person';
import type { StateFilter } from '../indexer/endpoint_queries';
import type { AgentSort } from '../manager/agents_request';
import type { ManagerSession } from '../manager/manager';
import type { KnownManager } from '../manager/manager_directory';
import type { CursorScope } from '../services/page_cursor';
import type { Services } from '../services/services';

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

export interface Page {
  readonly query: EndpointsQuery;
  readonly person: Person;
  readonly open: () => Promise<ManagerSession>;
  readonly manager: KnownManager;
  readonly services: Services;
}

/** True if a filter uses what only the manager knows about an agent. */
export function isNarrowed({ search, statuses, os }: EndpointsQuery): boolean {
  return search !== undefined || statuses !== undefined || os !== undefined;
}

export function isWanted(row: AgentRow, { search, statuses, os }: EndpointsQuery): boolean {
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

export function scopeOf({ hostId }: EndpointsQuery, person: Person): CursorScope {
  return { list: 'endpoints', hostId, person };
}
