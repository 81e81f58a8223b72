import type { Client } from '@opensearch-project/opensearch';
import type { Host, LabUser, Security } from '../../../lab/host';
import { startHost } from '../../../lab/host';
import type { LogRecord } from '../../../lab/host/log';
import { managerAddresses } from '../../../lab/endpoints/fleet_families';
import type { Delays } from '../../../lab/endpoints/live_endpoints';
import { API_USER } from '../../../lab/api_user';
import type { LabClock } from '../../../lab/lab_clock';
import type { Role } from '../../../lab/manager/rbac';
import type { Simulation } from '../../../lab/simulation';
import { startSimulation } from '../../../lab/simulation';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';
import { projectRoot } from '../../../scripts/project_root';
import { lookForSecrets } from '../../secret_watch';
import { uniquePrefix } from '../store/stores';
import { ApiClient } from './api_client';

/** A store that alerts can be written to. */
export interface AccessStore {
  readonly url: string;
  /** Client of a user who can write alerts. */
  readonly client: Client;
  /** User as which the dashboard itself connects to it. */
  readonly internalUser?: { readonly username: string; readonly password: string };
}

export interface AccessLabOptions {
  readonly store: AccessStore;
  readonly security: Security;
  readonly users: readonly LabUser[];
  readonly way?: 'direct' | 'wazuhCore';
  readonly runAs?: 'on' | 'off';
  readonly roles?: readonly Role[];
  /** Further `wazuh_isolation.*`, without the prefix. */
  readonly configuration?: Record<string, unknown>;
  /** User as which the dashboard connects to the manager, if not `API_USER`. */
  readonly apiUser?: { readonly password: string };
  readonly delays?: Partial<Delays>;
  /** Time of manager, endpoints and plugin, which a test can turn forward; the machine's own where left out. */
  readonly time?: LabClock;
  /** The manager's limit, in the plugin's configuration too; far from what is needed where left out. */
  readonly requestsPerMinute?: number;
  readonly agentAnswerTimeoutMs?: number;
  /** Endpoints of the manager; 80 where left out, of which some 27 are healthy. */
  readonly fleetSize?: number;
}

/** The built plugin in a dashboard, before a simulated manager: with people and rights of a test's own. */
export interface AccessLab {
  readonly host: Host;
  readonly simulation: Simulation;
  /** All that the dashboard has logged. */
  readonly logged: readonly LogRecord[];
  readonly indices: { readonly actions: string; readonly endpoints: string };
  readonly alertsPattern: string;
  as(user: string): ApiClient;
  stop(): Promise<void>;
}

export const HOST_ID = 'lab';
/** Far from what tests need that don't try the limit. */
const MANAGER_LIMIT = 100_000;
const SOON = { startMs: [1, 5], deliverMs: [1, 5], indexMs: [1, 5], disconnectMs: 200 } as const;

export async function startAccessLab(options: AccessLabOptions): Promise<AccessLab> {
  const { store, users, security, way = 'wazuhCore', runAs = 'on' } = options;
  const { requestsPerMinute = MANAGER_LIMIT } = options;
  const prefix = uniquePrefix();
  // Within what roles of the indexer are given on alerts.
  const alertsPrefix = `wazuh-alerts-${prefix}`;
  await installAlertsTemplate(store.client, alertsPrefix);
  const sink = createAlertSink(store.client, alertsPrefix);
  const simulation = await startSimulation({
    hostId: HOST_ID,
    version: '4.12.0',
    hostname: 'wazuh-server',
    fleetSize: options.fleetSize ?? 80,
    seed: 1,
    roles: options.roles,
    users: [API_USER],
    requestsPerMinute,
    agentAnswerTimeoutMs: options.agentAnswerTimeoutMs,
    delays: { ...SOON, ...options.delays },
    time: options.time,
    store: async (alerts) => {
      await sink.index(alerts);
      await store.client.indices.refresh({ index: `${alertsPrefix}*` });
    },
  });
  const logged: LogRecord[] = [];
  const { username, password } = API_USER;
  const apiUser = { username, password, ...options.apiUser };
  const { protocol, hostname, port } = new URL(simulation.manager.url);
  const host = await startHost({
    pluginDirectories: [projectRoot],
    configuration: {
      wazuh_isolation: {
        managers: { [HOST_ID]: { addresses: managerAddresses } },
        alerts_pattern: `${alertsPrefix}*`,
        ledger_index_prefix: `${prefix}ledger`,
        manager_requests_per_minute: requestsPerMinute,
        ...(way === 'direct'
          ? {
              hosts: [
                {
                  id: HOST_ID,
                  url: simulation.manager.url,
                  ...apiUser,
                  verify_tls: false,
                  run_as: runAs === 'on',
                },
              ],
            }
          : {}),
        ...options.configuration,
      },
    },
    opensearch: { url: store.url, internalUser: store.internalUser },
    security,
    users,
    time: options.time,
    ...(way === 'wazuhCore'
      ? {
          wazuhCore: {
            hosts: [
              {
                id: HOST_ID,
                url: `${protocol}//${hostname}`,
                port: Number(port),
                ...apiUser,
                run_as: runAs === 'on',
              },
            ],
            start: 'waits' as const,
          },
        }
      : {}),
    log: (record) => {
      logged.push(record);
      lookForSecrets('the log', JSON.stringify(record));
    },
  });
  return {
    host,
    simulation,
    logged,
    indices: { actions: `${prefix}ledger-actions`, endpoints: `${prefix}ledger-endpoints` },
    alertsPattern: `${alertsPrefix}*`,
    as: (user) => new ApiClient(host.url, user),
    stop: async () => {
      await host.stop();
      simulation.stop();
    },
  };
}
