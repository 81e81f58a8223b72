import { answerTo, describeOnBothStores, errorOf } from './both_stores';

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

const at = (minute: number) => Date.UTC(2026, 10, 24, 4, minute);

interface SearchResult {
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
const documents: Record<string, object> = {
  a: { name: 'Anna', words: ['x', 'y'], n: 1, flag: true, at: at(1), agent: { id: '001' } },
  b: { name: 'Ännchen', words: ['y'], n: 2, flag: false, at: at(2), agent: { id: '2', os: 'w' } },
  c: { name: 'anna', words: [], n: 2, at: new Date(at(3)).toISOString(), long: 5 },
  d: { name: 'Bert', n: -1, flag: true, at: at(4), agent: { id: '001' } },
  e: { words: ['x', 'z'], n: 10, at: '2026-11-24T04:05:00.000+0000' },
};

describeOnBothStores('a search', (store) => {
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

  it('gives no contents where none are asked for', async () => {
    const { hits } = await search({ _source: false, sort: ['n'], query: { term: { n: 2 } } });
    expect(hits.hits.map(({ _id }) => _id).sort()).toEqual(['b', 'c']);
    for (const hit of hits.hits) expect(hit).not.toHaveProperty('_source');
  });

  it.each([
    [{ term: { name: 'Anna' } }, 'a'],
    [{ term: { name: { value: 'Anna' } } }, 'a'],
    [{ term: { words: 'y' } }, 'ab'],
    [{ term: { n: 2 } }, 'bc'],
    [{ term: { n: '2' } }, 'bc'],
    [{ term: { flag: true } }, 'ad'],
    [{ term: { flag: 'false' } }, 'b'],
    [{ term: { at: at(3) } }, 'c'],
    [{ term: { at: '2026-11-24T04:03:00.000Z' } }, 'c'],
    [{ term: { at: String(at(5)) } }, 'e'],
    [{ term: { 'agent.id': '001' } }, 'ad'],
    [{ term: { nowhere: 'x' } }, ''],
    [{ term: { agent: '001' } }, ''],
    [{ terms: { name: ['Anna', 'Ännchen', 'nobody'] } }, 'ab'],
    [{ terms: { name: [] } }, ''],
    [{ ids: { values: ['c', 'a', 'nobody'] } }, 'ac'],
    [{ ids: { values: [] } }, ''],
    [{ bool: { filter: [{ ids: { values: ['a', 'b'] } }, { term: { n: 2 } }] } }, 'b'],
    [{ terms: { n: [1, 2] } }, 'abc'],
    [{ range: { n: { gte: 2 } } }, 'bce'],
    [{ range: { n: { gt: 2 } } }, 'e'],
    [{ range: { n: { gt: -1, lt: 10 } } }, 'abc'],
    [{ range: { n: { lte: '1' } } }, 'ad'],
    [{ range: { name: { gte: 'B', lt: 'b' } } }, 'cd'],
    [{ range: { words: { gt: 'x', lt: 'z' } } }, 'ab'],
    [{ range: { at: { gte: at(4) } } }, 'de'],
    [{ range: { at: { gt: at(1), lte: at(3), format: 'epoch_millis' } } }, 'bc'],
    [{ range: { at: { lt: '2026-11-24T04:02:00.000Z' } } }, 'a'],
    [{ range: { nowhere: { gte: 1 } } }, ''],
    [{ exists: { field: 'long' } }, 'c'],
    [{ exists: { field: 'words' } }, 'abe'],
    [{ exists: { field: 'nowhere' } }, ''],
    [{ prefix: { name: 'An' } }, 'a'],
    [{ prefix: { name: { value: 'Än' } } }, 'b'],
    [{ prefix: { words: '' } }, 'abe'],
    [{ prefix: { nowhere: 'x' } }, ''],
    [{ bool: {} }, 'abcde'],
    [{ bool: { filter: [{ term: { n: 2 } }, { exists: { field: 'long' } }] } }, 'c'],
    [{ bool: { filter: { term: { n: 2 } } } }, 'bc'],
    [{ bool: { must: [{ term: { n: 2 } }], must_not: [{ exists: { field: 'long' } }] } }, 'b'],
    [{ bool: { must_not: [{ term: { n: 2 } }, { term: { n: 10 } }] } }, 'ad'],
    [{ bool: { should: [{ term: { n: 1 } }, { term: { n: 10 } }] } }, 'ae'],
    [{ bool: { should: [{ term: { n: 1 } }], filter: [{ term: { words: 'x' } }] } }, 'ae'],
    [
      {
        bool: {
          should: [{ term: { n: 1 } }],
          filter: [{ term: { words: 'x' } }],
          minimum_should_match: 1,
        },
      },
      'a',
    ],
    [{ bool: { filter: [{ bool: { should: [{ bool: { must_not: [] } }] } }] } }, 'abcde'],
  ])('for %j finds %j', async (query, word) => {
    expect(wordOf(await search({ query, sort: [{ at: 'asc' }] }))).toBe(word);
    expect((await store.client.count({ index, body: { query } })).body).toMatchObject({
      count: word.length,
    });
  });

  it('without a query finds all', async () => {
    expect((await search({})).hits.total).toEqual({ value: 5, relation: 'eq' });
    expect((await store.client.count({ index })).body).toMatchObject({ count: 5 });
    expect((await store.client.search({ index })).body.hits.hits).toHaveLength(5);
  });

  it.each([
    [{ term: { n: 'x' } }, 'query_shard_exception'],
    [{ terms: { n: [1, 'x'] } }, 'query_shard_exception'],
    [
      { bool: { must_not: [{ bool: { should: [{ term: { n: 'x' } }] } }] } },
      'query_shard_exception',
    ],
    [{ range: { n: { gte: 'x' } } }, 'query_shard_exception'],
  ])('for %j is refused when it is carried out', async (query, cause) => {
    expect(await refusalOf({ query })).toMatchObject({
      status: 400,
      body: {
        status: 400,
        error: {
          type: 'search_phase_execution_exception',
          reason: 'all shards failed',
          root_cause: [{ type: cause, reason: expect.stringMatching(/failed to create query/) }],
        },
      },
    });
  });

  it('for terms that are no list is refused', async () => {
    expect(await refusalOf({ query: { terms: { name: 'x' } } })).toMatchObject(
      errorOf(400, 'parsing_exception')
    );
  });

  it.each([
    [['at'], 'abcde'],
    [[{ at: 'desc' }], 'edcba'],
    [[{ at: { order: 'desc' } }], 'edcba'],
    [[{ n: 'asc' }, { at: 'desc' }], 'dacbe'],
    [[{ n: { order: 'desc' } }, { at: { order: 'asc' } }], 'ebcad'],
    [[{ name: 'asc' }], 'adcbe'],
    [[{ name: 'desc' }], 'bcdae'],
    [[{ long: { order: 'asc', missing: '_last' } }, { at: 'asc' }], 'cabde'],
    [[{ long: 'desc' }, { at: 'asc' }], 'cabde'],
    [[{ words: 'asc' }, { at: 'asc' }], 'aebcd'],
    [[{ words: 'desc' }, { at: 'asc' }], 'eabcd'],
    [[{ flag: 'asc' }, { at: 'asc' }], 'badce'],
    [[{ 'agent.os': 'asc' }, { at: 'asc' }], 'bacde'],
    [[{ nowhere: { order: 'asc', unmapped_type: 'keyword' } }, { at: 'desc' }], 'edcba'],
    [[{ nowhere: { order: 'desc', unmapped_type: 'date' } }, { at: 'desc' }], 'edcba'],
  ])('sorted by %j gives %s', async (sort, word) => {
    expect(wordOf(await search({ sort }))).toBe(word);
  });

  it('tells what it sorted by, and what stands for nothing', async () => {
    const query = { terms: { at: [at(1), at(3)] } };
    const keys = ['at', 'n', 'name', 'agent.os', 'long', 'flag'];
    const ascending = await search({ query, sort: keys.map((key) => ({ [key]: 'asc' })) });
    expect(sortsOf(ascending)).toEqual([
      [at(1), 1, 'Anna', null, 2 ** 63, 1],
      [at(3), 2, 'anna', null, 5, 2 ** 31 - 1],
    ]);
    const descending = await search({ query, sort: keys.map((key) => ({ [key]: 'desc' })) });
    expect(sortsOf(descending)).toEqual([
      [at(3), 2, 'anna', null, 5, -(2 ** 31)],
      [at(1), 1, 'Anna', null, -(2 ** 63), 1],
    ]);
    expect(ascending.hits).toMatchObject({ max_score: null, hits: [{ _score: null }, {}] });
  });

  it.each([
    [[{ n: 'asc' }, { at: 'asc' }]],
    [[{ n: 'desc' }, { at: 'desc' }]],
    [[{ name: 'asc' }]],
    [[{ name: 'desc' }]],
    [[{ 'agent.os': 'desc' }, { name: 'asc' }]],
    [[{ nowhere: { order: 'asc', unmapped_type: 'keyword' } }, { at: 'asc' }]],
  ])('goes on behind the last one seen, sorted by %j, missing and repeating none', async (sort) => {
    const whole = wordOf(await search({ sort }));
    let paged = '';
    let after: unknown[] | undefined;
    for (;;) {
      const page = await search({ sort, size: 2, ...(after ? { search_after: after } : {}) });
      if (page.hits.hits.length === 0) break;
      expect(page.hits.total.value).toBe(5);
      paged += wordOf(page);
      after = sortsOf(page).pop();
    }
    expect(paged).toBe(whole);
    expect(paged).toHaveLength(5);
  });

  it('sorted by a field that exists nowhere is refused', async () => {
    expect(await refusalOf({ sort: [{ nowhere: 'asc' }] })).toMatchObject({
      status: 400,
      body: {
        error: {
          type: 'search_phase_execution_exception',
          root_cause: [
            {
              type: 'query_shard_exception',
              reason: 'No mapping found for [nowhere] in order to sort on',
            },
          ],
        },
      },
    });
  });

  it.each([
    [{ size: 10_001 }, /^Result window is too large/],
    [{ from: 9_000, size: 1_001 }, /^Result window is too large/],
    [{ sort: ['n', 'at'], search_after: [1] }, 'search_after has 1 value(s) but sort has 2.'],
  ])('of %j is refused', async (body, reason) => {
    expect(await refusalOf(body)).toMatchObject({
      status: 400,
      body: {
        error: {
          type: 'search_phase_execution_exception',
          root_cause: [
            {
              type: 'illegal_argument_exception',
              reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
            },
          ],
        },
      },
    });
  });

  it('gives the part of the results that was asked for, and counts all', async () => {
    const part = await search({ sort: ['at'], from: 1, size: 2 });
    expect(wordOf(part)).toBe('bc');
    expect(part.hits.total).toEqual({ value: 5, relation: 'eq' });
    expect((await search({ size: 0 })).hits).toMatchObject({ total: { value: 5 }, hits: [] });
  });

  it('counts as far as it was asked to', async () => {
    expect((await search({ track_total_hits: false })).hits).not.toHaveProperty('total');
    expect((await search({ track_total_hits: true })).hits.total).toEqual({
      value: 5,
      relation: 'eq',
    });
  });

  it('gives the parts of the documents that were asked for', async () => {
    const [hit] = (await search({ query: { term: { name: 'Ännchen' } } })).hits.hits;
    expect(hit).toMatchObject({ _index: index, _id: 'b', _source: documents.b });
    expect(hit).not.toHaveProperty('_seq_no');
    const only = async (_source: unknown) =>
      (await search({ query: { term: { name: 'Ännchen' } }, _source })).hits.hits[0]?._source;
    expect(await only(['n', 'agent.os', 'nowhere'])).toEqual({ n: 2, agent: { os: 'w' } });
    expect(await only(['agent'])).toEqual({ agent: { id: '2', os: 'w' } });
    expect(await only('n')).toEqual({ n: 2 });
    expect(await only(false)).toBeUndefined();
  });

  it('gives what a conditional write needs where it was asked for', async () => {
    const body = await search({ sort: ['at'], seq_no_primary_term: true });
    expect(body.hits.hits[1]).toMatchObject({ _id: 'b', _seq_no: 1, _primary_term: 1 });
  });

  it('counts documents by the words of a field, the most frequent first', async () => {
    const aggs = {
      words: { terms: { field: 'words' } },
      two: { terms: { field: 'words', size: 2 } },
      agents: { terms: { field: 'agent.id' } },
    };
    const { hits, aggregations } = await search({ size: 0, aggs });
    expect(hits.hits).toEqual([]);
    const none = { doc_count_error_upper_bound: 0, sum_other_doc_count: 0 };
    const [x, y, z] = [
      { key: 'x', doc_count: 2 },
      { key: 'y', doc_count: 2 },
      { key: 'z', doc_count: 1 },
    ];
    expect(aggregations).toEqual({
      words: { ...none, buckets: [x, y, z] },
      two: { ...none, sum_other_doc_count: 1, buckets: [x, y] },
      agents: {
        ...none,
        buckets: [
          { key: '001', doc_count: 2 },
          { key: '2', doc_count: 1 },
        ],
      },
    });
  });

  it('counts by words only what it found', async () => {
    const query = { range: { n: { gte: 2 } } };
    const { aggregations } = await search({
      query,
      aggs: { words: { terms: { field: 'words' } } },
    });
    expect(aggregations.words?.buckets).toEqual([
      { key: 'x', doc_count: 1 },
      { key: 'y', doc_count: 1 },
      { key: 'z', doc_count: 1 },
    ]);
  });

  it('beside others in one request has an answer of its own', async () => {
    const { body } = await store.client.msearch({
      body: [
        { index },
        { query: { term: { n: 2 } }, sort: ['at'] },
        { index: `${index}-none` },
        {},
        { index: [`${index}-none`, index], ignore_unavailable: true },
        { size: 0 },
        { index },
        { sort: ['nowhere'] },
      ],
    });
    expect(body.responses).toMatchObject([
      { status: 200, timed_out: false, _shards: { failed: 0 }, hits: { total: { value: 2 } } },
      { status: 404, error: { type: 'index_not_found_exception' } },
      { status: 200, hits: { total: { value: 5 }, hits: [] } },
      { status: 400, error: { type: 'search_phase_execution_exception' } },
    ]);
    expect(wordOf(body.responses[0])).toBe('bc');
  });
});
