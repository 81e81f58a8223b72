import type { StoreUnderTest } from './both_stores';
import { answerTo } from './both_stores';

const mappings = {
  dynamic: 'strict',
  properties: {
    name: { type: 'keyword' },
    words: { type: 'keyword' },
    n: { type: 'integer' },
    long: { type: 'long' },
    flag: { type: 'boolean' },
    at: { type: 'date' },
    agent: { properties: { id: { type: 'keyword' }, os: { type: 'keyword' } } },
  },
};

/** A time in milliseconds, by its minute. */
export const at = (minute: number) => Date.UTC(2026, 10, 24, 4, minute);

/** The part of an answer that tests look at. */
export interface SearchResult {
  readonly hits: {
    readonly total: { readonly value: number; readonly relation: string };
    readonly hits: ReadonlyArray<{
      readonly _id: string;
      readonly _source?: unknown;
      readonly sort?: unknown[];
    }>;
  };
  readonly aggregations: Record<string, { readonly buckets: unknown[] }>;
}

/** Names that make a result read as a word. */
export const documents: Record<string, object> = {
  a: { name: 'Anna', words: ['x', 'y'], n: 1, flag: true, at: at(1), agent: { id: '001' } },
  b: { name: 'Ännchen', words: ['y'], n: 2, flag: false, at: at(2), agent: { id: '2', os: 'w' } },
  c: { name: 'anna', words: [], n: 2, at: new Date(at(3)).toISOString(), long: 5 },
  d: { name: 'Bert', n: -1, flag: true, at: at(4), agent: { id: '001' } },
  e: { words: ['x', 'z'], n: 10, at: '2026-11-24T04:05:00.000+0000' },
};

/** Fills an index before the tests of a `describe`, and searches it. */
export function searchedDocuments(store: StoreUnderTest) {
  let index: string;

  beforeAll(async () => {
    index = store.index();
    await store.client.indices.create({ index, body: { mappings } });
    const lines = Object.entries(documents).flatMap(([_id, document]) => [
      { create: { _index: index, _id } },
      document,
    ]);
    await store.client.bulk({ body: lines, refresh: true });
  });

  const search = async (body: object) =>
    (await store.client.search<SearchResult>({ index, body })).body;
  const refusalOf = (body: object) => answerTo(store.client.search({ index, body }));
  const wordOf = (body: SearchResult) => body.hits.hits.map(({ _id }) => _id).join('');
  const sortsOf = (body: SearchResult) => body.hits.hits.map(({ sort }) => sort);

  return { indexName: () => index, search, refusalOf, wordOf, sortsOf };
}
