import type { Client } from '@opensearch-project/opensearch';
import { DAY, HOUR } from '../../../common/base/time';
import { asOffered } from '../../../lab/host/opensearch/clients';
import { rebuildEndpoints } from '../../../server/rebuild/rebuild_endpoints';
import { settingsOf } from '../../../server/configuration/settings';
import { FaultWorld, HOST_ID } from '../faults/fault_world';
import { readLedger } from '../faults/ledger_snapshot';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from './stores';

jest.setTimeout(120_000);

const keyOf = (agent: string) => `manager:wazuh-server/${agent}`;

describeOnOpenSearch('a ledger that is kept for a year', () => {
  const configuration: Record<string, unknown> = {};
  let world: FaultWorld;
  let client: Client;
  let released: string;
  let isolated: string;
  let unheard: string;
  let refusedEvent: string;

  /** Runs a dashboard's daily work, as of a number of days from now. */
  const dayOf = async (days: number) => {
    const services = world.services({
      now: () => Date.now() + days * DAY,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
    const before = world.logged.length;
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
    await services.reconciler.round();
    await services.reconciler.sweep();
    services.reconciler.stop();
    expect(services.reconciler.report().failure).toBeUndefined();
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
    return world.logged
      .slice(before)
      .map(({ message }) => message)
      .filter((line) => line.startsWith('isolation.retention'));
  };
  const idsOf = async () => {
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
    const { body } = await client.search({
      index: `${world.ledgerPrefix}-actions`,
      body: { size: 1000, _source: false },
    });
    return body.hits.hits.map(({ _id }: { readonly _id: string }) => _id).sort() as string[];
  };
  const statesOf = async () => {
    const { endpoints } = await readLedger(client, world.ledgerPrefix);
    return new Map(endpoints.map(({ endpoint, settled_status }) => [endpoint, settled_status]));
  };

  beforeAll(async () => {
    const { url: storeUrl } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl, fleetSize: 80, configuration });
    client = world.client;
    [released = '', isolated = '', unheard = ''] = world.endpoints(3);
    const dashboard = await world.dashboard();
    const plugin = new PluginClient(dashboard.url);
    const isSettled = (agent: string, status: string) =>
      until(
        () => plugin.endpoint(HOST_ID, agent),
        ({ state }) => state.status === status
      );
    for (const agent of [released, isolated]) {
      await plugin.start('isolate', HOST_ID, agent);
      await isSettled(agent, 'isolated');
    }
    await plugin.start('release', HOST_ID, released);
    await isSettled(released, 'not_isolated');
    await plugin.start('isolate', HOST_ID, unheard);
    await isSettled(unheard, 'isolated');
    world.loseAnswersOf([unheard]);
    await plugin.start('release', HOST_ID, unheard);
    await dashboard.kill();

    const services = world.services({
      now: () => Date.now() + HOUR,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
    refusedEvent = 'alice is refused';
    await services.ledger.denials.count(
      refusedEvent,
      { host_id: HOST_ID, verb: 'isolate', user: 'alice', code: 'not_permitted', codes: [] },
      1,
      Date.now()
    );
    // What waits ends, as it would within the hour; who looks at isolated endpoints then sees which one is not any more.
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
    await services.reconciler.round();
    services.reconciler.stop();
  }, startTimeLimit);
  afterAll(() => world.stop());

  it('keeps all of it where no retention is configured', async () => {
    const before = await idsOf();
    expect(await dayOf(362)).toEqual([]);
    expect(await idsOf()).toEqual(before);
  });

  it('keeps all of it while it is younger', async () => {
    configuration.ledger_retention = '365d';
    // Some endpoints of the fleet have a past of their own, which is older.
    const ours = async () => (await idsOf()).filter((id) => !id.includes(':e:'));
    const before = await ours();
    await dayOf(364);
    expect(await ours()).toEqual(before);
  });

  it('deletes what no state rests on, and keeps proofs, doubts and the newest number', async () => {
    const before = await idsOf();
    const states = await statesOf();
    const said = await dayOf(401);
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0]?.slice('isolation.retention '.length) ?? '')).toMatchObject({
      deleted: { denied: 1, batches: 1 },
    });
    const after = await idsOf();
    const gone = before.filter((id) => !after.includes(id) && !id.includes(':e:'));
    expect(gone).toEqual([
      expect.stringMatching(/^batch:/),
      `denied:${refusedEvent}`,
      `${keyOf(released)}:1`,
    ]);
    expect(after).toEqual(
      expect.arrayContaining([
        `${keyOf(released)}:2`,
        `${keyOf(isolated)}:1`,
        `${keyOf(unheard)}:1`,
        `${keyOf(unheard)}:2`,
      ])
    );
    expect(await statesOf()).toEqual(states);
  });

  it('does not take an answer to what is deleted for somebody else’s, while its alert is still there', async () => {
    const before = await idsOf();
    expect(await dayOf(403)).toEqual([]);
    expect(await idsOf()).toEqual(before);
  });

  it('is what the projections are made from: none differs, also without the alerts', async () => {
    const rebuild = () =>
      rebuildEndpoints({
        client: asOffered(client),
        settings: settingsOf(world.config()),
        now: () => Date.now() + 403 * DAY,
        mode: 'compare',
      });
    expect((await rebuild()).different).toEqual([]);
    await client.indices.delete({ index: world.alerts.pattern });
    expect((await rebuild()).different).toEqual([]);
  });

  it('goes on by the numbers where they were', async () => {
    const dashboard = await world.dashboard();
    const plugin = new PluginClient(dashboard.url);
    await plugin.start('isolate', HOST_ID, released);
    const { actions } = await until(
      () => plugin.endpoint(HOST_ID, released),
      ({ actions: [newest] }) => newest?.n === 3
    );
    expect(actions.map(({ n }) => n)).toEqual([3, 2]);
    await dashboard.kill();
  });
});
