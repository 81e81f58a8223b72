import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { asArray, asInteger, asText, field, valueAt } from '../../common/base/json_reading';
import type { AlertContents } from '../indexer/alert_contents';
import type { AgentRange, EventsRequest } from '../indexer/alerts';
import { agentCountsSearch, eventsSearch } from '../indexer/alerts';
import type { IncompleteSearch, SearchRequest, SearchResult } from '../indexer/search';
import { foundOf, isIncomplete } from '../indexer/search';

export interface ReadByEndpoint {
  readonly client: OpenSearchClient;
  readonly contents: Pick<AlertContents, 'searchAll' | 'settings'>;
  /** `timestamp` from, ms. */
  readonly from: number;
  /** Receives each page once, up to `AT_ONCE` at a time: never two with events of the same agent. */
  readonly take: (page: SearchResult) => Promise<void>;
  readonly isStopped: () => boolean;
  /** A shard is missing: what the others have is read, and the rest is not. */
  readonly onIncomplete: (error: IncompleteSearch) => void;
}

const PAGE = 2000;
/** Readers that take turns at the indexer: while one folds, it has something to search. */
const AT_ONCE = 2;
/** Agents that are counted in one request. */
const COUNTED = 10000;

/**
 * Reads all events from a time on, endpoint by endpoint, so that each projection is written once and not once for each of its events.
 *
 * One sorted search could page through this order, but every page would then sort a page's worth of events in each shard. With three shards
 * a day and 30 days, that is 90 times the work. So agents are counted first, and each search covers only as many agents as fill about one
 * page. A count only decides where pages begin: no event is missed where it is wrong.
 * @throws IndexerError
 */
export async function readByEndpoint(reading: ReadByEndpoint): Promise<void> {
  const ranges = rangesOf(await countAgents(reading, {}));
  let next = 0;
  const reader = async () => {
    for (let range = ranges[next++]; range && !reading.isStopped(); range = ranges[next++]) {
      try {
        await readRange(reading, range);
      } catch (error) {
        // The others are not to go on with what has to be done again.
        next = ranges.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
}

/** Searches the shards that respond. */
async function searched(
  { client, contents, onIncomplete }: ReadByEndpoint,
  request: SearchRequest
): Promise<SearchResult> {
  const [result] = await contents.searchAll(client, [request]);
  if (isIncomplete(result)) onIncomplete(result);
  return foundOf(result);
}

async function readRange(reading: ReadByEndpoint, agentRange: AgentRange): Promise<void> {
  const { contents, from, take, isStopped } = reading;
  const request: EventsRequest = { from, agentRange, order: 'by_agent', size: PAGE };
  let after: readonly unknown[] | undefined;
  do {
    const page = await searched(reading, eventsSearch(contents.settings, { ...request, after }));
    await take(page);
    after = page.hits[PAGE - 1]?.sort;
  } while (after && !isStopped());
}

interface AgentCount {
  readonly agent: string;
  readonly events: number;
}

/** Counts the events of each agent in a range. If there are too many agents for one response, it counts each half. */
async function countAgents(reading: ReadByEndpoint, range: AgentRange): Promise<AgentCount[]> {
  const { contents, from } = reading;
  const request = agentCountsSearch(contents.settings, { from, agentRange: range, size: COUNTED });
  const { aggregations } = await searched(reading, request);
  const counts = (asArray(valueAt(aggregations, 'agents', 'buckets')) ?? [])
    .flatMap((bucket) => {
      const agent = asText(field(bucket, 'key'));
      return agent === undefined
        ? []
        : [{ agent, events: asInteger(field(bucket, 'doc_count')) ?? 0 }];
    })
    .sort((a, b) => (a.agent < b.agent ? -1 : 1));
  const isWhole = (asInteger(valueAt(aggregations, 'agents', 'sum_other_doc_count')) ?? 0) === 0;
  const middle = counts[Math.floor(counts.length / 2)]?.agent;
  if (isWhole || middle === undefined || counts.length < 2) return counts;
  const lower = await countAgents(reading, { ...range, before: middle });
  return [...lower, ...(await countAgents(reading, { ...range, from: middle }))];
}

/** Ranges that leave no gap, each of about a page, or of one agent that has more. */
function rangesOf(counts: readonly AgentCount[]): AgentRange[] {
  const starts: string[] = [];
  let filled = 0;
  for (const { agent, events } of counts) {
    if (filled > 0 && filled + events > PAGE) {
      starts.push(agent);
      filled = 0;
    }
    filled += events;
  }
  return Array.from({ length: starts.length + 1 }, (_, index) => ({
    from: starts[index - 1],
    before: starts[index],
  }));
}
