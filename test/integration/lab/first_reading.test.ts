import { Client } from '@opensearch-project/opensearch';
import type { Lab } from '../../../lab/lab';
import { startLab } from '../../../lab/lab';
import { DAY } from '../../../common/base/time';
import {
  describeOnOpenSearch,
  sharedOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from '../store/stores';
import { healthyEndpoints } from './healthy_endpoints';
import { PluginClient } from './plugin_client';
import { until } from './until';

jest.setTimeout(60_000);

interface StoredAlert {
  readonly timestamp: string;
  readonly id: string;
  readonly agent: { readonly id: string; readonly name: string };
}

describeOnOpenSearch('the first reading', () => {
  const prefix = uniquePrefix();
  let url: string;
  let client: Client;
  let lab: Lab | undefined;

  const start = async () => {
    lab = await startLab({
      opensearchUrl: url,
      fleetSize: 80,
      alertsSearchable: 'at_once',
      alertsPrefix: `${prefix}alerts-`,
      log: () => undefined,
      configuration: {
        alerts_pattern: `${prefix}alerts-*`,
        ledger_index_prefix: `${prefix}ledger`,
      },
    });
    const plugin = new PluginClient(lab.host.url);
    // As a page does first: it waits for the ledger to be made.
    await plugin.context();
    return plugin;
  };
  const isolated = async (plugin: PluginClient) =>
    (await plugin.endpoints('lab', { state: 'isolated', size: '100' })).endpoints;

  beforeAll(async () => {
    ({ url } = await sharedOpenSearch());
    client = new Client({ node: url });
  }, startTimeLimit);
  afterAll(async () => {
    await lab?.stop();
    await client.close();
  });

  it('finds an isolation from long before the plugin was there, and says when it is over', async () => {
    const before = await start();
    const [proven] = await until(
      async () =>
        (await isolated(before)).filter(({ state }) => state.proof && state.cautions.length === 0),
      (certain) => certain.length > 0
    );
    const [healthy = ''] = lab ? healthyEndpoints(lab.simulations[0]) : [];
    const { name } = await before.endpoint('lab', healthy);
    await lab?.stop();
    await client.indices.delete({ index: `${prefix}ledger-*` });
    const { body } = await client.search({
      index: `${prefix}alerts-*`,
      body: {
        size: 1,
        query: { bool: { filter: [{ term: { 'agent.id': proven?.agent_id } }] } },
        sort: [{ timestamp: 'desc' }],
      },
    });
    const newest: StoredAlert = body.hits.hits[0]._source;
    const at = Date.now() - 100 * DAY;
    const old = {
      ...newest,
      id: `${Math.floor(at / 1000)}.42`,
      timestamp: new Date(at).toISOString(),
      agent: { ...newest.agent, id: healthy, name },
    };
    await client.index({ index: `${prefix}alerts-4.x-old`, body: old, refresh: true });

    const after = await start();
    const found = await until(
      () => isolated(after),
      (endpoints) => endpoints.some(({ agent_id }) => agent_id === healthy)
    );
    const { state } = found.find(({ agent_id }) => agent_id === healthy) ?? {};
    expect(state).toMatchObject({ status: 'isolated', proof: { at } });
    await until(
      () => after.context(),
      ({ warnings }) => !warnings.includes('history_not_read')
    );
  });
});
