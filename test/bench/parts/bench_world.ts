import { API_USER } from '../../../lab/api_user';
import { Client } from '@opensearch-project/opensearch';
import { directConfiguration } from '../../builders/direct_configuration';
import { Endings } from '../../../lab/endings';
import { startSimulation } from '../../../lab/simulation';
import type { Simulation } from '../../../lab/simulation';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';
import { alertsPattern } from '../../../lab/store/alerts_template';
import { startOpenSearch } from '../../../lab/store/opensearch/opensearch';
import type { Dashboard } from '../../integration/faults/dashboard';
import { LoadedDashboard } from '../../integration/faults/dashboard';
import setUpBuiltPlugin from '../../setup_built_plugin';

/** The name under which the dashboards know the manager. */
export const HOST_ID = 'lab';
/** Its endpoints in the ledger: `manager:wazuh-server/001`. */
export const MANAGER = 'manager:wazuh-server';
export const ACTIONS_INDEX = 'wazuh-isolation-actions';
export const ENDPOINTS_INDEX = 'wazuh-isolation-endpoints';

/** Megabytes; an indexer of a small installation has a few times as much. */
const HEAP = 1500;

/** A real OpenSearch of its own, a simulated manager, and dashboards with the built plugin, each in a process of its own. */
export class BenchWorld {
  private constructor(
    readonly storeUrl: string,
    readonly client: Client,
    private readonly simulation: Simulation,
    private readonly endings: Endings
  ) {}

  /** @param fleetSize agents that the manager lists; 60 at least */
  static async start(fleetSize = 60): Promise<BenchWorld> {
    setUpBuiltPlugin();
    const endings = new Endings();
    try {
      const store = await startOpenSearch({ heap: HEAP, tunedFor: 'load' });
      endings.add(() => store.stop());
      const client = new Client({ node: store.url, maxRetries: 0, requestTimeout: 120_000 });
      endings.add(() => client.close());
      await installAlertsTemplate(client);
      const sink = createAlertSink(client);
      const simulation = await startSimulation({
        hostId: HOST_ID,
        version: '4.12.0',
        hostname: 'wazuh-server',
        users: [API_USER],
        fleetSize,
        seed: 1,
        requestsPerMinute: 1_000_000,
        store: (alerts) => sink.index(alerts),
      });
      endings.add(() => simulation.stop());
      return new BenchWorld(store.url, client, simulation, endings);
    } catch (failed) {
      await endings.endAll();
      throw failed;
    }
  }

  /** A dashboard that has loaded everything and begins when it is told to. */
  async load(): Promise<LoadedDashboard> {
    const loaded = await LoadedDashboard.load();
    this.endings.add(() => loaded.end());
    return loaded;
  }

  /** @param opensearchUrl the store itself where left out */
  begin(loaded: LoadedDashboard, opensearchUrl = this.storeUrl): Promise<Dashboard> {
    return loaded.begin({
      opensearchUrl,
      configuration: {
        alerts_pattern: alertsPattern,
        ...directConfiguration(this.simulation),
      },
    });
  }

  /** Resolves when every stored alert was read once. */
  async historyIsRead(): Promise<void> {
    for (;;) {
      const answer = await this.client.get(
        { index: ENDPOINTS_INDEX, id: 'history' },
        { ignore: [404, 503] }
      );
      if (answer.statusCode === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Counts the documents of a kind. */
  async count(index: string, kind: string): Promise<number> {
    await this.client.indices.refresh({ index });
    const { body } = await this.client.count({ index, body: { query: { term: { kind } } } });
    return body.count;
  }

  stop(): Promise<void> {
    return this.endings.endAll();
  }
}
