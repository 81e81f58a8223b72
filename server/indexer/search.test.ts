import type { Answer } from '../../test/fakes/opensearch';
import { connectionError, fakeClient } from '../../test/fakes/opensearch';
import { IndexerError } from './indexer_error';
import { search, searchAll } from './search';

const REQUEST = { index: 'wazuh-alerts-*', body: { size: 1 } };
const HITS = {
  hits: {
    total: { value: 1 },
    hits: [{ _index: 'wazuh-alerts-1', _id: 'a', _source: { x: 1 }, sort: [5, 'a'] }],
  },
};

const asked = (answer: Answer) => search(fakeClient(answer), REQUEST);

describe('a search', () => {
  it('gives hits with what the next page goes on from', async () => {
    await expect(asked(() => ({ responses: [HITS] }))).resolves.toEqual({
      hits: [{ index: 'wazuh-alerts-1', id: 'a', source: { x: 1 }, sort: [5, 'a'] }],
      total: 1,
      aggregations: undefined,
    });
  });

  it('takes an index that does not exist yet for an empty one', async () => {
    const client = fakeClient(() => ({ responses: [{ hits: { hits: [] } }] }));
    await search(client, REQUEST);
    expect(client.asked[0]?.body).toEqual([
      { index: 'wazuh-alerts-*', ignore_unavailable: true, allow_no_indices: true },
      { size: 1 },
    ]);
  });

  it.each<[string, object, string]>([
    [
      'a shard failed: what it would have said is missing',
      { ...HITS, _shards: { failures: [{ reason: { type: 'node_disconnected' } }] } },
      'indexer_failed',
    ],
    [
      'a shard is on no node: nobody says that it failed',
      { ...HITS, _shards: { total: 2, successful: 1, skipped: 0, failed: 0 } },
      'indexer_failed',
    ],
    ['it ran out of time', { ...HITS, timed_out: true }, 'indexer_timeout'],
    [
      'the person may not read there',
      { status: 403, error: { root_cause: [{ type: 'security_exception' }] } },
      'indexer_denied',
    ],
    ['it has no hits', { took: 1 }, 'indexer_failed'],
  ])('fails where %s', async (_, response, code) => {
    await expect(asked(() => ({ responses: [response] }))).rejects.toMatchObject({ code });
  });

  it('fails where nobody answers, or for fewer searches than asked', async () => {
    const cut = () => {
      throw connectionError();
    };
    await expect(asked(cut)).rejects.toMatchObject({ code: 'indexer_unreachable' });
    await expect(asked(() => ({ responses: [] }))).rejects.toMatchObject({
      code: 'indexer_failed',
    });
  });

  it('beside others fails alone', async () => {
    const failing = { status: 500, error: { type: 'search_phase_execution_exception' } };
    const client = fakeClient(() => ({ responses: [HITS, failing] }));
    const [found, failed] = await searchAll(client, [REQUEST, REQUEST]);
    expect(found).toMatchObject({ total: 1 });
    expect(failed).toBeInstanceOf(IndexerError);
  });
});
