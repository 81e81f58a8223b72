import type { ReadinessView } from '../../../common/api/readiness_view';
import { READINESS_PATH } from '../../../common/api/paths';
import type { GateState } from '../../../lab/store/store_gate';
import { until } from '../lab/until';
import { describeOnOpenSearch, uniquePrefix } from '../store/stores';
import { isolated, shownAs, startedOf } from './actions_in_tests';
import { routesLab, startRoutesLab } from './routes_lab';

jest.setTimeout(90_000);

describeOnOpenSearch('where the indexer fails', () => {
  const lab = routesLab();
  const analyst = () => lab().as('analyst');
  afterEach(() => lab().gate.set('open'));

  /** Its clients have noticed that their connections are cut. */
  const setGate = async (state: GateState) => {
    await lab().gate.set(state);
    await new Promise((resolve) => setTimeout(resolve, 100));
  };

  /** Blocks or frees writing to the ledger, as the indexer itself does where a disk is almost full. */
  const blockLedger = (readOnly: boolean | null) =>
    lab().client.indices.putSettings({
      index: `${lab().ledger.prefix}-*`,
      body: { 'index.blocks.read_only_allow_delete': readOnly },
    });

  /** An isolate that was previewed before is refused with this code, and nothing leaves. */
  const isNotSent = async (agent: string, code: string, fail: () => Promise<unknown>) => {
    const { body: preview } = await analyst().preview('isolate', [agent]);
    await fail();
    const answer = await analyst().startAs(preview);
    expect(answer).toMatchObject({
      status: 503,
      body: { message: expect.stringMatching(/\w{3}/), attributes: { code } },
    });
    expect(lab().sentTo(agent)).toEqual([]);
  };

  it('nothing is sent while it is down, and all goes on by itself when it is back', async () => {
    const agent = lab().endpoint();
    await isNotSent(agent, 'indexer_unreachable', () => lab().gate.set('refusing'));
    const preview = await analyst().preview('isolate', [agent]);
    expect(preview.status).toBe(503);
    const list = await analyst().get('/api/endpoint_isolation/endpoints?host=lab');
    expect(list).toMatchObject({
      status: 503,
      body: { attributes: { code: 'indexer_unreachable' } },
    });
    await lab().gate.set('open');
    await isolated(lab(), agent);
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it('nothing is sent while the ledger is read-only, and reading goes on', async () => {
    const agent = lab().endpoint();
    await isNotSent(agent, 'indexer_read_only', () => blockLedger(true));
    expect((await analyst().endpoint(agent)).state.status).toBe('no_record');
    await blockLedger(null);
    await isolated(lab(), agent);
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it('isolates and releases without the newest alerts, says that they are missing, and knows what they prove later', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    const red = `${lab().alertsPrefix}4.x-2026.01.01`;
    await lab().client.indices.create({
      index: red,
      timeout: '1s',
      wait_for_active_shards: '0',
      body: { settings: { 'index.routing.allocation.require._name': 'nowhere' } },
    });
    const shown = await analyst().endpoint(agent);
    expect(shown).toMatchObject({
      state: { status: 'isolated' },
      alerts_unread: expect.stringMatching(/^indexer_/),
    });
    const { body: preview } = await analyst().preview('release', [agent]);
    expect(preview.endpoints[0]).toMatchObject({
      alerts_unread: shown.alerts_unread,
      reasons: [],
    });
    await startedOf(lab(), 'release', agent);
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
    const { body: readiness } = await analyst().get<ReadinessView>(READINESS_PATH, { host: 'lab' });
    expect(readiness.checks).toContainEqual(
      expect.objectContaining({ check: 'alerts_as_dashboard', status: 'problem' })
    );
    // What the other shards have is still folded, by reading the endpoint and by the rounds.
    const proven = await shownAs(lab(), agent, 'not_isolated');
    expect(proven.alerts_unread).toBe('indexer_incomplete');
    await lab().client.indices.delete({ index: red });
    const after = await until(
      () => analyst().endpoint(agent),
      ({ alerts_unread: unread }) => unread === undefined
    );
    expect(after.state.status).toBe('not_isolated');
  });

  it.each<[string, GateState, string]>([
    ['is busy', 'busy', 'indexer_busy'],
    ['denies the dashboard’s own user access', 'denied', 'indexer_denied'],
    ['takes requests and does not answer', 'silent', 'indexer_timeout'],
  ])('nothing is sent while it %s, and all goes on by itself', async (_, state, code) => {
    const agent = lab().endpoint();
    await isNotSent(agent, code, () => setGate(state));
    const list = await analyst().get('/api/endpoint_isolation/endpoints?host=lab');
    expect(list).toMatchObject({ status: 503, body: { attributes: { code } } });
    const { body: readiness } = await analyst().get<ReadinessView>(READINESS_PATH, { host: 'lab' });
    expect(readiness.checks.filter(({ status }) => status === 'problem')).not.toEqual([]);
    await setGate('open');
    await isolated(lab(), agent);
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it.each(['actions', 'endpoints'])(
    'nothing is sent while the index of %s is closed, and all goes on when it is opened',
    async (kind) => {
      const agent = lab().endpoint();
      const index = `${lab().ledger.prefix}-${kind}`;
      const { body: preview } = await analyst().preview('isolate', [agent]);
      await lab().client.indices.close({ index });
      const answer = await analyst().startAs(preview);
      expect(answer).toMatchObject({
        status: 503,
        body: { attributes: { code: expect.stringMatching(/^indexer_/) } },
      });
      expect(lab().sentTo(agent)).toEqual([]);
      await lab().client.indices.open({ index });
      await isolated(lab(), agent);
      expect(lab().sentTo(agent)).toEqual(['isolate']);
    }
  );

  it('nothing is sent where the ledger’s index is somebody else’s, which is left as it is, until it is gone', async () => {
    const prefix = `${uniquePrefix()}foreign`;
    const index = `${prefix}-actions`;
    const { client } = lab();
    await client.index({ index, id: 'theirs', body: { note: 'of another tool' }, refresh: true });
    const other = await startRoutesLab({ configuration: { ledger_index_prefix: prefix } });
    try {
      const agent = other.endpoint();
      expect(await other.as('analyst').preview('isolate', [agent])).toMatchObject({
        status: 503,
        body: { attributes: { code: 'indexer_mapping' } },
      });
      expect(other.sentTo(agent)).toEqual([]);
      const { body } = await client.get({ index, id: 'theirs' });
      expect(body).toMatchObject({ _version: 1, _source: { note: 'of another tool' } });
      await client.indices.delete({ index });
      await isolated(other, agent);
      expect(other.sentTo(agent)).toEqual(['isolate']);
    } finally {
      await other.stop();
    }
  });

  it('takes an index of alerts with none of our fields for one in which nothing was reported', async () => {
    const agent = lab().endpoint();
    const index = `${lab().alertsPrefix}4.x-2026.01.02`;
    await lab().client.index({ index, body: { something: 'else' }, refresh: true });
    const { alerts_unread: unread } = await isolated(lab(), agent);
    expect(unread).toBeUndefined();
  });
});
