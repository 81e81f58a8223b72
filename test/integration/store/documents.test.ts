import { answerTo, describeOnBothStores, errorOf } from './both_stores';

const mappings = {
  dynamic: 'strict',
  properties: { name: { type: 'keyword' }, n: { type: 'integer' } },
};

describeOnBothStores('documents by id', (store) => {
  let index: string;

  beforeEach(async () => {
    index = store.index();
    await store.client.indices.create({ index, body: { mappings } });
  });

  const create = (id: string, n: number) =>
    answerTo(store.client.create({ index, id, body: { n } }));
  const write = (id: string, n: number) => answerTo(store.client.index({ index, id, body: { n } }));
  const writeIf = (seqNo: number, primaryTerm: number, id = '1') =>
    answerTo(
      store.client.index({
        ...{ index, id, if_seq_no: seqNo, if_primary_term: primaryTerm },
        body: { n: 9 },
      })
    );
  const conflict = (reason: string) => ({
    status: 409,
    body: {
      status: 409,
      error: {
        ...{ type: 'version_conflict_engine_exception', reason, index, shard: '0' },
        index_uuid: expect.any(String),
        root_cause: [{ type: 'version_conflict_engine_exception', reason, index }],
      },
    },
  });

  it('are created once: a second create is a conflict', async () => {
    expect(await create('a:1', 1)).toMatchObject({
      status: 201,
      body: {
        ...{ _index: index, _id: 'a:1', _version: 1, result: 'created' },
        ...{ _seq_no: 0, _primary_term: 1, _shards: { successful: 1, failed: 0 } },
      },
    });
    expect(await create('a:1', 2)).toMatchObject(
      conflict('[a:1]: version conflict, document already exists (current version [1])')
    );
    expect(await answerTo(store.client.get({ index, id: 'a:1' }))).toMatchObject({
      body: { _source: { n: 1 } },
    });
  });

  it('are created by one of several that try at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => create('1', n)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('are replaced without a condition, each write at the next place in the index’s history', async () => {
    expect(await write('1', 1)).toMatchObject({ status: 201, body: { _seq_no: 0, _version: 1 } });
    expect(await write('2', 1)).toMatchObject({ status: 201, body: { _seq_no: 1, _version: 1 } });
    expect(await write('1', 2)).toMatchObject({
      status: 200,
      body: { result: 'updated', _version: 2, _seq_no: 2, _primary_term: 1 },
    });
  });

  it('are replaced on a condition only by who has read the last version', async () => {
    await write('1', 1);
    expect(await writeIf(0, 1)).toMatchObject({
      status: 200,
      body: { result: 'updated', _seq_no: 1, _version: 2 },
    });
    expect(await writeIf(0, 1)).toMatchObject(
      conflict(
        '[1]: version conflict, required seqNo [0], primary term [1]. current document has seqNo [1] and primary term [1]'
      )
    );
    expect(await writeIf(1, 2)).toMatchObject({ status: 409 });
  });

  it('are not brought into being by a conditional write', async () => {
    expect(await writeIf(0, 1, 'none')).toMatchObject(
      conflict(
        '[none]: version conflict, required seqNo [0], primary term [1]. but no document was found'
      )
    );
  });

  it('are replaced by one of several conditional writes at once', async () => {
    await write('1', 1);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => writeIf(0, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('are read by id at once, with what a conditional write needs', async () => {
    await write('1', 1);
    await write('1', 2);
    expect(await answerTo(store.client.get({ index, id: '1' }))).toEqual({
      status: 200,
      body: {
        ...{ _index: index, _id: '1', _version: 2, _seq_no: 1, _primary_term: 1, found: true },
        _source: { n: 2 },
      },
    });
  });

  it('that do not exist are said not to be found, and so is an index', async () => {
    expect(await answerTo(store.client.get({ index, id: 'none' }))).toEqual({
      status: 404,
      body: { _index: index, _id: 'none', found: false },
    });
    expect(await answerTo(store.client.get({ index: `${index}-none`, id: '1' }))).toMatchObject(
      errorOf(404, 'index_not_found_exception', `no such index [${index}-none]`)
    );
  });

  it('are read several at once, each with its own answer', async () => {
    await write('1', 1);
    const docs = [
      { _index: index, _id: '1' },
      { _index: index, _id: 'none' },
      { _index: `${index}-none`, _id: '1' },
      { _index: index, _id: '1', _source: false },
    ];
    const { body } = await store.client.mget({ body: { docs } });
    expect(body.docs).toMatchObject([
      { _id: '1', found: true, _seq_no: 0, _primary_term: 1, _source: { n: 1 } },
      { _index: index, _id: 'none', found: false },
      { _id: '1', error: { type: 'index_not_found_exception' } },
      { _id: '1', found: true },
    ]);
    expect(body.docs[3]).not.toHaveProperty('_source');
  });

  it('are written several at once, each with its own result, in the order given', async () => {
    await write('1', 1);
    const { body } = await store.client.bulk({
      body: [
        { create: { _index: index, _id: '1' } },
        { n: 2 },
        { index: { _index: index, _id: '1', if_seq_no: 7, if_primary_term: 1 } },
        { n: 3 },
        { create: { _index: index, _id: '2' } },
        { n: 4 },
        { create: { _index: index, _id: '3' } },
        { other: 5 },
        { index: { _index: index, _id: '1', if_seq_no: 0, if_primary_term: 1 } },
        { n: 6 },
      ],
    });
    expect(body).toMatchObject({
      errors: true,
      items: [
        {
          create: {
            ...{ _index: index, _id: '1', status: 409 },
            error: { type: 'version_conflict_engine_exception', index },
          },
        },
        { index: { _id: '1', status: 409, error: { type: 'version_conflict_engine_exception' } } },
        {
          create: {
            ...{ _index: index, _id: '2', _version: 1, result: 'created', status: 201 },
            ...{ _seq_no: 1, _primary_term: 1 },
          },
        },
        { create: { _id: '3', status: 400, error: { type: 'strict_dynamic_mapping_exception' } } },
        { index: { _id: '1', result: 'updated', _version: 2, status: 200 } },
      ],
    });
    const { body: read } = await store.client.mget({
      body: { docs: ['1', '2', '3'].map((_id) => ({ _index: index, _id })) },
    });
    expect(read.docs).toMatchObject([
      { _source: { n: 6 } },
      { _source: { n: 4 } },
      { found: false },
    ]);
  });

  it('written several at once without a fault are said to be so', async () => {
    const { body } = await store.client.bulk({
      body: [{ create: { _index: index, _id: '1' } }, { name: '"error":' }],
    });
    expect(body).toMatchObject({ errors: false, items: [{ create: { status: 201 } }] });
  });

  it('are given an id of their own where a bulk names none', async () => {
    const line = { index: { _index: index } };
    const { body } = await store.client.bulk({ body: [line, { n: 1 }, line, { n: 2 }] });
    const ids = body.items.map((item: { index: { _id: string } }) => item.index._id);
    expect(new Set(ids).size).toBe(2);
    expect(await answerTo(store.client.get({ index, id: ids[1] }))).toMatchObject({
      body: { _source: { n: 2 } },
    });
  });

  it.each([
    ['a document', `/_doc/1`, '{"n":'],
    ['a bulk', `/_bulk`, '{"create":\n'],
    ['a search', `/_search`, '{"query":'],
  ])('are left alone by %s that is no JSON, which is refused', async (_what, path, body) => {
    const method = path === '/_doc/1' ? 'PUT' : 'POST';
    const full = path === '/_bulk' ? path : `/${index}${path}`;
    const answer = await answerTo(store.client.transport.request({ method, path: full, body }));
    expect(answer).toMatchObject({ status: 400, body: { status: 400, error: {} } });
    expect(await answerTo(store.client.get({ index, id: '1' }))).toMatchObject({ status: 404 });
  });
});
