import { writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { omit } from 'lodash';
import type { Client } from '@opensearch-project/opensearch';
import type { EndpointDocument } from '../../../common/ledger/endpoint_document';
import { SCHEMA_VERSION } from '../../../common/ledger/endpoint_document';
import { DAY } from '../../../common/base/time';
import { asOffered } from '../../../lab/host/opensearch/clients';
import { rebuildEndpoints } from '../../../server/rebuild/rebuild_endpoints';
import { settingsOf } from '../../../server/configuration/settings';
import { reportedAlert } from '../../bench/parts/reported_alert';
import { FaultWorld, HOST_ID } from '../faults/fault_world';
import { readLedger } from '../faults/ledger_snapshot';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { readBuiltZips } from '../packaging/built_zips';
import { InstalledPlugin } from '../packaging/installed_plugin';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from './stores';

jest.setTimeout(120_000);

const LONG_AGO = 400 * DAY;

/** The projections without the time at which they were written. */
const withoutTime = (documents: readonly EndpointDocument[]) =>
  documents.map((document) => ({ ...document, updated_at: 0 }));

/** The projections without what is asked again: the endpoint for its next preview, the manager for the names that it lists. */
const asRebuilt = (documents: readonly EndpointDocument[]) =>
  withoutTime(documents).map(({ record, ...document }) => ({
    ...omit(document, 'keep_alive'),
    record: omit(record, 'whose'),
    reported: [],
  }));

describeOnOpenSearch('what the ledger knows outlives the alerts', () => {
  let installed: InstalledPlugin;
  let storeUrl: string;
  let world: FaultWorld;
  let client: Client;
  let acted: string[];
  let elsewhere: string;
  let before: readonly EndpointDocument[];

  const projections = async () => (await readLedger(client, world.ledgerPrefix)).endpoints;
  const keyOf = (agent: string) => `manager:wazuh-server/${agent}`;
  const find = (documents: readonly EndpointDocument[], agent: string) =>
    documents.find(({ endpoint }) => endpoint === keyOf(agent));
  const rebuild = (mode: 'compare' | 'write') =>
    rebuildEndpoints({
      client: asOffered(client),
      settings: settingsOf(world.config()),
      now: () => Date.now(),
      mode,
    });

  /** Runs the command as an administrator does, with nothing of this project beside the installed plugin. */
  function repaired({ folder }: InstalledPlugin) {
    const file = join(folder, '..', 'opensearch_dashboards.yml');
    const { alerts_pattern, ledger_index_prefix } = world.configuration;
    writeFileSync(
      file,
      `opensearch.hosts: ["${storeUrl}"]\n` +
        `wazuh_isolation.alerts_pattern: "${alerts_pattern}"\n` +
        `wazuh_isolation:\n  ledger_index_prefix: ${ledger_index_prefix}\n`
    );
    const command = join(folder, 'server', 'rebuild.js');
    return spawnSync(process.execPath, [command, file, '--write'], {
      cwd: '/',
      encoding: 'utf8',
    });
  }

  beforeAll(async () => {
    const [zip] = await readBuiltZips();
    if (!zip) throw new Error('no zip was built');
    installed = new InstalledPlugin(zip);
    installed.installHost();
    ({ url: storeUrl } = await sharedOpenSearch());
    world = await FaultWorld.start({ storeUrl, fleetSize: 80 });
    client = world.client;
    const healthy = healthyEndpoints(world.simulation);
    const old = world.simulation.manager.fleet
      .list()
      .find(({ id, addedAt }) => healthy.includes(id) && addedAt < Date.now() - LONG_AGO - DAY);
    if (!old) throw new Error('no endpoint of the fleet was there that long ago');
    elsewhere = old.id;
    acted = healthy.filter((id) => id !== elsewhere).slice(0, 2);
    const [, second = ''] = acted;
    const report = { user: 'alice', at: Date.now() - LONG_AGO, before: 0, place: 1 };
    const alert = reportedAlert({ agentId: elsewhere, ...report });
    await world.alerts.store([{ ...alert, agent: { id: old.id, name: old.name } }]);
    const dashboard = await world.dashboard();
    const plugin = new PluginClient(dashboard.url);
    const isSettled = async (agent: string, status: string) =>
      until(
        () => plugin.endpoint(HOST_ID, agent),
        ({ state }) => state.status === status
      );
    await until(
      async () => find(await projections(), elsewhere),
      (document) => document !== undefined
    );
    for (const agent of acted) {
      await plugin.start('isolate', HOST_ID, agent);
      await isSettled(agent, 'isolated');
    }
    await plugin.start('release', HOST_ID, second);
    await isSettled(second, 'not_isolated');
    await dashboard.kill();
    before = await projections();
  }, startTimeLimit);
  afterAll(async () => {
    installed.remove();
    await world.stop();
  });

  it('the projections are what actions and alerts make of them', async () => {
    const { same, different, unreadable } = await rebuild('compare');
    expect({ different, unreadable }).toEqual({ different: [], unreadable: [] });
    expect(same).toBe(before.length);
  });

  it('one that was changed by hand is found, and put right by the command of the installed plugin', async () => {
    const id = keyOf(acted[0] ?? '');
    const index = `${world.ledgerPrefix}-endpoints`;
    const wrong = { ...find(before, acted[0] ?? ''), settled_status: 'not_isolated' };
    await client.index({ index, id, body: wrong, refresh: true });
    expect((await rebuild('compare')).different).toEqual([id]);
    expect(withoutTime(await projections())).not.toEqual(withoutTime(before));

    const { stdout, stderr, status } = repaired(installed);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain(`differs: ${id}`);
    expect(stdout).toContain(' 1 written');
    expect(withoutTime(await projections())).toEqual(withoutTime(before));
  });

  it('one that was cut is named and left alone, until the script is told to write', async () => {
    const id = keyOf(acted[1] ?? '');
    const index = `${world.ledgerPrefix}-endpoints`;
    const rest = omit(find(before, acted[1] ?? ''), 'record');
    await client.index({ index, id, body: rest, refresh: true });
    const compared = await rebuild('compare');
    expect(compared.unreadable).toEqual([{ id, why: 'damaged' }]);
    expect(compared.written).toBe(0);
    expect((await rebuild('write')).written).toBe(1);
    expect(asRebuilt(await projections())).toEqual(asRebuilt(before));
  });

  it('with all alerts deleted nothing has changed, 400 days back', async () => {
    await client.indices.delete({ index: world.alerts.pattern });
    const { different, same } = await rebuild('compare');
    expect(different).toEqual([]);
    expect(same).toBe(before.length);

    const dashboard = await world.dashboard();
    const plugin = new PluginClient(dashboard.url);
    const old = await plugin.endpoint(HOST_ID, elsewhere);
    expect(old.state).toMatchObject({ status: 'isolated' });
    expect(Date.now() - (old.state.proof?.at ?? 0)).toBeGreaterThan(399 * DAY);
    expect((await plugin.endpoint(HOST_ID, acted[0] ?? '')).state.status).toBe('isolated');
    await dashboard.kill();
    expect(asRebuilt(await projections())).toEqual(asRebuilt(before));
  });

  it('with the projections deleted as well a dashboard makes them anew from the actions', async () => {
    await client.indices.delete({ index: `${world.ledgerPrefix}-endpoints` });
    const dashboard = await world.dashboard();
    await until(
      () =>
        client.get(
          { index: `${world.ledgerPrefix}-endpoints`, id: 'history' },
          { ignore: [404, 503] }
        ),
      ({ statusCode }) => statusCode === 200
    );
    await dashboard.kill();
    expect(asRebuilt(await projections())).toEqual(asRebuilt(before));
  });

  it('deleted under a running dashboard they are made anew by its next write, and take no field that is not ours', async () => {
    const index = `${world.ledgerPrefix}-endpoints`;
    const [agent = ''] = acted;
    const dashboard = await world.dashboard();
    const plugin = new PluginClient(dashboard.url);
    await plugin.endpoint(HOST_ID, agent);
    await client.indices.delete({ index });
    // An index has no shard to read from in its first moments: that is an error, and no "nothing is known".
    const failed = () => undefined;
    await until(
      async () => {
        await plugin.start('release', HOST_ID, agent).catch(failed);
        return plugin.endpoint(HOST_ID, agent).catch(failed);
      },
      (view) => view?.state.status === 'not_isolated'
    );
    const { body } = await client.indices.getMapping({ index });
    expect(body[index].mappings).toMatchObject({
      dynamic: 'strict',
      _meta: { schema_version: SCHEMA_VERSION },
    });
    await dashboard.kill();
  });
});
