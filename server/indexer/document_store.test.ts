import type { Answer } from '../../test/fakes/opensearch';
import { connectionError, fakeClient, responseError, typed } from '../../test/fakes/opensearch';
import type { Write } from './document_store';
import { DocumentStore } from './document_store';
import { IndexerError } from './indexer_error';

const CREATE: Write = { index: 'a', id: '1', document: { x: 1 }, condition: 'create' };
const REPLACE: Write = {
  index: 'a',
  id: '2',
  document: { x: 2 },
  condition: { seqNo: 7, primaryTerm: 3 },
};

function storeThat(answer: Answer, ensure: () => Promise<void> = async () => undefined) {
  const client = fakeClient(answer);
  return { store: new DocumentStore(client, ensure), client };
}

describe('reading by id', () => {
  it('asks nothing for nothing', async () => {
    const { store, client } = storeThat(() => ({}));
    expect((await store.readMany([])).size).toBe(0);
    expect(client.asked).toEqual([]);
  });

  it('finds what is there, with the version that a write can rely on', async () => {
    const { store } = storeThat(() => ({
      docs: [
        { _id: '1', found: true, _seq_no: 7, _primary_term: 3, _source: { x: 1 } },
        { _id: '2', found: false },
        { _id: '3', error: { type: 'index_not_found_exception' } },
      ],
    }));
    const found = await store.readMany(['1', '2', '3'].map((id) => ({ index: 'a', id })));
    expect(Array.from(found.values())).toEqual([
      { id: '1', source: { x: 1 }, version: { seqNo: 7, primaryTerm: 3 } },
    ]);
  });

  it('asks in one request for what is read in the same turn, and gives each reader its own', async () => {
    const there = (id: string) => ({ _id: id, found: true, _seq_no: 1, _primary_term: 1 });
    const failed = { _id: '3', error: { type: 'no_shard_available' } };
    const { store, client } = storeThat(({ body }) => ({
      docs: (body as { docs: Array<{ _id: string }> }).docs.map(({ _id }) =>
        _id === '3' ? failed : there(_id)
      ),
    }));
    const reads = [
      store.readMany([{ index: 'a', id: '1' }]),
      store.readMany([
        { index: 'b', id: '2' },
        { index: 'b', id: '3' },
      ]),
      store.readMany([{ index: 'b', id: '4' }]),
    ];
    const [first, second, third] = await Promise.allSettled(reads);
    expect(client.asked).toHaveLength(1);
    expect(first).toMatchObject({
      status: 'fulfilled',
      value: new Map([['1', expect.anything()]]),
    });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'indexer_failed' } });
    expect(third).toMatchObject({
      status: 'fulfilled',
      value: new Map([['4', expect.anything()]]),
    });
    await store.readMany([{ index: 'a', id: '1' }]);
    expect(client.asked).toHaveLength(2);
  });

  it('fails every reader where the whole request does', async () => {
    const { store } = storeThat(() => {
      throw connectionError();
    });
    const reads = ['1', '2'].map((id) => store.readMany([{ index: 'a', id }]));
    for (const result of await Promise.allSettled(reads)) {
      expect(result).toMatchObject({ reason: { code: 'indexer_unreachable' } });
    }
  });

  it.each<[string, unknown]>([
    ['one that failed', { docs: [{ _id: '1', error: { type: 'no_shard_available' } }] }],
    ['an answer of another shape', { hits: [] }],
    ['no answer', null],
  ])('never takes %s for not there', async (_, answer) => {
    const { store } = storeThat(() => answer);
    await expect(store.readMany([{ index: 'a', id: '1' }])).rejects.toBeInstanceOf(IndexerError);
  });
});

describe('writing on a condition', () => {
  it('sends all in one request, in order, and never without a condition', async () => {
    const { store, client } = storeThat(() => ({ items: [] }));
    await store.writeAll([CREATE, REPLACE]);
    expect(client.asked).toEqual([
      {
        method: 'POST',
        path: '/_bulk',
        body: [
          { create: { _index: 'a', _id: '1' } },
          { x: 1 },
          { index: { _index: 'a', _id: '2', if_seq_no: 7, if_primary_term: 3 } },
          { x: 2 },
        ],
      },
    ]);
  });

  it('gives each write its own result', async () => {
    const { store } = storeThat(() => ({
      items: [
        { create: { status: 201, _seq_no: 8, _primary_term: 3 } },
        { index: { status: 409, error: { type: 'version_conflict_engine_exception' } } },
        { index: { status: 403, error: { type: 'cluster_block_exception' } } },
        { index: { status: 503, error: { type: 'unavailable_shards_exception' } } },
      ],
    }));
    const [created, lost, blocked, unclear] = await store.writeAll([
      CREATE,
      REPLACE,
      REPLACE,
      REPLACE,
    ]);
    expect(created).toEqual({ result: 'written', version: { seqNo: 8, primaryTerm: 3 } });
    expect(lost).toEqual({ result: 'conflict' });
    expect(blocked).toMatchObject({ result: 'failed', error: { code: 'indexer_read_only' } });
    expect(unclear).toMatchObject({ result: 'failed', error: { mayHaveHappened: true } });
  });

  it.each<[string, Answer, boolean]>([
    [
      'is cut',
      () => {
        throw connectionError();
      },
      true,
    ],
    ['answers for fewer writes than asked', () => ({ items: [] }), true],
    [
      'is refused',
      () => {
        throw responseError(403, typed('security_exception'));
      },
      false,
    ],
  ])('fails for each write where the request %s', async (_, answer, mayHaveHappened) => {
    const { store } = storeThat(answer);
    const results = await store.writeAll([CREATE, REPLACE]);
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(result).toMatchObject({ result: 'failed', error: { mayHaveHappened } });
    }
  });

  it('writes nothing before the indices are sure to be there with their mappings', async () => {
    const { store, client } = storeThat(
      () => ({ items: [] }),
      async () => {
        throw new IndexerError('indexer_newer_schema');
      }
    );
    expect(await store.write(CREATE)).toMatchObject({
      result: 'failed',
      error: { code: 'indexer_newer_schema' },
    });
    expect(client.asked).toEqual([]);
  });
});
