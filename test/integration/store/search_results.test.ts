import { describeOnBothStores } from './both_stores';
import { at, documents, searchedDocuments } from './searched_documents';

describeOnBothStores('the results of a search', (store) => {
  const { indexName, search, refusalOf, wordOf, sortsOf } = searchedDocuments(store);

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
    expect(hit).toMatchObject({ _index: indexName(), _id: 'b', _source: documents.b });
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
        { index: indexName() },
        { query: { term: { n: 2 } }, sort: ['at'] },
        { index: `${indexName()}-none` },
        {},
        { index: [`${indexName()}-none`, indexName()], ignore_unavailable: true },
        { size: 0 },
        { index: indexName() },
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
