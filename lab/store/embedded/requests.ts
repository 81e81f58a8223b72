import { omit, uniqueId } from 'lodash';
import type { Indices } from './indices';
import { listOf, objectOf } from './json';
import type { JsonObject } from './json';
import { _shards, find, search, sourceOf } from './search';
import { notSupported, partsOf, StoreError } from './store_error';

export interface StoreRequest extends Record<'query' | 'body', JsonObject> {
  readonly index: string;
  readonly id: string;
  /** Pairs of a `_bulk` or `_msearch`: what to do, and on what. */
  readonly pairs: readonly JsonObject[][];
}

const noSecurity = 'no handler found for uri [/_plugins/_security/api/account] and method [GET]';

/** HTTP status of an answer, or of a part of one. */
export function statusOf({ result, found, error }: JsonObject): number {
  return error !== undefined ? 400 : result === 'created' ? 201 : found === false ? 404 : 200;
}

function read(indices: Indices, from: JsonObject): JsonObject {
  const { _index: index, _id: id, _source } = partsOf(from, '_index _id _source');
  const [_index, _id] = [String(index), String(id)];
  const document = indices.existing(_index).byId.get(_id);
  if (document === undefined) return { _index, _id, found: false };
  const { version: _version, position } = document;
  return { _index, _id, _version, ...position, found: true, ...sourceOf(document, _source) };
}

function write(indices: Indices, action: string, to: JsonObject, source: JsonObject): JsonObject {
  const parts = partsOf(to, '_index _id if_seq_no if_primary_term refresh');
  const { _id: id = uniqueId('auto-'), if_seq_no, if_primary_term } = parts;
  const [_index, _id] = [String(parts._index), String(id)];
  if (action !== 'index' && action !== 'create') throw notSupported(`the action "${action}"`);
  const expected = { _seq_no: Number(if_seq_no), _primary_term: Number(if_primary_term) };
  const onlyIf = action === 'create' ? 'absent' : if_seq_no === undefined ? 'none' : expected;
  const { version: _version, position } = indices.forWriting(_index).write(_id, source, onlyIf);
  const result = _version === 1 ? 'created' : 'updated';
  return { _index, _id, _version, result, _shards, ...position };
}

/** One of several in a request: where it fails, the others go on. */
function oneOfSeveral(answer: () => JsonObject): JsonObject {
  try {
    const body = answer();
    return { ...body, status: statusOf(body) };
  } catch (error) {
    if (error instanceof StoreError && error.status !== 501) return error.body;
    throw error;
  }
}

/** Answers by methods and path. */
export const answers: Record<string, (indices: Indices, request: StoreRequest) => JsonObject> = {
  'GET /': () => ({ name: 'embedded', version: { distribution: 'opensearch', number: '2.19.1' } }),
  'GET /_plugins/_security/api/account': () => ({ error: noSecurity }),
  'PUT /_index_template/{id}': (indices, { id, body }) => {
    indices.templates.set(id, body);
    return { acknowledged: true };
  },
  'PUT /{index}': (indices, { index, body }) => {
    indices.create(index, body);
    return { acknowledged: true, shards_acknowledged: true, index };
  },
  'GET /{index}': (indices, { index }) => ({ [index]: indices.existing(index).description }),
  'GET /{index}/_mapping': (indices, { index }) => ({
    [index]: indices.existing(index).description,
  }),
  'GET /{index}/_doc/{id}': (indices, { index, id }) => read(indices, { _index: index, _id: id }),
  'PUT /{index}/_doc/{id}': (indices, { index, id, query, body }) =>
    write(indices, 'index', { _index: index, _id: id, ...query }, body),
  'PUT /{index}/_create/{id}': (indices, { index, id, query, body }) =>
    write(indices, 'create', { _index: index, _id: id, ...query }, body),
  'POST /_mget': (indices, { body }) => {
    const docs = listOf(body.docs).map(objectOf);
    const found = docs.map((doc) => oneOfSeveral(() => read(indices, doc)));
    return { docs: found.map((one, n) => ({ ...omit(docs[n], '_source'), ...one })) };
  },
  'POST /_bulk': (indices, { pairs }) => {
    const items = pairs.map(([line = {}, source = {}]) => {
      const [[action, target] = ['', null]] = Object.entries(line);
      const done = oneOfSeveral(() => write(indices, action, objectOf(target), source));
      return { [action]: { ...objectOf(target), ...done } };
    });
    return { took: 0, errors: JSON.stringify(items).includes('"error":'), items };
  },
  'POST /_msearch': (indices, { pairs }) => {
    const responses = pairs.map(([{ index = '*', ...options } = {}, body = {}]) =>
      oneOfSeveral(() => search(indices.named(listOf(index).join(), options), body))
    );
    return { took: 0, responses };
  },
  'GET,POST /{index}/_search': (indices, { index, query, body }) =>
    search(indices.named(index, query), body),
  'GET,POST /{index}/_count': (indices, { index, query, body }) => ({
    ...{ count: find(indices.named(index, query), partsOf(body, 'query')).length, _shards },
  }),
  'GET,POST /{index}/_refresh': (indices, { index, query }) => {
    indices.named(index, query).forEach((one) => one.refresh());
    return { _shards };
  },
};
