import { AGENT_STATUSES } from '../../common/manager/agent';
import { parseAgentId } from '../../common/manager/endpoint';
import type { HistoryQuery } from '../../common/api/history_query';
import { historyParameters, parseHistoryQuery } from '../../common/api/history_query';
import type { EndpointSort, EndpointsRequest } from '../api/isolation_api';

/** Filters of the endpoint list, as the URL holds them. */
export type ListFilters = Omit<EndpointsRequest, 'host' | 'cursor' | 'size'> & {
  readonly size: number;
};

/** A place in the app. Without `host` it is the one that the person chose. */
export type Route =
  | {
      readonly page: 'isolation';
      readonly host?: string;
      readonly filters: ListFilters;
      /** The endpoint whose flyout is open. */
      readonly agent?: string;
    }
  | { readonly page: 'events'; readonly host?: string; readonly agent?: string }
  | ({ readonly page: 'history'; readonly host?: string } & HistoryQuery)
  | { readonly page: 'readiness'; readonly host?: string }
  | {
      readonly page: 'docs';
      readonly host?: string;
      readonly file: DocsFile;
      /** Anchor as links write it: lower case, with hyphens. */
      readonly heading?: string;
    }
  | { readonly page: 'not_found' };

/** Files of `docs/admin` that the app carries, so that they can be read without the internet. */
export const DOCS = ['access', 'configure', 'readiness', 'limits', 'recovery'] as const;
export type DocsFile = (typeof DOCS)[number];

export const PAGE_SIZES = [10, 25, 50, 100] as const;
export const NO_FILTERS: ListFilters = { size: 25 };
export const STATE_FILTERS = [
  'attention',
  'waiting',
  'isolated',
  'unknown',
  'not_isolated',
  'no_record',
] as const;
const SORTS: readonly EndpointSort[] = ['id', 'name', 'ip', 'status', 'version', 'lastKeepAlive'];
const LONGEST_SEARCH = 200;
const LONGEST_HOST = 100;

/**
 * Reads the part of the URL behind `#`. Anybody can write it: what is no host, agent or filter is left out, and a path that is none
 * of ours is `not_found`.
 */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const query = new URLSearchParams(search);
  const [page, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const host = hostIn(query.get('host'));
  if (page === undefined) return { page: 'isolation', ...host, filters: filtersIn(query) };
  if (page === 'endpoints') {
    const [first, second] = rest;
    const agent = parseAgentId(second ?? first);
    if (!agent || rest.length > 2) return { page: 'not_found' };
    const named = second === undefined ? host : hostIn(first);
    return { page: 'isolation', ...named, filters: filtersIn(query), agent };
  }
  if (page === 'events' && rest.length === 0) {
    const agent = parseAgentId(query.get('agent'));
    return { page, ...host, ...(agent ? { agent } : {}) };
  }
  if (page === 'history' && rest.length === 0) {
    return { page, ...host, ...parseHistoryQuery(Object.fromEntries(query)) };
  }
  if (page === 'readiness' && rest.length === 0) return { page, ...host };
  if (page === 'docs') return docsIn(rest, query.get('heading'), host);
  return { page: 'not_found' };
}

/** The part of the URL from `#` on. */
export function hashOf(route: Route): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  };
  const whole = (path: string) => {
    const search = query.toString();
    return `#${path}${search === '' ? '' : `?${search}`}`;
  };
  if (route.page === 'not_found') return '#/';
  const { host } = route;
  if (route.page === 'docs') {
    add('host', host);
    add('heading', route.heading);
    return whole(`/docs/${route.file}`);
  }
  const agent = route.page === 'readiness' ? undefined : route.agent;
  if (route.page !== 'isolation') {
    add('host', host);
    if (route.page === 'history') {
      Object.entries(historyParameters(route)).forEach(([name, value]) => add(name, value));
    } else add('agent', agent);
    return whole(`/${route.page}`);
  }
  const { filters } = route;
  if (agent === undefined || host === undefined) add('host', host);
  add('search', filters.search);
  add('status', filters.status);
  add('os', filters.os);
  add('state', filters.state);
  add('sort', filters.sort);
  add('order', filters.order);
  if (filters.size !== NO_FILTERS.size) add('size', filters.size);
  if (agent === undefined) return whole('/');
  const parts = host === undefined ? [agent] : [host, agent];
  return whole(['', 'endpoints', ...parts.map(encodeURIComponent)].join('/'));
}

function docsIn(
  [name, ...more]: readonly string[],
  heading: string | null,
  host: { readonly host?: string }
): Route {
  const file = DOCS.find((each) => each === name);
  if (!file || more.length > 0) return { page: 'not_found' };
  const known = heading !== null && /^[\w-]{1,100}$/.test(heading) ? { heading } : {};
  return { page: 'docs', ...host, file, ...known };
}

function filtersIn(query: URLSearchParams): ListFilters {
  const search = (query.get('search') ?? '').slice(0, LONGEST_SEARCH);
  const status = AGENT_STATUSES.find((each) => each === query.get('status'));
  const state = STATE_FILTERS.find((each) => each === query.get('state'));
  const sort = SORTS.find((each) => each === query.get('sort'));
  const order = query.get('order') === 'desc' ? ('desc' as const) : undefined;
  return {
    ...(search.trim() === '' ? {} : { search }),
    ...(status ? { status } : {}),
    ...(query.get('os') === 'windows' ? { os: 'windows' as const } : {}),
    ...(state ? { state } : {}),
    ...(sort ? { sort } : {}),
    ...(order ? { order } : {}),
    size: PAGE_SIZES.find((each) => String(each) === query.get('size')) ?? NO_FILTERS.size,
  };
}

function hostIn(text: string | null | undefined): { readonly host?: string } {
  return text && text.length <= LONGEST_HOST ? { host: text } : {};
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    // Not what this app writes; as it stands it is no id.
    return part;
  }
}
