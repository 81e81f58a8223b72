import type { ApplicationStart } from 'opensearch-dashboards/public';
import { encode } from 'rison';
import type { ContextView } from '../../common/api/context_view';

export interface DiscoverSearch {
  readonly context: Pick<ContextView, 'manager' | 'origin_names'>;
  /** The index pattern's id, which is its title where Wazuh made it. */
  readonly pattern: string;
  /** Narrows the search to this agent. */
  readonly agent?: string;
}

/** Time range of Discover. An isolation can be older, and the person can widen the range there. */
const FROM = 'now-7d';

/**
 * URL of Discover with the reports of one endpoint or of all, narrowed down by filters that can be taken away one by one. The
 * manager is always among them: agent ids repeat across managers.
 */
export function discoverUrl(
  { getUrlForApp }: Pick<ApplicationStart, 'getUrlForApp'>,
  { context, pattern, agent }: DiscoverSearch
): string {
  const filters = [
    originFilter(pattern, context.origin_names),
    ...managerFilter(pattern, context.manager),
    ...(agent === undefined ? [] : [phrase(pattern, 'agent.id', agent)]),
  ];
  const app = {
    discover: { columns: COLUMNS, isDirty: false, sort: [] },
    metadata: { indexPattern: pattern, view: 'discover' },
  };
  const global = { filters: [], time: { from: FROM, to: 'now' } };
  const query = { filters, query: { language: 'kuery', query: '' } };
  const state = [`_a=${encoded(app)}`, `_g=${encoded(global)}`, `_q=${encoded(query)}`].join('&');
  return getUrlForApp('data-explorer', { path: `discover#?${state}` });
}

const COLUMNS = ['agent.name', 'data.clr.action', 'data.clr.user', 'data.clr.result'];

function originFilter(index: string, names: readonly string[]): object {
  const [only = '', ...more] = names;
  const key = 'data.origin.name';
  return more.length === 0
    ? phrase(index, key, only)
    : {
        $state: { store: 'appState' },
        meta: {
          ...metaOf(index, key),
          params: names,
          type: 'phrases',
          value: names.join(', '),
        },
        query: {
          bool: {
            minimum_should_match: 1,
            should: names.map((name) => ({ match_phrase: { [key]: name } })),
          },
        },
      };
}

/** An identity is `cluster:<name>` or `manager:<host name>`. */
function managerFilter(index: string, manager: string | null): object[] {
  const [kind = '', ...name] = (manager ?? '').split(':');
  if (kind === 'cluster') return [phrase(index, 'cluster.name', name.join(':'))];
  return kind === 'manager' ? [phrase(index, 'manager.name', name.join(':'))] : [];
}

function phrase(index: string, key: string, query: string): object {
  return {
    $state: { store: 'appState' },
    meta: { ...metaOf(index, key), params: { query }, type: 'phrase' },
    query: { match_phrase: { [key]: query } },
  };
}

function metaOf(index: string, key: string): object {
  return { alias: null, disabled: false, index, key, negate: false };
}

/** rison leaves characters as they are that would end the value in a URL. */
function encoded(value: object): string {
  return encode(value).replace(/[%&#=+\s"]/g, encodeURIComponent);
}
