import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { asArray, asInteger, asText, field, valueAt } from '../../common/json_reading';
import { IndexerError, codeOf, indexerErrorOf } from './indexer_error';

export interface SearchRequest {
  readonly index: string;
  readonly body: object;
}

export interface Hit {
  readonly index: string;
  readonly id: string;
  readonly source: unknown;
  /** For `search_after` of the next page. */
  readonly sort: readonly unknown[];
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** How many match; a lower bound above 10,000 unless asked otherwise. */
  readonly total: number;
  readonly aggregations: unknown;
}

const LIMIT_MS = 15000;

/**
 * Several searches in one request, each with its own result or error. An index that does not exist yet is an empty one; a shard
 * that failed is an error, because what it would have said is missing.
 */
export async function searchAll(
  client: OpenSearchClient,
  requests: readonly SearchRequest[],
  limitMs = LIMIT_MS
): Promise<Array<SearchResult | IndexerError>> {
  const lines = requests.flatMap(({ index, body }) => [
    { index, ignore_unavailable: true, allow_no_indices: true },
    body,
  ]);
  let answer: unknown;
  try {
    const { body } = await client.transport.request(
      { method: 'POST', path: '/_msearch', bulkBody: lines },
      { requestTimeout: limitMs, maxRetries: 0 }
    );
    answer = body;
  } catch (error) {
    throw indexerErrorOf(error);
  }
  const responses = asArray(field(answer, 'responses'));
  if (!responses || responses.length !== requests.length) {
    throw new IndexerError('indexer_failed');
  }
  return responses.map(readResponse);
}

/** One search; its error is thrown. @param limitMs how long it is waited for */
export async function search(
  client: OpenSearchClient,
  request: SearchRequest,
  limitMs = LIMIT_MS
): Promise<SearchResult> {
  const [result] = await searchAll(client, [request], limitMs);
  if (!result) throw new IndexerError('indexer_failed');
  if (result instanceof IndexerError) throw result;
  return result;
}

function readResponse(response: unknown): SearchResult | IndexerError {
  const error = field(response, 'error');
  if (error !== undefined) {
    const type = asText(causeTypeOf(error));
    return new IndexerError(codeOf(asInteger(field(response, 'status')) ?? 500, type), type);
  }
  const [failure] = asArray(valueAt(response, '_shards', 'failures')) ?? [];
  // A shard that no node has is neither successful nor failed (measured on 2.19); one that was skipped is successful.
  const total = asInteger(valueAt(response, '_shards', 'total')) ?? 0;
  const successful = asInteger(valueAt(response, '_shards', 'successful')) ?? total;
  if (failure !== undefined || successful < total) {
    return new IndexerError('indexer_failed', asText(valueAt(failure, 'reason', 'type')));
  }
  if (field(response, 'timed_out') === true) return new IndexerError('indexer_timeout');
  const hits = asArray(valueAt(response, 'hits', 'hits'));
  if (!hits) return new IndexerError('indexer_failed');
  return {
    hits: hits.map(readHit),
    total: asInteger(valueAt(response, 'hits', 'total', 'value')) ?? hits.length,
    aggregations: field(response, 'aggregations'),
  };
}

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
