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

/** Response of OpenSearch 2.19 if one of two shards, or every one, is on no node. */
const LACKING = { ...HITS, _shards: { total: 2, successful: 1, skipped: 0, failed: 0 } };
const NOWHERE = {
  status: 503,
  error: { root_cause: [], type: 'search_phase_execution_exception', failed_shards: [] },
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
      'indexer_incomplete',
    ],
    ['a shard is on no node: nobody says that it failed', LACKING, 'indexer_incomplete'],
    ['all of its shards are on no node', NOWHERE, 'indexer_incomplete'],
    [
      'a remote cluster is away: its shards are not even counted',
      { ...HITS, _clusters: { total: 2, successful: 1, skipped: 1 } },
      'indexer_incomplete',
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

  it('tells what the other shards have where one is missing', async () => {
    await expect(asked(() => ({ responses: [LACKING] }))).rejects.toMatchObject({
      found: { total: 1, hits: [{ id: 'a' }] },
    });
  });

  it.each([
    ['one', LACKING],
    ['every one', NOWHERE],
  ])('waits a moment for the shards of an index that is just made: %s', async (_, early) => {
    const client = fakeClient(({ body }) => {
      const searches = (body as unknown[]).length / 2;
      return { responses: searches === 2 ? [HITS, early] : [HITS] };
    });
    const [first, second] = await searchAll(client, [REQUEST, { ...REQUEST, index: 'new' }]);
    expect(first).toMatchObject({ total: 1 });
    expect(second).toMatchObject({ total: 1 });
    expect(client.asked[1]?.body).toMatchObject([{ index: 'new' }, {}]);
  });

  it('beside others fails alone', async () => {
    const failing = { status: 500, error: { type: 'illegal_state_exception' } };
    const client = fakeClient(() => ({ responses: [HITS, failing] }));
    const [found, failed] = await searchAll(client, [REQUEST, REQUEST]);
    expect(found).toMatchObject({ total: 1 });
    expect(failed).toBeInstanceOf(IndexerError);
  });
});

describe('a search of alerts', () => {
  const ALERTS = { ...REQUEST, of: 'alerts' as const };
  const TEXT_FIELD = {
    type: 'illegal_argument_exception',
    reason:
      'Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword field instead. Alternatively, set fielddata=true on [agent.id] in order to load field data by uninverting the inverted index.',
  };
  const failures = [{ shard: 0, index: 'wazuh-alerts-bad', reason: TEXT_FIELD }];
  const of = (response: object) =>
    search(
      fakeClient(() => ({ responses: [response] })),
      ALERTS
    );
  const UNUSABLE = [{ index: 'wazuh-alerts-bad', field: 'agent.id' }];

  it('finds what the other indices have, and names the one that has a text field', async () => {
    const response = { ...HITS, _shards: { total: 3, successful: 2, failed: 1, failures } };
    await expect(of(response)).resolves.toMatchObject({ total: 1, unusable: UNUSABLE });
  });

  it('names it where there is no other', async () => {
    const error = { root_cause: [TEXT_FIELD], failed_shards: failures };
    await expect(of({ status: 400, error })).resolves.toMatchObject({
      hits: [],
      unusable: UNUSABLE,
    });
  });

  it('is incomplete where a shard is missing as well', async () => {
    const response = { ...HITS, _shards: { total: 3, successful: 1, failed: 1, failures } };
    await expect(of(response)).rejects.toMatchObject({ code: 'indexer_incomplete' });
  });

  it('says which limit it is where it would read too many shards', async () => {
    const reason =
      'Trying to query 1200 shards, which is over the limit of 1000. This limit exists because querying many shards at the same time can make the job of the coordinating node very CPU and/or memory intensive.';
    const cause = { type: 'illegal_argument_exception', reason };
    await expect(
      of({ status: 400, error: { root_cause: [cause], ...cause } })
    ).rejects.toMatchObject({
      code: 'indexer_shard_limit',
      message: expect.stringContaining('action.search.shard_count.limit'),
    });
  });

  it.each([
    [403, 'security_exception'],
    [400, 'mapper_parsing_exception'],
  ])('never speaks of the ledger where it fails: %i %s', async (status, type) => {
    const error = { root_cause: [{ type }] };
    await expect(of({ status, error })).rejects.toMatchObject({
      message: expect.not.stringMatching(/ledger/i),
    });
  });

  it('of the ledger fails for the same', async () => {
    const response = { ...HITS, _shards: { total: 3, successful: 2, failed: 1, failures } };
    await expect(asked(() => ({ responses: [response] }))).rejects.toMatchObject({
      code: 'indexer_incomplete',
    });
  });
});
