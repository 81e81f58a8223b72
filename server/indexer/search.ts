import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { asArray, asInteger, asText, field, valueAt } from '../../common/base/json_reading';
import { readBounded } from './bounded_answer';
import type { IndexerSubject } from './indexer_error';
import { IndexerError, codeOf, indexerErrorOf } from './indexer_error';
import type { UnusableIndex } from './unusable_index';
import { isOverShardLimit, unusableIn } from './unusable_index';

export interface SearchRequest {
  readonly index: string;
  readonly body: object;
  /**
   * Subject of the search. With `alerts`, an index that can't be searched for the types of its fields is named in the result, and stops
   * nothing.
   */
  readonly of?: IndexerSubject;
}

export interface Hit {
  readonly index: string;
  readonly id: string;
  readonly source: unknown;
  /** Sort values for `search_after` of the next page. */
  readonly sort: readonly unknown[];
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Number of matches; a lower bound above 10,000 unless requested otherwise. */
  readonly total: number;
  readonly aggregations: unknown;
  /** Indices of alerts of which nothing could be found. */
  readonly unusable?: readonly UnusableIndex[];
}

/** The error of a search for which shards are missing. What the other shards have is true. */
export class IncompleteSearch extends IndexerError {
  constructor(readonly found: SearchResult, type?: string) {
    super('indexer_incomplete', type);
  }
}

const LIMIT_MS = 15000;
/** An index that was just created has its shards on no node for a moment: each day there is such a one of alerts. ms */
const SHARD_PAUSES = [100, 200, 400];

/**
 * Several searches in one request, each with its own result or error. An index that does not exist yet is an empty one; a shard
 * that failed is an error, because what it would have said is missing. One that is on no node yet is waited for a moment.
 * @param mostBytes size above which the answer isn't read on
 * @throws IndexerError of the request as a whole; AnswerTooLarge
 */
export async function searchAll(
  client: OpenSearchClient,
  requests: readonly SearchRequest[],
  limitMs = LIMIT_MS,
  mostBytes = Infinity
): Promise<Array<SearchResult | IndexerError>> {
  const results = await searchOnce(client, requests, { limitMs, mostBytes });
  for (const pause of SHARD_PAUSES) {
    const lacking = results.flatMap((result, index) => (lacksShards(result) ? [index] : []));
    if (lacking.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    const again = await searchOnce(
      client,
      lacking.flatMap((index) => requests[index] ?? []),
      { limitMs, mostBytes }
    );
    lacking.forEach((index, place) => {
      const result = again[place];
      if (result) results[index] = result;
    });
  }
  return results;
}

const lacksShards = (result: SearchResult | IndexerError) =>
  result instanceof IndexerError &&
  result.code === 'indexer_incomplete' &&
  result.type === undefined;

async function searchOnce(
  client: OpenSearchClient,
  requests: readonly SearchRequest[],
  { limitMs, mostBytes }: { readonly limitMs: number; readonly mostBytes: number }
): Promise<Array<SearchResult | IndexerError>> {
  const lines = requests.flatMap(({ index, body }) => [
    { index, ignore_unavailable: true, allow_no_indices: true },
    body,
  ]);
  let answer: unknown;
  const until = performance.now() + limitMs;
  try {
    const arriving = await client.transport.request(
      { method: 'POST', path: '/_msearch', bulkBody: lines },
      { requestTimeout: limitMs, maxRetries: 0, asStream: mostBytes !== Infinity }
    );
    answer = await readBounded(arriving, mostBytes, until - performance.now());
    const { statusCode } = arriving;
    // The client takes no answer for an error that it didn't read itself.
    if (statusCode !== null && statusCode >= 400) {
      throw indexerErrorOf({ meta: { statusCode, body: answer } }, subjectOf(requests));
    }
  } catch (error) {
    throw indexerErrorOf(error, subjectOf(requests));
  }
  const responses = asArray(field(answer, 'responses'));
  if (!responses || responses.length !== requests.length) {
    throw new IndexerError('indexer_failed');
  }
  return responses.map((response, index) => readResponse(response, requests[index]?.of));
}

function subjectOf(requests: readonly SearchRequest[]): IndexerSubject | undefined {
  return requests.every(({ of }) => of === 'alerts') ? 'alerts' : undefined;
}

/** One search; its error is thrown. @param limitMs how long it is waited for */
export async function search(
  client: OpenSearchClient,
  request: SearchRequest,
  limitMs = LIMIT_MS
): Promise<SearchResult> {
  const [result] = await searchAll(client, [request], limitMs);
  return wholeOf(result);
}

export function isIncomplete(
  result: SearchResult | IndexerError | undefined
): result is IncompleteSearch {
  return result instanceof IncompleteSearch;
}

/** Returns what the shards that responded have. @throws IndexerError if none did */
export function foundOf(result: SearchResult | IndexerError | undefined): SearchResult {
  return isIncomplete(result) ? result.found : wholeOf(result);
}

/** Returns what all shards have. @throws IndexerError if one is missing */
export function wholeOf(result: SearchResult | IndexerError | undefined): SearchResult {
  if (!result) throw new IndexerError('indexer_failed');
  if (result instanceof IndexerError) throw result;
  return result;
}

/** A search read page by page; `sort` tells each hit from every other. */
export interface PagedSearch {
  readonly index: string;
  readonly query: object;
  readonly sort: readonly object[];
  readonly size: number;
}

/** @param take gives back whether to go on. @throws IndexerError */
export async function eachPage(
  client: OpenSearchClient,
  { index, query, sort, size }: PagedSearch,
  take: (hits: readonly Hit[]) => Promise<boolean>
): Promise<void> {
  let after: readonly unknown[] | undefined;
  do {
    const { hits } = await search(client, {
      index,
      body: {
        size,
        track_total_hits: false,
        query,
        sort,
        ...(after ? { search_after: after } : {}),
      },
    });
    if (!(await take(hits))) return;
    after = hits[size - 1]?.sort;
  } while (after);
}

function readResponse(
  response: unknown,
  of: IndexerSubject | undefined
): SearchResult | IndexerError {
  const error = field(response, 'error');
  if (error !== undefined) {
    const type = asText(causeTypeOf(error));
    if (isOverShardLimit(error)) return new IndexerError('indexer_shard_limit', type, 'alerts');
    const unusable = of === 'alerts' ? unusableIn(asArray(field(error, 'failed_shards'))) : [];
    if (unusable && unusable.length > 0) {
      return { hits: [], total: 0, aggregations: undefined, unusable };
    }
    if (type === NO_SHARD) return new IndexerError('indexer_incomplete');
    return new IndexerError(codeOf(asInteger(field(response, 'status')) ?? 500, type), type, of);
  }
  const failures = asArray(valueAt(response, '_shards', 'failures')) ?? [];
  const [failure] = failures;
  // A shard that no node has is neither successful nor failed (measured on 2.19); one that was skipped is successful.
  const total = asInteger(valueAt(response, '_shards', 'total')) ?? 0;
  const successful = asInteger(valueAt(response, '_shards', 'successful')) ?? total;
  // A remote cluster that is away, with `skip_unavailable`: its shards are not even counted.
  const away = asInteger(valueAt(response, '_clusters', 'skipped')) ?? 0;
  if (field(response, 'timed_out') === true) return new IndexerError('indexer_timeout');
  const hits = asArray(valueAt(response, 'hits', 'hits'));
  if (!hits) return new IndexerError('indexer_failed');
  const found = {
    hits: hits.map(readHit),
    total: asInteger(valueAt(response, 'hits', 'total', 'value')) ?? hits.length,
    aggregations: field(response, 'aggregations'),
  };
  const failed = asInteger(valueAt(response, '_shards', 'failed')) ?? 0;
  const unusable = of === 'alerts' ? unusableIn(failures) : undefined;
  if (unusable && unusable.length > 0 && successful + failed === total) {
    const rest = { ...found, unusable };
    return away > 0 ? new IncompleteSearch(rest, CLUSTER_AWAY) : rest;
  }
  if (failure !== undefined || successful !== total) {
    return new IncompleteSearch(found, asText(valueAt(failure, 'reason', 'type')));
  }
  return away > 0 ? new IncompleteSearch(found, CLUSTER_AWAY) : found;
}

/** Error type of ours, because OpenSearch has none for it. */
const CLUSTER_AWAY = 'remote_cluster_skipped';

/** The error of a search of which no shard is on a node: it names no cause (measured on 2.19). */
const NO_SHARD = 'search_phase_execution_exception';

function causeTypeOf(error: unknown): unknown {
  const [cause] = asArray(field(error, 'root_cause')) ?? [];
  return field(cause, 'type') ?? field(error, 'type');
}

function readHit(hit: unknown): Hit {
  return {
    index: asText(field(hit, '_index')) ?? '',
    id: asText(field(hit, '_id')) ?? '',
    source: field(hit, '_source'),
    sort: asArray(field(hit, 'sort')) ?? [],
  };
}
