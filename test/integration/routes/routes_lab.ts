import { isIP } from 'node:net';
import type { Client } from '@opensearch-project/opensearch';
import { valueAt } from '../../../common/base/json_reading';
import type { Lab, LabOptions } from '../../../lab/lab';
import { startLab } from '../../../lab/lab';
import type { LogRecord } from '../../../lab/host/log';
import type { Simulation } from '../../../lab/simulation';
import { openStoreGate } from '../../../lab/store/store_gate';
import type { StoreGate } from '../../../lab/store/store_gate';
import { lookForSecrets } from '../../secret_watch';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { clientOf, sharedOpenSearch, startTimeLimit, uniquePrefix } from '../store/stores';
import { CheckedClient } from './checked_client';
import { LedgerView } from './ledger_view';

/** Delays of a few milliseconds from the manager's call to the searchable alert. The manager notices at once who is away. */
const SOON = { startMs: [1, 5], deliverMs: [1, 5], indexMs: [1, 5], disconnectMs: 200 } as const;

/** The built plugin over HTTP, before a simulated manager and a real OpenSearch, with indices of its own. */
export class RoutesLab {
  private readonly used = new Set<string>();

  constructor(
    private readonly lab: Lab,
    readonly gate: StoreGate,
    readonly client: Client,
    readonly ledger: LedgerView,
    readonly alertsPrefix: string,
    /** All that the dashboard has logged. */
    readonly logged: readonly LogRecord[]
  ) {}

  get simulation(): Simulation {
    return this.lab.simulations[0];
  }

  get manager(): Simulation['manager'] {
    return this.simulation.manager;
  }

  get endpoints(): Simulation['endpoints'] {
    return this.simulation.endpoints;
  }

  get url(): string {
    return this.lab.host.url;
  }

  as(user: string): CheckedClient {
    return new CheckedClient(this.url, user);
  }

  /** A Windows endpoint on which all is well, that knows its manager by address, and that no test has had. */
  endpoint(): string {
    const id = healthyEndpoints(this.simulation).find(
      (one) => !this.used.has(one) && this.knowsManagerByAddress(one)
    );
    if (id === undefined) throw new Error('every healthy endpoint of this lab is used');
    this.used.add(id);
    return id;
  }

  private knowsManagerByAddress(id: string): boolean {
    const { servers = [] } = this.manager.fleet.find(id) ?? {};
    return servers.every(({ address }) => isIP(address) !== 0);
  }

  /** Commands the manager passed on to an agent, in order: `isolate`, `release`. */
  sentTo(agentId: string): string[] {
    return this.manager
      .commandsReached()
      .filter((reached) => reached.agentId === agentId)
      .map(({ command }) => String(valueAt(command.alert, 'data', 'action')));
  }

  /** Lines logged at these levels. */
  logLines(...levels: ReadonlyArray<LogRecord['level']>): string[] {
    return this.logged.filter(({ level }) => levels.includes(level)).map(({ message }) => message);
  }

  async stop(): Promise<void> {
    await this.lab.stop();
    await this.gate.stop();
    await this.client.close();
  }
}

export async function startRoutesLab(given: Partial<LabOptions> = {}): Promise<RoutesLab> {
  const store = await sharedOpenSearch();
  const gate = await openStoreGate(store.url);
  const prefix = uniquePrefix();
  const alertsPrefix = `${prefix}alerts-`;
  const logged: LogRecord[] = [];
  const lab = await startLab({
    opensearchUrl: store.url,
    gate,
    fleetSize: 120,
    delays: SOON,
    alertsSearchable: 'at_once',
    alertsPrefix,
    log: (record) => {
      logged.push(record);
      lookForSecrets('the log', JSON.stringify(record));
    },
    ...given,
    configuration: {
      alerts_pattern: `${alertsPrefix}*`,
      ledger_index_prefix: `${prefix}ledger`,
      ...given.configuration,
    },
  });
  const client = clientOf(store);
  const ledger = new LedgerView(client, `${prefix}ledger`);
  return new RoutesLab(lab, gate, client, ledger, alertsPrefix, logged);
}

/** Starts a lab before the tests of a `describe` and ends it behind them. */
export function routesLab(given: Partial<LabOptions> = {}): () => RoutesLab {
  let lab: RoutesLab | undefined;
  beforeAll(async () => {
    lab = await startRoutesLab(given);
  }, startTimeLimit);
  afterAll(() => lab?.stop());
  return () => {
    if (!lab) throw new Error('the lab is there in tests only');
    return lab;
  };
}
