import type { Client } from '@opensearch-project/opensearch';
import { isPending } from '../../../common/action/action';
import { valueAt } from '../../../common/base/json_reading';
import { MINUTE } from '../../../common/base/time';
import { directConfiguration } from '../../builders/direct_configuration';
import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import type { Delays } from '../../../lab/endpoints/live_endpoints';
import { API_USER } from '../../../lab/api_user';
import { Endings } from '../../../lab/endings';
import { createLogger } from '../../../lab/host/log';
import { asOffered } from '../../../lab/host/opensearch/clients';
import type { LogRecord } from '../../../lab/host';
import type { Simulation } from '../../../lab/simulation';
import { startSimulation } from '../../../lab/simulation';
import { buildServices } from '../../../server/build_services';
import type { IsolationConfig } from '../../../server/configuration/config';
import { configSchema } from '../../../server/configuration/config';
import { managerAccess } from '../../../server/manager_access';
import type { Clock } from '../../../server/base/clock';
import type { Services } from '../../../server/services/services';
import { settingsOf } from '../../../server/configuration/settings';
import { lookForSecrets } from '../../secret_watch';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { clientOf, uniquePrefix } from '../store/stores';
import { AlertStore } from './alert_store';
import type { Dashboard, DashboardSetup } from './dashboard';
import { LoadedDashboard } from './dashboard';
import { eventsByAgent } from './events_by_agent';
import type { Reached } from './ledger_faults';
import { faultsOf } from './ledger_faults';
import type { LedgerSnapshot } from './ledger_snapshot';
import { readLedger } from './ledger_snapshot';
import { stateFaultsOf } from './state_faults';

export const HOST_ID = 'lab';
const MANAGER = 'manager:wazuh-server';
/** Every wait of an action is over by then. */
const LATER = 20 * MINUTE;

export interface WorldOptions {
  readonly storeUrl: string;
  readonly fleetSize: number;
  readonly seed?: number;
  readonly delays?: Partial<Delays>;
  /** The manager's limit; practically none if left out. */
  readonly requestsPerMinute?: number;
  /** Further `wazuh_isolation.*`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** Delays of a few milliseconds from the manager's call to the alert, so that commands, answers and faults come in every order. */
const SOON: Partial<Delays> = { startMs: [1, 30], deliverMs: [1, 30], indexMs: [1, 30] };

/** The place where a world keeps what is requested and reported. */
interface Place {
  readonly alerts: AlertStore;
  readonly ledgerPrefix: string;
  /** Number of alerts of the fleet's own past. */
  readonly alertsBefore: number;
  readonly commandsBefore: number;
  /** Sets where endpoints report to from now on. */
  readonly putAlerts: (alerts: AlertStore) => void;
}

function newAlertStore(client: Client): Promise<AlertStore> {
  return AlertStore.open(client, `${uniquePrefix()}alerts-`);
}

/** The world that lives on while dashboards die: the indexer, a manager, endpoints, and their reports. */
export class FaultWorld {
  /** All that servers in this process have logged. */
  readonly logged: LogRecord[] = [];
  private readonly healthy: readonly string[];
  private changes: Readonly<Record<string, unknown>> = {};

  private constructor(
    private readonly options: WorldOptions,
    readonly client: Client,
    readonly simulation: Simulation,
    private readonly endings: Endings,
    private place: Place
  ) {
    this.healthy = healthyEndpoints(simulation);
  }

  static async start(options: WorldOptions): Promise<FaultWorld> {
    const endings = new Endings();
    const client = clientOf({ url: options.storeUrl });
    endings.add(() => client.close());
    const held: { alerts: AlertStore } = { alerts: await newAlertStore(client) };
    endings.add(() => held.alerts.close());
    const simulation = await startSimulation({
      hostId: HOST_ID,
      version: '4.12.0',
      hostname: 'wazuh-server',
      users: [API_USER],
      fleetSize: options.fleetSize,
      seed: options.seed ?? 1,
      delays: { ...SOON, ...options.delays },
      requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
      store: (alerts) => held.alerts.store(alerts),
    });
    endings.add(() => simulation.stop());
    const { alerts } = held;
    return new FaultWorld(options, client, simulation, endings, {
      alerts,
      ledgerPrefix: `${uniquePrefix()}ledger`,
      alertsBefore: alerts.stored.length,
      commandsBefore: 0,
      putAlerts: (next) => {
        held.alerts = next;
      },
    });
  }

  /** The same manager and endpoints, all of them open, with an empty ledger and no past. */
  async beginAnew(): Promise<void> {
    await this.settled();
    for (const agent of new Set(this.commands().map(({ agentId }) => agentId))) {
      this.simulation.endpoints.endFault(agent, 'alerts_lost');
      this.simulation.endpoints.recover(agent, 'reset_firewall');
      this.simulation.endpoints.recover(agent, 'delete_backup');
    }
    const alerts = await newAlertStore(this.client);
    const before = this.alerts;
    this.place.putAlerts(alerts);
    await before.close();
    this.place = {
      ...this.place,
      alerts,
      ledgerPrefix: `${uniquePrefix()}ledger`,
      alertsBefore: 0,
      commandsBefore: this.simulation.manager.commandsReached().length,
    };
  }

  get alerts(): AlertStore {
    return this.place.alerts;
  }

  get ledgerPrefix(): string {
    return this.place.ledgerPrefix;
  }

  /** `wazuh_isolation.*`, without the prefix. */
  get configuration(): Readonly<Record<string, unknown>> {
    return {
      alerts_pattern: this.alerts.pattern,
      ledger_index_prefix: this.ledgerPrefix,
      manager_requests_per_minute: 1_000_000,
      answer_time: '30s',
      ...directConfiguration(this.simulation),
      ...this.options.configuration,
      ...this.changes,
    };
  }

  /** Changes the settings of the dashboards that begin from now on; earlier changes are undone. */
  reconfigure(changes: Readonly<Record<string, unknown>>): void {
    this.changes = changes;
  }

  /** Some of those on which all was well when this world began. */
  endpoints(count: number): string[] {
    const some = this.healthy.slice(0, count);
    if (some.length < count) throw new Error(`there are only ${some.length} endpoints`);
    return some;
  }

  /** Loses reports until the world starts over. */
  loseAnswersOf(agents: readonly string[]): void {
    for (const agent of agents) this.simulation.endpoints.startFault(agent, 'alerts_lost');
  }

  /** Lists what the manager passed on to agents. */
  reached(): Reached[] {
    return this.commands().map(({ agentId, command }) => {
      const user = String(valueAt(command.alert, 'data', 'user'));
      return {
        agentId,
        verb: String(valueAt(command.alert, 'data', 'action')),
        ref: user.includes('#') ? user.slice(user.lastIndexOf('#') + 1) : '',
      };
    });
  }

  setup(changes: Partial<DashboardSetup> = {}): DashboardSetup {
    return { configuration: this.configuration, opensearchUrl: this.options.storeUrl, ...changes };
  }

  /** A dashboard in a process of its own, which ends with this world at the latest. */
  async dashboard(changes: Partial<DashboardSetup> = {}): Promise<Dashboard> {
    return (await this.load()).begin(this.setup(changes));
  }

  async load(): Promise<LoadedDashboard> {
    const loaded = await LoadedDashboard.load();
    this.endings.add(() => loaded.end());
    return loaded;
  }

  /** The plugin's server in this process, whose clock and ways out a test decides. */
  services(
    clock: Clock,
    client: Client = this.client,
    access = managerAccess(this.config(), undefined, clock.now)
  ): Services {
    this.endings.add(() => access.close());
    const logger = createLogger((record) => {
      lookForSecrets('the log', JSON.stringify(record));
      this.logged.push(record);
    }, 'server');
    return buildServices(settingsOf(this.config()), asOffered(client), access, logger, clock);
  }

  config(): IsolationConfig {
    return configSchema.validate(this.configuration);
  }

  /** Waits until every command that reached an endpoint without a fault has been answered, and the answers and the ledger can be searched. */
  async settled(): Promise<void> {
    const isHeard = (agent: string) => this.simulation.endpoints.faults(agent).length === 0;
    const answers = this.commands().filter(({ agentId }) => isHeard(agentId)).length;
    await this.alerts.whenStored(this.place.alertsBefore + answers);
    const index = `${this.ledgerPrefix}-*`;
    await this.client.indices.refresh({ index, ignore_unavailable: true });
  }

  /**
   * Lets all that is in progress arrive and all times pass, with a server that comes up much later, and reads what is then.
   * @param endpoints those that were acted upon
   */
  async atRest(endpoints: readonly string[]): Promise<WorldAtRest> {
    await this.settled();
    const now = () => Date.now() + LATER;
    const services = this.services({
      now,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
    const index = `${this.ledgerPrefix}-*`;
    let ledger: LedgerSnapshot;
    // What waits to be sent is interrupted, what was being sent becomes uncertain and then unanswered.
    let rounds = 0;
    do {
      await this.client.indices.refresh({ index, ignore_unavailable: true });
      await services.reconciler.round();
      await services.reconciler.sweep();
      ledger = await readLedger(this.client, this.ledgerPrefix);
      rounds += 1;
    } while (rounds < 5 && ledger.actions.some(({ status }) => isPending(status)));
    const { failure } = services.reconciler.report();
    services.reconciler.stop();
    return {
      ledger,
      faults: [...(failure ? [failure.message] : []), ...this.faultsOf(ledger, endpoints, now())],
    };
  }

  stop(): Promise<void> {
    return this.endings.endAll();
  }

  private commands() {
    return this.simulation.manager.commandsReached().slice(this.place.commandsBefore);
  }

  private faultsOf(ledger: LedgerSnapshot, endpoints: readonly string[], now: number): string[] {
    const events = eventsByAgent(this.alerts.stored, settingsOf(this.config()).alerts);
    const refs = new Set(ledger.actions.map(({ endpoint, ref }) => `${endpoint}#${ref}`));
    const elsewhere = ledger.elsewhere.filter(({ endpoint, evidence: [first] }) =>
      refs.has(`${endpoint}#${first?.ref}`)
    );
    return [
      ...faultsOf(ledger.actions, this.reached()),
      ...endpoints.flatMap((agent) =>
        stateFaultsOf(
          {
            actions: ledger.actions.filter((action) => action.agent.id === agent),
            events: events.get(agent) ?? [],
            document: ledger.endpoints.find(({ endpoint }) => endpoint === `${MANAGER}/${agent}`),
            truth: isReallyIsolated(this.simulation.endpoints.state(agent)) ? 'isolated' : 'open',
          },
          now
        )
      ),
      ...elsewhere.map(({ endpoint, verb }) => `${endpoint}: ${verb} is taken for another's`),
    ];
  }
}

export interface WorldAtRest {
  readonly ledger: LedgerSnapshot;
  /** Broken promises in words; none if each is kept. */
  readonly faults: readonly string[];
}
