import { Client } from '@opensearch-project/opensearch';
import { projectRoot } from '../scripts/project_root';
import { API_USER } from './api_user';
import type { AlertDocument } from './endpoints/alert_document';
import { managerAddresses } from './endpoints/fleet_families';
import type { Delays } from './endpoints/live_endpoints';
import { Endings } from './endings';
import type { Host, LogSink, ManagerHost, WazuhCoreOptions } from './host';
import { startHost } from './host';
import { consoleSink, createLogger } from './host/log';
import type { LabClock } from './lab_clock';
import type { ClusterOptions } from './manager/manager';
import { registerPanel } from './panel/panel';
import { PANEL_PATH } from './panel/panel_options';
import type { Simulation } from './simulation';
import { startSimulation } from './simulation';
import { createAlertSink, installAlertsTemplate } from './store/alert_sink';
import { alertsPrefix as usualPrefix } from './store/alerts_template';
import type { StoreGate } from './store/store_gate';
import { newestAlerts } from './store/newest_alerts';
import { removeTrust, trustOf } from './trust_file';
import { managerAgents } from './wazuh_pages/manager_agents';
import { pagesVersionOf } from './wazuh_pages/wazuh_version';

/** Releases of the simulated manager: the first of those that the plugin supports, and the two that were measured. */
export const managerReleases = ['4.9.2', '4.12.0', '4.14.7'] as const;
export type ManagerRelease = (typeof managerReleases)[number];

export interface LabOptions {
  /** Port of the dashboard; a free one by default. */
  readonly port?: number;
  readonly basePath?: string;
  /** A store that runs already; alerts are written there. */
  readonly opensearchUrl: string;
  /** Gate between the dashboard and the store, if there is one: the panel can close it. */
  readonly gate?: StoreGate;
  /** Kind of store, for the panel; its URL by default. */
  readonly storeName?: string;
  /** The built plugin: this project after a build, the default, or an unpacked zip. */
  readonly pluginDirectory?: string;
  /** Connection of the plugin to the manager; `wazuhCore` by default. */
  readonly way?: 'wazuhCore' | 'direct';
  /** `off` by default. */
  readonly runAs?: 'on' | 'off';
  /** `lab` by default: `admin`, `analyst` and `reader`. */
  readonly security?: 'none' | 'lab';
  /** `4.12.0` by default. */
  readonly managerVersion?: ManagerRelease;
  /** `off` by default. */
  readonly cluster?: 'on' | 'off';
  /** Host name of the first manager with its cluster off; `wazuh-server` by default. */
  readonly hostname?: string;
  /** Time the fleet's enrollments are counted back from, ms: now by default. The same fleet has the same. */
  readonly fleetAt?: number;
  /** Two have agents with the same ids, and are called by `HOST_IDS`. One by default. */
  readonly managers?: 1 | 2;
  /** Endpoints of each manager, 60 at least; 300 by default. */
  readonly fleetSize?: number;
  readonly delays?: Partial<Delays>;
  /** Requests a manager's API answers per minute; the real one's 300 by default. */
  readonly requestsPerMinute?: number;
  /** Alerts become searchable up to 5 s after they are stored, as in Wazuh, which is the default, or at once. */
  readonly alertsSearchable?: 'as_in_wazuh' | 'at_once';
  /** Prefix of the alert indices, for a test beside others on one store; `alerts_pattern` has to be configured as well then. */
  readonly alertsPrefix?: string;
  /** Further `wazuh_isolation.*`, without the prefix. */
  readonly configuration?: Record<string, unknown>;
  /** Time of the managers, the endpoints and the plugin, which a test can turn forward; the machine's own by default. */
  readonly time?: LabClock;
  /** The console by default. */
  readonly log?: LogSink;
  /** Stands above every page. */
  readonly notice?: string;
}

export interface Lab {
  readonly host: Host;
  /** URL of the control panel. */
  readonly panelUrl: string;
  /** One for each of the managers. */
  readonly simulations: readonly [Simulation, ...Simulation[]];
  /** Ends all that `startLab` started; the store is not among it. */
  stop(): Promise<void>;
}

/** Ids under which the dashboard knows the managers. */
export const HOST_IDS = ['lab', 'lab2'] as const;

const usualRelease: ManagerRelease = '4.12.0';
/** Documents that Discover lists. */
const newestInDiscover = 50;

const { username, password } = API_USER;

/** Requests that no test runs out of. */
const PLENTY = 3000;

/** Roles of the lab's users: `admin` and `analyst` may act, `reader` may look. */
const ROLES = {
  view: ['all_access', 'soc_analyst', 'readall'],
  isolate: ['all_access', 'soc_analyst'],
  release: ['all_access', 'soc_analyst'],
  probe: ['all_access', 'soc_analyst'],
  export: ['all_access', 'soc_analyst', 'readall'],
};

/**
 * Starts the built plugin in a local host, before simulated managers with fleets of simulated endpoints. All on 127.0.0.1.
 *
 * @throws Error where the host refuses the plugin or its configuration, or the port is taken; nothing is left running then
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const endings = new Endings();
  try {
    const client = new Client({ node: options.opensearchUrl });
    endings.add(() => client.close());
    const simulations = await startSimulations(options, client, endings);
    const host = await startDashboard(options, client, simulations, endings);
    const stop = () => endings.endAll();
    return { host, panelUrl: `${host.url}${PANEL_PATH}`, simulations, stop };
  } catch (failed) {
    await endings.endAll();
    throw failed;
  }
}

async function startSimulations(
  options: LabOptions,
  client: Client,
  endings: Endings
): Promise<Lab['simulations']> {
  await installAlertsTemplate(client, options.alertsPrefix);
  const store = storeOf(options, client);
  const start = async (number: 0 | 1) => {
    const simulation = await startSimulation({
      hostId: HOST_IDS[number],
      version: options.managerVersion ?? usualRelease,
      hostname: number === 0 ? options.hostname ?? 'wazuh-server' : 'wazuh-server-2',
      ...(options.cluster === 'on' ? { cluster: clusterOf(number) } : {}),
      fleetSize: options.fleetSize ?? 300,
      seed: number + 1,
      ...(options.fleetAt === undefined ? {} : { fleetAt: options.fleetAt }),
      delays: options.delays,
      time: options.time,
      requestsPerMinute: options.requestsPerMinute,
      users: [API_USER],
      store,
    });
    endings.add(() => simulation.stop());
    return simulation;
  };
  const first = await start(0);
  const simulations: Lab['simulations'] =
    options.managers === 2 ? [first, await start(1)] : [first];
  // The past has been searchable for days.
  await client.indices.refresh({ index: alertsOf(options) });
  return simulations;
}

/** The alert indices as one pattern. */
function alertsOf({ alertsPrefix = usualPrefix }: LabOptions): string {
  return `${alertsPrefix}*`;
}

/** Stores alerts for as long as the client is open. What the store refuses is lost, as it is with Wazuh, and said. */
function storeOf(options: LabOptions, client: Client) {
  const sink = createAlertSink(client, options.alertsPrefix);
  const logger = createLogger(options.log ?? consoleSink, 'lab');
  return async (alerts: readonly AlertDocument[]) => {
    try {
      await sink.index(alerts);
      if (options.alertsSearchable === 'at_once') {
        await client.indices.refresh({ index: alertsOf(options) });
      }
    } catch (error) {
      logger.error(`An alert wasn't stored. ${error instanceof Error ? error.message : error}`);
    }
  };
}

function clusterOf(number: 0 | 1): ClusterOptions {
  const suffix = number === 0 ? '' : '-2';
  const [master, worker] = managerAddresses;
  return {
    name: `wazuh-lab${suffix}`,
    nodes: [
      { name: 'master-node', type: 'master', hostname: `wazuh-master${suffix}`, ip: master },
      { name: 'worker-01', type: 'worker', hostname: `wazuh-worker${suffix}`, ip: worker },
    ],
  };
}

async function startDashboard(
  options: LabOptions,
  client: Client,
  simulations: Lab['simulations'],
  endings: Endings
): Promise<Host> {
  const { basePath = '', gate, security = 'lab' } = options;
  const host = await startHost({
    port: options.port,
    basePath,
    pluginDirectories: [options.pluginDirectory ?? projectRoot],
    configuration: configurationOf(options, simulations, endings),
    opensearch: { url: gate?.url ?? options.opensearchUrl },
    security,
    ...(options.way === 'direct' ? {} : { wazuhCore: wazuhCoreOptions(options, simulations) }),
    log: options.log,
    time: options.time,
    notice: options.notice,
    wazuhPages: {
      version: pagesVersionOf(options.managerVersion ?? usualRelease),
      agents: () => managerAgents(simulations[0].manager),
    },
    discoverDocuments: () => newestAlerts(client, newestInDiscover, alertsOf(options)),
    links: [{ label: 'Control panel', href: PANEL_PATH }],
    registerRoutes: (server) =>
      registerPanel(server, {
        basePath,
        simulations,
        gate,
        security,
        storeName: options.storeName ?? options.opensearchUrl,
      }),
  });
  endings.add(() => host.stop());
  // A silent store would hold up the end until the requests that wait for it give up.
  endings.add(() => gate?.set('open'));
  return host;
}

function configurationOf(
  { way, runAs, security, configuration, requestsPerMinute }: LabOptions,
  simulations: Lab['simulations'],
  endings: Endings
): Record<string, unknown> {
  const settings: Record<string, unknown> = {
    managers: Object.fromEntries(
      simulations.map(({ hostId }) => [hostId, { addresses: managerAddresses }])
    ),
    roles: ROLES,
    manager_requests_per_minute: requestsPerMinute ?? PLENTY,
    ...(security === 'none' ? { allow_without_security: true } : {}),
    ...(way === 'direct' ? { hosts: directHosts(runAs, simulations, endings) } : {}),
    ...configuration,
  };
  return { wazuh_isolation: settings };
}

function directHosts(
  runAs: LabOptions['runAs'],
  simulations: Lab['simulations'],
  endings: Endings
) {
  return simulations.map(({ hostId, manager }) => {
    const caFile = trustOf(manager.ca);
    endings.add(() => removeTrust(caFile));
    return {
      id: hostId,
      url: manager.url,
      username,
      password,
      ca_file: caFile,
      run_as: runAs === 'on',
    };
  });
}

function wazuhCoreOptions(
  { runAs, managerVersion }: LabOptions,
  simulations: Lab['simulations']
): WazuhCoreOptions {
  const hosts = simulations.map(({ hostId, manager }): ManagerHost => {
    const { protocol, hostname, port } = new URL(manager.url);
    return {
      id: hostId,
      url: `${protocol}//${hostname}`,
      port: Number(port),
      username,
      password,
      run_as: runAs === 'on',
    };
  });
  // From 4.14.5 the dashboard no longer waits for its managers.
  return { hosts, start: managerVersion === '4.14.7' ? 'in_background' : 'waits' };
}
