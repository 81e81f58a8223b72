import { fakeClient } from '../../test/fakes/opensearch';
import { DocumentStore } from './document_store';
import { KeptDocuments } from './kept_documents';

const MARK = { index: 'endpoints', id: 'history' };

interface Asked {
  readonly _index: string;
  readonly _id: string;
  readonly _source?: false;
}

/** An indexer that knows documents by id, with versions of their own, as OpenSearch counts them. */
function indexer() {
  const documents = new Map<string, { source: object; seqNo: number }>();
  const requests: Asked[][] = [];
  let seqNo = 0;
  const put = (id: string, source: object) => documents.set(id, { source, seqNo: seqNo++ });
  const client = fakeClient(({ body }) => {
    const { docs } = body as { readonly docs: Asked[] };
    requests.push(docs);
    return {
      docs: docs.map(({ _id, _source }) => {
        const known = documents.get(_id);
        if (!known) return { _id, found: false };
        const version = { _seq_no: known.seqNo, _primary_term: 1 };
        return {
          _id,
          found: true,
          ...version,
          ...(_source === false ? {} : { _source: known.source }),
        };
      }),
    };
  });
  const kept = new KeptDocuments(new DocumentStore(client, async () => undefined), MARK);
  put('history', { updated_at: 1 });
  return {
    put,
    remove: (id: string) => documents.delete(id),
    /** The index is deleted and made anew: versions begin again. */
    makeAnew: () => {
      documents.clear();
      seqNo = 0;
    },
    read: async (...ids: readonly string[]) => {
      const found = await kept.readMany(ids.map((id) => ({ index: 'endpoints', id })));
      return Array.from(found.values(), ({ id, source, version }) => [id, source, version.seqNo]);
    },
    /** Lists the documents whose text was requested, by request. */
    texts: () =>
      requests
        .splice(0)
        .map((docs) =>
          docs.flatMap(({ _id, _source }) => (_source === false || _id === MARK.id ? [] : [_id]))
        ),
  };
}

describe('documents that are kept', () => {
  it('are asked for by their version only, and given as they stand', async () => {
    const { put, read, texts } = indexer();
    put('a', { x: 1 });
    put('b', { x: 2 });
    const first = await read('a', 'b');
    expect(first).toEqual([
      ['a', { x: 1 }, 1],
      ['b', { x: 2 }, 2],
    ]);
    expect(texts()).toEqual([['a', 'b']]);
    expect(await read('a', 'b')).toEqual(first);
    expect(texts()).toEqual([[]]);
  });

  it('are read again where somebody wrote them, and only those', async () => {
    const { put, read, texts } = indexer();
    put('a', { x: 1 });
    put('b', { x: 2 });
    await read('a', 'b');
    texts();
    put('b', { x: 3 });
    expect(await read('a', 'b')).toEqual([
      ['a', { x: 1 }, 1],
      ['b', { x: 3 }, 3],
    ]);
    expect(texts()).toEqual([[], ['b']]);
  });

  it('are gone where they are deleted, and there again where they are written', async () => {
    const { put, remove, read } = indexer();
    put('a', { x: 1 });
    await read('a');
    remove('a');
    expect(await read('a')).toEqual([]);
    put('a', { x: 2 });
    expect(await read('a')).toEqual([['a', { x: 2 }, 2]]);
  });

  it('are none of an index that was made anew, whatever their versions are', async () => {
    const { put, makeAnew, read } = indexer();
    put('a', { x: 'isolated' });
    await read('a');
    makeAnew();
    put('history', { updated_at: 2 });
    put('a', { x: 'not isolated' });
    expect(await read('a')).toEqual([['a', { x: 'not isolated' }, 1]]);
  });

  it('are none while nothing tells one life of the index from another', async () => {
    const { put, remove, makeAnew, read, texts } = indexer();
    put('a', { x: 'isolated' });
    await read('a');
    remove('history');
    await read('a');
    texts();
    await read('a');
    expect(texts()).toEqual([['a']]);
    makeAnew();
    put('somebody', {});
    put('a', { x: 'not isolated' });
    expect(await read('a')).toEqual([['a', { x: 'not isolated' }, 1]]);
  });

  it('take no more memory than 2,000 of them do: the longest unread are let go', async () => {
    const { put, read, texts } = indexer();
    const ids = Array.from({ length: 2001 }, (_, n) => `n${n}`);
    ids.forEach((id) => put(id, {}));
    await read(...ids);
    texts();
    await read('n0', 'n1');
    expect(texts()).toEqual([['n0']]);
  });

  it('ask nothing for nothing', async () => {
    const { read, texts } = indexer();
    expect(await read()).toEqual([]);
    expect(texts()).toEqual([]);
  });
});
