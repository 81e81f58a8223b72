import { asArray, asText, field, valueAt } from '../../common/base/json_reading';
import type { EventNames } from '../../common/attribution/attribution';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import { originNamesOf, readReport } from '../../common/program/endpoint_program';
import type { ProgramEvent } from '../../common/program/program_event';
import { LOCAL_PLACE, placeOf } from '../../common/state/whose_report';
import { anyOf } from './endpoint_queries';
import type { Hit, SearchRequest, SearchResult } from './search';
import { withoutAgents } from './without_agents';

/** An event with the place where its alert is stored. */
export interface StoredEvent {
  readonly event: ProgramEvent;
  readonly index: string;
  readonly id: string;
}

export interface AlertSettings {
  readonly programs: EndpointPrograms;
  /** Index pattern, such as `wazuh-alerts-*`. */
  readonly pattern: string;
}

/** The order in which a reader goes through events: with it `search_after` neither repeats nor misses one. */
export type ReadingOrder = 'by_time' | 'by_agent';

/** Agent ids as texts are ordered. */
export interface AgentRange {
  /** Included. */
  readonly from?: string;
  /** The bound itself isn't included. */
  readonly before?: string;
}

/** The agent of one manager that events name. */
export interface EventSource {
  readonly agent: string;
  readonly manager: string;
}

export interface EventsRequest {
  /** `timestamp` from, ms, included. There is no upper end: a manager's clock may be ahead of ours. */
  readonly from?: number;
  readonly agents?: readonly string[];
  readonly agentRange?: AgentRange;
  /** Agents of which nothing is wanted. */
  readonly hidden?: readonly string[];
  /** Only what is of these. */
  readonly only?: readonly EventSource[];
  /** Nothing of these: they are read apart. */
  readonly apart?: readonly EventSource[];
  /** Only what may be of one manager: agent ids repeat across managers. */
  readonly names?: EventNames;
  readonly order: ReadingOrder | 'newest_first';
  readonly after?: readonly unknown[];
  readonly size: number;
  /**
   * Only which there are, without their contents: to cut those down to what is read takes the indexer several times as long as to find
   * the alerts. `contentSearches` asks for those of which it is not known.
   */
  readonly without?: 'contents';
}

/** Only what is read of an alert, field by field: whoever can write one can put anything beside them, at any size. */
const SOURCE = [
  'timestamp',
  'id',
  'agent.id',
  'agent.name',
  'manager.name',
  'cluster.name',
  'cluster.node',
  'location',
  'full_log',
  'decoder.name',
  'data.origin.name',
  'data.origin.module',
  'data.parameters.program',
];

/** Fields that can be of any length in a report that isn't ours, besides its text: the line as it was written. */
const LONG = ['full_log'];

/** The documents with our origin, evidence or not. */
export function eventsSearch(settings: AlertSettings, request: EventsRequest): SearchRequest {
  const filter = filterOf(settings, request);
  if (request.agents) filter.push({ terms: { 'agent.id': request.agents } });
  if (request.names) filter.push(namesFilter(request.names));
  if (request.only) filter.push(anyOf(ofSources(request.only)));
  const hidden = withoutAgents('agent.id', request.hidden).must_not ?? [];
  const excluded = [...hidden, ...ofSources(request.apart ?? [])];
  return {
    index: settings.pattern,
    of: 'alerts',
    body: {
      size: request.size,
      track_total_hits: false,
      query: { bool: { filter, ...(excluded.length > 0 ? { must_not: excluded } : {}) } },
      sort: sortOf(request.order),
      _source: request.without ? false : contentsOf(settings),
      ...(request.after ? { search_after: request.after } : {}),
    },
  };
}

/**
 * The contents of what a search without them found: one search for each index, each for as many alerts as were found in it.
 * @param part `head`: whose report it is and what of, without the report itself
 */
export function contentSearches(
  settings: AlertSettings,
  hits: ReadonlyArray<Pick<Hit, 'index' | 'id'>>,
  part: 'all' | 'head' = 'all'
): SearchRequest[] {
  const ids = new Map<string, string[]>();
  for (const { index, id } of hits) {
    const known = ids.get(index);
    if (known) known.push(id);
    else ids.set(index, [id]);
  }
  return Array.from(ids, ([index, values]) => ({
    index,
    of: 'alerts' as const,
    body: {
      size: values.length,
      track_total_hits: false,
      query: { bool: { filter: [{ ids: { values } }] } },
      _source: contentsOf(settings, part),
    },
  }));
}

/** The fields that are read of an alert. */
export function contentsOf(settings: AlertSettings, part: 'all' | 'head' = 'all'): string[] {
  const { programs } = settings;
  const isRead = (name: string) => part === 'all' || !LONG.includes(name);
  return [
    ...SOURCE.filter(isRead),
    ...programs.flatMap(({ reportFields }) => reportFields),
    ...(part === 'all' ? programs.flatMap(({ textFields }) => textFields) : []),
  ];
}

/** Counts the events of each agent: at most `size` agents, those with the most, as the aggregation `agents`. */
export function agentCountsSearch(
  settings: AlertSettings,
  request: Pick<EventsRequest, 'from' | 'agentRange' | 'size'>
): SearchRequest {
  return {
    index: settings.pattern,
    of: 'alerts',
    body: {
      size: 0,
      track_total_hits: false,
      query: { bool: { filter: filterOf(settings, request) } },
      aggs: { agents: { terms: { field: 'agent.id', size: request.size } } },
    },
  };
}

/** Counts events of each agent of each manager: at most `size` agents with at least so many, as the aggregation `agents`. */
export function loudSearch(
  settings: AlertSettings,
  {
    from,
    apart = [],
    atLeast,
    size,
  }: Pick<EventsRequest, 'from' | 'apart' | 'size'> & { readonly atLeast: number }
): SearchRequest {
  return {
    index: settings.pattern,
    of: 'alerts',
    body: {
      size: 0,
      track_total_hits: false,
      query: { bool: { filter: filterOf(settings, { from }), must_not: ofSources(apart) } },
      aggs: {
        agents: {
          terms: { field: 'agent.id', size, min_doc_count: atLeast },
          aggs: {
            managers: { terms: { field: 'manager.name', size: 10, min_doc_count: atLeast } },
          },
        },
      },
    },
  };
}

/** Reads what `loudSearch` found. */
export function loudIn({ aggregations }: SearchResult): EventSource[] {
  return (asArray(valueAt(aggregations, 'agents', 'buckets')) ?? []).flatMap((bucket) => {
    const agent = asText(field(bucket, 'key'));
    const managers = asArray(valueAt(bucket, 'managers', 'buckets')) ?? [];
    return managers.flatMap((one) => {
      const manager = asText(field(one, 'key'));
      return agent === undefined || manager === undefined ? [] : [{ agent, manager }];
    });
  });
}

function filterOf(
  settings: AlertSettings,
  { from, agentRange }: Pick<EventsRequest, 'from' | 'agentRange'>
): object[] {
  const filter: object[] = [
    { terms: { 'data.origin.name': originNamesOf(settings.programs) } },
    // A missing time sorts as a number that JavaScript cannot give back exactly.
    { range: { timestamp: { gte: from ?? 0, format: 'epoch_millis' } } },
  ];
  if (agentRange?.from !== undefined || agentRange?.before !== undefined) {
    filter.push({ range: { 'agent.id': { gte: agentRange.from, lt: agentRange.before } } });
  }
  return filter;
}

function namesFilter({ clusters, managers }: EventNames): object {
  return anyOf([{ terms: { 'cluster.name': clusters } }, { terms: { 'manager.name': managers } }]);
}

/** One clause for each manager, because a query has at most 1,024 of them. The indexer takes some 65,000 IDs in one. */
function ofSources(sources: readonly EventSource[]): object[] {
  const agents = new Map<string, string[]>();
  for (const { agent, manager } of sources) {
    const known = agents.get(manager);
    if (known) known.push(agent);
    else agents.set(manager, [agent]);
  }
  return Array.from(agents, ([manager, ids]) => ({
    bool: { filter: [{ terms: { 'agent.id': ids } }, { term: { 'manager.name': manager } }] },
  }));
}

export function eventsOf(
  result: SearchResult,
  settings: Pick<AlertSettings, 'programs'>
): StoredEvent[] {
  return result.hits.flatMap((hit) => eventOf(hit, settings));
}

/** None where it has not our origin. */
export function eventOf(
  { index, id, source }: Hit,
  settings: Pick<AlertSettings, 'programs'>
): StoredEvent[] {
  const event = readReport(settings.programs, source);
  const place = placeOf(index);
  if (!event) return [];
  return [{ event: place === LOCAL_PLACE ? event : { ...event, place }, index, id }];
}

function sortOf(order: EventsRequest['order']): object[] {
  const time = { timestamp: sorted(order === 'newest_first' ? 'desc' : 'asc', 'date') };
  const agent = { 'agent.id': sorted('asc', 'keyword') };
  const rest = [{ id: sorted('asc', 'keyword') }, { 'manager.name': sorted('asc', 'keyword') }];
  return order === 'by_agent' ? [agent, time, ...rest] : [time, agent, ...rest];
}

/** An index without our fields, in a pattern of the person's choosing, is no error. */
function sorted(order: 'asc' | 'desc', type: 'date' | 'keyword'): object {
  return { order, unmapped_type: type };
}
