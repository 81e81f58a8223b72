import type { AlertDocument } from './endpoints/alert_document';
import { buildFleet } from './endpoints/fleet';
import type { DecodingNode, Delays } from './endpoints/live_endpoints';
import { LiveEndpoints } from './endpoints/live_endpoints';
import { Timers } from './timers';
import type { Agent } from './manager/agent';
import type { ClusterOptions, SimulatedManager } from './manager/manager';
import { loneNode, startManager } from './manager/manager';
import type { Role, User } from './manager/rbac';
import { LabClock } from './lab_clock';
import { NodeClocks } from './node_clocks';
import { simulatedRoles } from './simulated_roles';

export interface SimulationOptions {
  /** ID under which the dashboard knows the manager. */
  readonly hostId: string;
  /** Version of the manager, for example `4.12.0`. */
  readonly version: string;
  /** Host name of the manager with the cluster off. */
  readonly hostname: string;
  readonly cluster?: ClusterOptions;
  readonly fleetSize: number;
  /** Another fleet for another number. */
  readonly seed: number;
  /** Time the fleet's past is counted back from, ms: now by default. */
  readonly fleetAt?: number;
  readonly delays?: Partial<Delays>;
  /** A clock of its own where left out. */
  readonly time?: LabClock;
  /** Requests the manager's API answers per minute; the real one's 300 by default. */
  readonly requestsPerMinute?: number;
  /** Time remoted waits for an agent; the real one's 60 s by default. */
  readonly agentAnswerTimeoutMs?: number;
  /** Roles of people with run_as on, besides the manager's own administrators; those of the lab's users by default. */
  readonly roles?: readonly Role[];
  /** Further users of the manager's API. */
  readonly users?: readonly User[];
  /** Never rejects: nobody is there whom it would help. */
  readonly store: (alerts: readonly AlertDocument[]) => Promise<void>;
}

/** A manager and its endpoints. */
export interface Simulation {
  readonly hostId: string;
  readonly manager: SimulatedManager;
  readonly endpoints: LiveEndpoints;
  /** A test can turn it forward. */
  readonly time: LabClock;
  readonly clocks: NodeClocks;
  /** Ids of the agents of which alerts were stored when it began. */
  readonly reportedBefore: ReadonlySet<string>;
  stop(): void;
}

/** Starts a simulated manager with a fleet of simulated endpoints; what happened to them before is stored when it resolves. */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { hostId, version, hostname, cluster, store, time = new LabClock() } = options;
  const clocks = new NodeClocks();
  const ownNode = cluster?.nodes[0].name ?? loneNode;
  const timers = new Timers(time);
  const built = buildFleet({
    now: options.fleetAt ?? time.now(),
    size: options.fleetSize,
    seed: options.seed,
    version,
    nodes: cluster?.nodes.map(({ name }) => name),
  });
  const manager: SimulatedManager = await startManager({
    fleet: built.agents,
    version,
    hostname,
    requestsPerMinute: options.requestsPerMinute,
    agentAnswerTimeoutMs: options.agentAnswerTimeoutMs,
    cluster,
    roles: options.roles ?? simulatedRoles,
    users: options.users,
    time,
    clock: () => time.now() + clocks.offsetOf(ownNode),
    onCommand: (agentId, command) => endpoints.receive(agentId, command),
  });
  const decodedBy = (agent: Agent): DecodingNode => {
    const node = manager.nodes.find(({ name }) => name === agent.node) ?? manager.nodes[0];
    const { name, hostname: host } = node;
    return {
      manager: { name: host },
      ...(cluster ? { cluster: { name: cluster.name, node: name } } : {}),
      clockOffsetMs: clocks.offsetOf(name),
    };
  };
  const past: AlertDocument[] = [];
  let replay: 'running' | 'over' = 'running';
  const endpoints: LiveEndpoints = new LiveEndpoints({
    endpoints: built.endpoints,
    fleet: manager.fleet,
    seed: options.seed,
    sink: {
      index: (alert, { delayMs }) => {
        if (replay === 'running') past.push(alert);
        else timers.after(delayMs, () => void store([alert]));
      },
    },
    decodedBy,
    clock: time,
    delays: options.delays,
  });
  endpoints.replay(built.history);
  replay = 'over';
  await store(past);
  return {
    hostId,
    reportedBefore: new Set(past.map(({ agent }) => agent.id)),
    manager,
    endpoints,
    time,
    clocks,
    stop: () => {
      timers.stop();
      endpoints.stop();
      manager.stop();
    },
  };
}
