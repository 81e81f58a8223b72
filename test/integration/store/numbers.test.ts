import type { Client } from '@opensearch-project/opensearch';
import { valueAt } from '../../../common/base/json_reading';
import { DAY } from '../../../common/base/time';
import type { Dashboard } from '../faults/dashboard';
import { FaultWorld, HOST_ID } from '../faults/fault_world';
import { readLedger } from '../faults/ledger_snapshot';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from './stores';

jest.setTimeout(120_000);

const keyOf = (agent: string) => `manager:wazuh-server/${agent}`;

describeOnOpenSearch('the number of the next action', () => {
  let world: FaultWorld;
  let client: Client;
  let dashboard: Dashboard;
  let plugin: PluginClient;
  let agents: string[];
  const configuration: Record<string, unknown> = { ledger_retention: '365d' };

  const actionsOf = async (agent: string) => {
    const { actions } = await readLedger(client, world.ledgerPrefix);
    return actions
      .filter(({ endpoint }) => endpoint === keyOf(agent))
      .sort((a, b) => a.n - b.n || a.created_at - b.created_at);
  };
  const numbersOf = async (agent: string) => (await actionsOf(agent)).map(({ n }) => n);
  const isSettled = (agent: string, status: string) =>
    until(
      // An index that was just made again answers that its shard is missing.
      () => plugin.endpoint(HOST_ID, agent).catch(() => undefined),
      (endpoint) => endpoint?.state.status === status
    );
  const isolateAndRelease = async (agent: string, times: number) => {
    for (let time = 0; time < times; time++) {
      await plugin.start('isolate', HOST_ID, agent);
      await isSettled(agent, 'isolated');
      await plugin.start('release', HOST_ID, agent);
      await isSettled(agent, 'not_isolated');
    }
  };
  const refresh = () => client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
  /** Runs a dashboard's daily work as it will be in some days. */
  const retainAfter = async (days: number) => {
    const services = world.services({
      now: () => Date.now() + days * DAY,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
    await refresh();
    await services.reconciler.round();
    await services.reconciler.sweep();
    services.reconciler.stop();
    expect(services.reconciler.report().failure).toBeUndefined();
    await refresh();
  };

  beforeAll(async () => {
    const { url: storeUrl } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl, fleetSize: 80, configuration });
    client = world.client;
    agents = world.endpoints(4);
    dashboard = await world.dashboard();
    plugin = new PluginClient(dashboard.url);
  }, startTimeLimit);
  afterAll(() => world.stop());

  it('follows the newest that was ever given, with the older ones, the alerts and the projections deleted', async () => {
    const [agent = ''] = agents;
    await isolateAndRelease(agent, 3);
    await retainAfter(401);
    expect(await numbersOf(agent)).toEqual([6]);
    await client.indices.delete({ index: world.alerts.pattern });
    await client.indices.delete({ index: `${world.ledgerPrefix}-endpoints` });
    await until(
      () => plugin.start('isolate', HOST_ID, agent).catch(() => undefined),
      (started) => started !== undefined
    );
    expect(await numbersOf(agent)).toEqual([6, 7]);
    await isSettled(agent, 'isolated');
  });

  it('follows it where older ones are kept in between, and a late report made the projection anew', async () => {
    const [, agent = ''] = agents;
    await isolateAndRelease(agent, 3);
    // As a follow-up that nobody has closed keeps one.
    const id = `${keyOf(agent)}:2`;
    const index = `${world.ledgerPrefix}-actions`;
    const { body } = await client.get({ index, id });
    await client.index({ index, id, body: { ...body._source, contact_lost_at: Date.now() } });
    await retainAfter(401);
    expect(await numbersOf(agent)).toEqual([2, 6]);
    await client.indices.delete({ index: `${world.ledgerPrefix}-endpoints` });
    // Of 2 there is a report, and none of 6: the projection is made anew from that.
    const reported = world.alerts.stored.filter((alert) => valueAt(alert, 'agent', 'id') === agent);
    const refs = new Map((await actionsOf(agent)).map(({ n, ref }) => [n, ref]));
    const late = reported.filter((alert) => JSON.stringify(alert).includes(refs.get(2) ?? '-'));
    expect(late).toHaveLength(1);
    await client.deleteByQuery({
      index: world.alerts.pattern,
      refresh: true,
      body: { query: { term: { 'agent.id': agent } } },
    });
    await world.alerts.store(late);
    await until(
      () => plugin.start('isolate', HOST_ID, agent).catch(() => undefined),
      (started) => started !== undefined
    );
    expect(await numbersOf(agent)).toEqual([2, 6, 7]);
  });

  it('is not given again where the newest document is gone: that is said, acknowledged and recorded', async () => {
    const [, , agent = ''] = agents;
    await isolateAndRelease(agent, 1);
    await refresh();
    await client.delete({ index: `${world.ledgerPrefix}-actions`, id: `${keyOf(agent)}:2` });
    const preview = await plugin.preview('isolate', HOST_ID, agent);
    expect(preview.endpoints[0]).toMatchObject({ n: 2, lifeline: { needs: ['history_damaged'] } });
    await expect(plugin.startPreviewed(preview)).rejects.toThrow(/not_acknowledged/);
    await plugin.startPreviewed(preview, 'history_damaged');
    await isSettled(agent, 'isolated');
    expect(
      (await actionsOf(agent)).map(({ n, acknowledgements }) => [n, acknowledgements])
    ).toEqual([
      [1, []],
      [3, ['history_damaged']],
    ]);
  });

  it('releases an endpoint of which a document is gone, without a word: undo never waits', async () => {
    const [, , , agent = ''] = agents;
    await isolateAndRelease(agent, 1);
    await plugin.start('isolate', HOST_ID, agent);
    await isSettled(agent, 'isolated');
    await refresh();
    await client.delete({ index: `${world.ledgerPrefix}-actions`, id: `${keyOf(agent)}:3` });
    await plugin.start('release', HOST_ID, agent);
    await isSettled(agent, 'not_isolated');
    expect(await numbersOf(agent)).toEqual([1, 2, 4]);
  });
});
