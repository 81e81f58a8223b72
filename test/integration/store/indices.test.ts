import { answerTo, describeOnBothStores, errorOf } from './both_stores';

const mappings = {
  dynamic: 'strict',
  _meta: { schema_version: 3 },
  properties: {
    keyword: { type: 'keyword' },
    short: { type: 'keyword', ignore_above: 5 },
    text: { type: 'text' },
    integer: { type: 'integer' },
    long: { type: 'long' },
    boolean: { type: 'boolean' },
    date: { type: 'date' },
    time: { type: 'date', format: 'epoch_millis' },
    kept: { type: 'object', enabled: false },
    agent: { properties: { id: { type: 'keyword' } } },
  },
};

describeOnBothStores('indices with a strict mapping', (store) => {
  let index: string;

  beforeEach(async () => {
    index = store.index();
    await store.client.indices.create({
      index,
      body: { settings: { index: { number_of_shards: 1, refresh_interval: '1s' } }, mappings },
    });
  });

  const write = (document: object, id = '1') =>
    answerTo(store.client.index({ index, id, body: document, refresh: true }));
  const count = async (query: object) => {
    const { body } = await store.client.count({ index, body: { query } });
    return body.count;
  };

  it('are created, and then exist', async () => {
    const other = store.index();
    expect((await store.client.indices.exists({ index: other })).body).toBe(false);
    expect(
      await answerTo(store.client.indices.create({ index: other, body: { mappings } }))
    ).toEqual({
      status: 200,
      body: { acknowledged: true, shards_acknowledged: true, index: other },
    });
    expect((await store.client.indices.exists({ index: other })).body).toBe(true);
  });

  it('are created once', async () => {
    expect(
      await answerTo(store.client.indices.create({ index, body: { mappings } }))
    ).toMatchObject(errorOf(400, 'resource_already_exists_exception'));
  });

  it.each(['UPPER', '_begin', 'a*b', 'a,b', 'a b'])('are not called %s', async (name) => {
    const answer = await answerTo(
      store.client.transport.request({ method: 'PUT', path: `/${encodeURIComponent(name)}` })
    );
    expect(answer).toMatchObject(errorOf(400, 'invalid_index_name_exception'));
  });

  it('tell their mapping, with the version that was written into it', async () => {
    const { body } = await store.client.indices.getMapping({ index });
    expect(body).toEqual({ [index]: { mappings: expect.objectContaining(mappings) } });
  });

  it('have no mapping where they do not exist', async () => {
    const answer = await answerTo(store.client.indices.getMapping({ index: `${index}-none` }));
    expect(answer).toMatchObject(errorOf(404, 'index_not_found_exception'));
  });

  it.each([
    ['beside the named ones', { other: 1 }, '[other] within [_doc]'],
    ['within an object', { agent: { id: '1', other: 1 } }, '[other] within [agent]'],
    [
      'within an object of a list',
      { agent: [{ id: '1' }, { other: 1 }] },
      '[other] within [agent]',
    ],
  ])('refuse a field that is not named, %s', async (_where, document, place) => {
    const reason = `mapping set to strict, dynamic introduction of ${place} is not allowed`;
    expect(await write(document)).toMatchObject(
      errorOf(400, 'strict_dynamic_mapping_exception', reason)
    );
  });

  it.each([
    [{ integer: 'abc' }],
    [{ integer: 3_000_000_000 }],
    [{ integer: true }],
    [{ long: { a: 1 } }],
    [{ boolean: 'maybe' }],
    [{ boolean: 1 }],
    [{ keyword: { a: 1 } }],
    [{ agent: '001' }],
    [{ date: 'yesterday' }],
    [{ date: '2026-11-24 04:19:33' }],
    [{ date: '2026-02-30T00:00:00Z' }],
    [{ date: true }],
    [{ date: '' }],
  ])('refuse %j', async (document) => {
    expect(await write(document)).toMatchObject(
      errorOf(400, 'mapper_parsing_exception', expect.stringMatching(/parse/))
    );
    expect(await answerTo(store.client.get({ index, id: '1' }))).toMatchObject({ status: 404 });
  });

  it.each([
    [{ integer: '5' }, { term: { integer: 5 } }],
    [{ integer: 5.7 }, { term: { integer: 5 } }],
    [{ integer: [5, 6] }, { term: { integer: 6 } }],
    [{ integer: -5 }, { term: { integer: '-5' } }],
    [{ long: 1_795_493_973_456 }, { term: { long: '1795493973456' } }],
    [{ boolean: 'true' }, { term: { boolean: true } }],
    [{ boolean: false }, { term: { boolean: 'false' } }],
    [{ keyword: 5 }, { term: { keyword: '5' } }],
    [{ keyword: true }, { term: { keyword: 'true' } }],
    [{ keyword: ['a', 'b'] }, { term: { keyword: 'b' } }],
    [{ keyword: [['a'], ['b']] }, { term: { keyword: 'b' } }],
    [{ agent: [{ id: '1' }, { id: '2' }] }, { term: { 'agent.id': '2' } }],
    [{ time: '1795493973456' }, { term: { time: 1_795_493_973_456 } }],
  ])('take %j, and find it by %j', async (document, query) => {
    expect(await write(document)).toMatchObject({ status: 201 });
    expect(await count(query)).toBe(1);
    expect(await answerTo(store.client.get({ index, id: '1' }))).toMatchObject({
      body: { _source: document },
    });
  });

  it.each([
    '2026-11-24T04:19:33.456Z',
    '2026-11-24T04:19:33.456+0000',
    '2026-11-24T05:19:33.456+01:00',
    '2026-11-24T04:19:33.456',
    '2026-11-24T04:19:33.456789Z',
    1_795_493_973_456,
    '1795493973456',
  ])('take %s for one and the same time', async (date) => {
    expect(await write({ date })).toMatchObject({ status: 201 });
    expect(await count({ term: { date: 1_795_493_973_456 } })).toBe(1);
  });

  it.each([
    ['2026-11-24T04:19:33Z', Date.UTC(2026, 10, 24, 4, 19, 33)],
    ['2026-11-24T04:19Z', Date.UTC(2026, 10, 24, 4, 19)],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['2026-11', Date.UTC(2026, 10)],
    ['2026', Date.UTC(2026, 0)],
  ])('take the date %s for its beginning', async (date, time) => {
    expect(await write({ date })).toMatchObject({ status: 201 });
    expect(await count({ term: { date: time } })).toBe(1);
  });

  it('leave out null and empty lists', async () => {
    await write({ keyword: null, integer: [], agent: null });
    expect(await count({ exists: { field: 'keyword' } })).toBe(0);
    expect(await count({ exists: { field: 'integer' } })).toBe(0);
  });

  it('keep an object that is not enabled, whatever is in it, and do not search it', async () => {
    const document = { kept: { a: [1, { b: 'x' }], c: null, 'd.e': { f: 1.5 } } };
    expect(await write(document)).toMatchObject({ status: 201 });
    expect(await count({ term: { 'kept.c': 'x' } })).toBe(0);
    expect(await answerTo(store.client.get({ index, id: '1' }))).toMatchObject({
      body: { _source: document },
    });
  });

  it('keep a keyword above its limit, and do not search it', async () => {
    expect(await write({ short: ['12345', '123456'] })).toMatchObject({ status: 201 });
    expect(await count({ term: { short: '12345' } })).toBe(1);
    expect(await count({ term: { short: '123456' } })).toBe(0);
  });

  it('refuse a keyword of more than 32,766 bytes, and no other', async () => {
    expect(await write({ keyword: 'x'.repeat(32_766) })).toMatchObject({ status: 201 });
    expect(await write({ keyword: 'ä'.repeat(16_384) }, '2')).toMatchObject(
      errorOf(
        400,
        'illegal_argument_exception',
        expect.stringMatching(/^Document contains at least one immense term in field="keyword"/)
      )
    );
    expect(await write({ text: 'x '.repeat(16_384) }, '3')).toMatchObject({ status: 201 });
  });
});
