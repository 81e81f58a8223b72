import { describeOnBothStores, errorOf } from './both_stores';
import { at, searchedDocuments } from './searched_documents';

describeOnBothStores('a search', (store) => {
  const { indexName, search, refusalOf, wordOf } = searchedDocuments(store);

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
    expect((await store.client.count({ index: indexName(), body: { query } })).body).toMatchObject({
      count: word.length,
    });
  });

  it('without a query finds all', async () => {
    expect((await search({})).hits.total).toEqual({ value: 5, relation: 'eq' });
    expect((await store.client.count({ index: indexName() })).body).toMatchObject({ count: 5 });
    expect((await store.client.search({ index: indexName() })).body.hits.hits).toHaveLength(5);
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
});
