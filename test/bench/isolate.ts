import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { startOpenSearch } from '../../lab/store/opensearch/opensearch';
import { ManagerClient } from '../builders/manager_client';
import { healthyEndpoints } from '../integration/lab/healthy_endpoints';
import { PluginClient } from '../integration/lab/plugin_client';
import setUpBuiltPlugin from '../setup_built_plugin';
import type { Benchmark, Figure } from './benchmark';
import { median, timeOf } from './parts/timing';

const WARM_UP = 20;
const MEASURED = 100;
const AFTER_THE_RUN = 600_000;

/** One command to the manager's API, of a client that is logged in and connected. */
async function barePut(client: ManagerClient, token: string, agentId: string): Promise<void> {
  const answer = await client.send(
    'PUT',
    `/active-response?agents_list=${agentId}`,
    { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    JSON.stringify({
      command: '!isolation.exe',
      arguments: ['192.168.1.1', '192.168.1.2'],
      alert: { data: { action: 'isolate', user: 'alice#k7m2q9xd', debug: false } },
    })
  );
  if (answer.status !== 200) throw new Error(`the manager answered ${answer.status}`);
}

async function isolate(plugin: PluginClient, agentId: string): Promise<number> {
  const preview = await plugin.preview('isolate', 'lab', agentId);
  return timeOf(async () => {
    const started = await plugin.startPreviewed(preview);
    if (!('action' in started) || started.action.status !== 'dispatched') {
      throw new Error(`not dispatched: ${JSON.stringify(started)}`);
    }
  });
}

async function measure({ host, simulations: [simulation] }: Lab): Promise<readonly Figure[]> {
  const { manager } = simulation;
  const plugin = new PluginClient(host.url);
  const client = new ManagerClient(manager.url, manager.ca);
  const token = await client.logIn('wazuh', 'wazuh');
  const endpoints = healthyEndpoints(simulation).slice(0, WARM_UP + MEASURED);
  if (endpoints.length < WARM_UP + MEASURED) throw new Error('the fleet is too small');
  const bare: number[] = [];
  const isolates: number[] = [];
  // In turn, so that both are measured on the same machine: it may have other work at one time and none at another.
  for (const agentId of endpoints) {
    isolates.push(await isolate(plugin, agentId));
    bare.push(await timeOf(() => barePut(client, token, agentId)));
  }
  client.close();
  const isolateMs = median(isolates.slice(WARM_UP));
  const bareMs = median(bare.slice(WARM_UP));
  const ratio = Math.round((isolateMs / bareMs) * 100) / 100;
  return [
    { name: 'isolate_ratio', value: ratio, unit: 'times_a_bare_put', bound: { atMost: 2 } },
    { name: 'isolate_median', value: Math.round(isolateMs * 10) / 10, unit: 'ms' },
    { name: 'bare_put_median', value: Math.round(bareMs * 10) / 10, unit: 'ms' },
  ];
}

/**
 * One isolation, from the POST to the manager's answer, recorded before and behind, against the bare request to the same simulated
 * manager, which answers after the real one's 20 ms. On a real OpenSearch.
 */
export const benchmark: Benchmark = {
  async run() {
    setUpBuiltPlugin();
    const store = await startOpenSearch();
    try {
      const lab = await startLab({
        opensearchUrl: store.url,
        fleetSize: 600,
        requestsPerMinute: 100_000,
        // What endpoints answer is no part of it.
        delays: { startMs: [AFTER_THE_RUN, AFTER_THE_RUN] },
        log: () => undefined,
      });
      try {
        return await measure(lab);
      } finally {
        await lab.stop();
      }
    } finally {
      await store.stop();
    }
  },
};
