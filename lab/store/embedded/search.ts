import { countBy, mapValues, max, min, orderBy, pick, sumBy, uniq } from 'lodash';
import { isObject, listOf, objectOf } from './json';
import type { Json, JsonObject } from './json';
import type { Fields, Mapping } from './mapping';
import { matches } from './query';
import { notSupported, partsOf, searchFailed } from './store_error';
import type { StoredDocument, StoredIndex } from './stored_index';

export const _shards = { total: 1, successful: 1, skipped: 0, failed: 0 };
const largestWindow = 10_000;
const known = 'query sort size from search_after aggs _source track_total_hits seq_no_primary_term';

/** `field`, `{field: order}` or `{field: {order, …}}`. */
function readSort(sort: Json) {
  const [field, given] = Object.entries(objectOf(sort))[0] ?? [String(sort), 'asc'];
  const parts = partsOf(isObject(given) ? given : { order: given }, 'order missing unmapped_type');
  const { order, missing = '_last', unmapped_type: unmapped } = parts;
  if (field.startsWith('_') || missing !== '_last') throw notSupported(`the sort by "${field}"`);
  return { field, unmapped, order: order === 'desc' ? ('desc' as const) : ('asc' as const) };
}
type SortKey = ReturnType<typeof readSort>;

function sortValue(mapping: Mapping, fields: Fields, { field, unmapped, order }: SortKey): Json {
  const type = mapping.typeOf(field) ?? unmapped;
  if (type === 'text') throw notSupported(`the sort by the text "${field}"`);
  if (type === undefined) {
    const reason = `No mapping found for [${field}] in order to sort on`;
    throw searchFailed('query_shard_exception', reason);
  }
  // Where a number is missing, OpenSearch takes the last one of its type.
  const limit = type === 'integer' || type === 'boolean' ? 2 ** 31 : 2 ** 63;
  const [first, last] = order === 'asc' ? [min, limit - 1] : [max, -limit];
  return first(fields.get(field)) ?? (type === 'keyword' ? null : last);
}

/** Returns the part of a document that `_source` names: all, nothing or paths. */
export function sourceOf({ source }: StoredDocument, wanted: Json = true): JsonObject {
  if (typeof wanted === 'boolean') return wanted ? { _source: source } : {};
  const paths = listOf(wanted).map(String);
  if (paths.some((path) => /[*[]/.test(path))) throw notSupported(`the source "${paths}"`);
  return { _source: pick(source, paths) };
}

/** All that match, with what they are sorted by. */
export function find(indices: readonly StoredIndex[], { query, sort }: JsonObject) {
  const keys = listOf(sort).map(readSort);
  return indices.flatMap((index) => {
    const holds = (at: Fields) => query === undefined || matches(query, index.mapping, at);
    const valuesOf = (at: Fields) => keys.map((key) => sortValue(index.mapping, at, key));
    // What is wrong with a search is wrong in an empty index, too.
    [holds, valuesOf].forEach((read) => read(new Map()));
    const documents = index.documents().filter(({ fields }) => holds(fields));
    return documents.map((document) => ({ document, index, sort: valuesOf(document.fields) }));
  });
}
type Match = ReturnType<typeof find>[number];

function bucketsOf(found: readonly Match[], aggregation: Json): JsonObject {
  const terms = partsOf(partsOf(aggregation, 'terms').terms, 'field size');
  const field = String(terms.field);
  const other = found.find(({ index }) => index.mapping.typeOf(field) !== 'keyword');
  if (other !== undefined) throw notSupported(`the terms of "${field}", which is no keyword`);
  const counts = countBy(found.flatMap(({ document }) => uniq(document.fields.get(field))));
  const all = Object.entries(counts).map(([key, count]) => ({ key, doc_count: count }));
  const sorted = orderBy(all, ['doc_count', 'key'], ['desc', 'asc']);
  const buckets = sorted.slice(0, Number(terms.size ?? 10));
  const others = sumBy(sorted.slice(buckets.length), 'doc_count');
  return { doc_count_error_upper_bound: 0, sum_other_doc_count: others, buckets };
}

/** Sorts by the keys; missing texts come last, whatever the order. */
function inOrder<One extends { sort: Json[] }>(all: readonly One[], keys: readonly SortKey[]) {
  const by = keys.flatMap((_key, n) => [(one: One) => one.sort[n] === null, `sort[${n}]`]);
  const orders = keys.flatMap(({ order }) => ['asc' as const, order]);
  return orderBy(all, by, orders);
}

/** The answer to a `_search` with that body. */
export function search(indices: readonly StoredIndex[], body: JsonObject): JsonObject {
  const parts = partsOf(body, known);
  const { size = 10, from = 0, search_after: after, track_total_hits: exact } = parts;
  const [keys, last] = [listOf(body.sort).map(readSort), { sort: listOf(after) }];
  const refuse = (reason: string) => searchFailed('illegal_argument_exception', reason);
  if (Number(from) + Number(size) > largestWindow) throw refuse('Result window is too large');
  if (after !== undefined && last.sort.length !== keys.length) {
    throw refuse(`search_after has ${last.sort.length} value(s) but sort has ${keys.length}.`);
  }
  const found = find(indices, body);
  // The last one seen comes behind all that are sorted alike.
  const all = inOrder<Match | typeof last>(after ? [...found, last] : found, keys);
  const rest = all.slice(all.indexOf(last) + 1).flatMap((one) => ('index' in one ? [one] : []));
  const hits = rest.slice(Number(from), Number(from) + Number(size)).map((hit) => ({
    ...{ _index: hit.index.name, _id: hit.document.id, _score: body.sort === undefined ? 1 : null },
    ...(body.seq_no_primary_term === true ? hit.document.position : {}),
    ...sourceOf(hit.document, body._source),
    ...(body.sort === undefined ? {} : { sort: hit.sort }),
  }));
  const counted = exact === true ? Infinity : Number(exact ?? largestWindow);
  const relation = found.length > counted ? 'gte' : 'eq';
  const total = { value: Math.min(found.length, counted), relation };
  const aggregations = mapValues(objectOf(body.aggs), (one) => bucketsOf(found, one));
  return {
    ...{ took: 0, timed_out: false, _shards },
    hits: { ...(exact === false ? {} : { total }), max_score: null, hits },
    ...(body.aggs === undefined ? {} : { aggregations }),
  };
}
