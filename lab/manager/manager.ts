import { Api } from './api';
import type { Command } from '../endpoints/program';
import type { Agent } from './agent';
import { Fleet } from './agent';
import { certificates } from './certificates';
import type { ManagerContext, ManagerVersion } from './context';
import { Faults } from './faults';
import type { Handle } from './https_server';
import { HttpsServer } from './https_server';
import { LoginBlock, RateLimit } from './limits';
import type { ManagerNode } from './nodes';
import { Nodes } from './nodes';
import { codedError } from './problem';
import type { Role, User } from './rbac';
import { Rbac } from './rbac';
import { LabClock } from '../lab_clock';
import { Timers } from '../timers';
import { Tokens } from './tokens';

export interface ClusterOptions {
  readonly name: string;
  /** The master first: its API is the one at `url`. */
  readonly nodes: readonly [ManagerNode, ...ManagerNode[]];
}

export interface ManagerOptions {
  readonly fleet: readonly Agent[];
  /** `4.12.0` where left out. Below 4.14 it behaves like 4.12. */
  readonly version?: string;
  /** The cluster is off where left out. */
  readonly cluster?: ClusterOptions;
  /** Host name, and name of agent 000, with the cluster off. */
  readonly hostname?: string;
  /** Roles and users beside `administrator`, `wazuh` and `wazuh-wui`. */
  readonly roles?: readonly Role[];
  readonly users?: readonly User[];
  /** Port of the first node; any free one by default. The other nodes take free ones. */
  readonly port?: number;
  /** Rules how long it and its agents take; a clock of its own where left out. */
  readonly time?: LabClock;
  /** Milliseconds since the epoch as the manager has them; rules tokens and limits, not timers. That of `time` where left out. */
  readonly clock?: () => number;
  /** Added to every answer; the real API needs about 20 ms. */
  readonly answerDelayMs?: number;
  readonly tokenLifetimeSeconds?: number;
  readonly requestsPerMinute?: number;
  /** Time after which a request is answered with 500/3021. */
  readonly requestTimeoutMs?: number;
  /** Time remoted waits for an agent. */
  readonly agentAnswerTimeoutMs?: number;
  /** Receives what is sent to an agent. */
  readonly onCommand?: (agentId: string, command: Command, node: ManagerNode) => void;
}

/** One command that was handed to an agent's connection. */
export interface ReachedAgent {
  readonly agentId: string;
  readonly node: string;
  readonly command: Command;
}

export interface SimulatedManager {
  /** `https://127.0.0.1:<port>` of the first node. */
  readonly url: string;
  /** URLs by name of the node. */
  readonly nodeUrls: Readonly<Record<string, string>>;
  /** PEM of the authority that signed the certificate. */
  readonly ca: string;
  readonly fleet: Fleet;
  readonly rbac: Rbac;
  readonly faults: Faults;
  readonly tokens: Tokens;
  /** The one at `url` first. */
  readonly nodes: readonly [ManagerNode, ...ManagerNode[]];
  /** Method and path of every request so far, in order; also of those that were refused. */
  asked(): readonly string[];
  /** Every command sent so far, in order; also those whose call answered an error. */
  commandsReached(): readonly ReachedAgent[];
  stop(): void;
}

/** Name of the only node, with the cluster off. */
export const loneNode = 'node01';

/** Delay of a response with the fault `slow_answers`. */
const slowAnswerMs = 15_000;
/** Head of a request from which `long_heads_refused` refuses it. */
const shortestLongHead = 16_384;

function versionOf(text: string): ManagerVersion {
  const [major = 4, minor = 12] = text.split('.').map(Number);
  return { text, minor: `${major}.${minor}`, behaviour: minor >= 14 ? '4.14' : '4.12' };
}

/** Starts the API of a simulated Wazuh manager, one HTTPS port on 127.0.0.1 for each node. */
export async function startManager(options: ManagerOptions): Promise<SimulatedManager> {
  const { cluster, hostname = 'wazuh-server', time = new LabClock() } = options;
  const { clock = () => time.now() } = options;
  const { requestTimeoutMs = 10_000, agentAnswerTimeoutMs = 60_000 } = options;
  const version = versionOf(options.version ?? '4.12.0');
  const coded = (code: number, detail?: string) => codedError(code, version.minor, detail);
  const alone: ManagerNode = { name: loneNode, type: 'master', hostname, ip: '127.0.0.1' };
  const timers = new Timers(time);
  const faults = new Faults();
  const tokens = new Tokens(clock, options.tokenLifetimeSeconds ?? 900);
  const rbac = new Rbac(options.roles ?? [], options.users ?? [], (users) => tokens.revoke(users));
  const fleet = new Fleet(options.fleet);
  const limits = { requestMs: requestTimeoutMs, agentAnswerMs: agentAnswerTimeoutMs };
  const nodes = new Nodes(cluster?.nodes ?? [alone], faults, timers, limits, coded);
  const reached: ReachedAgent[] = [];
  const requests: string[] = [];

  const context: ManagerContext = {
    version,
    cluster: cluster?.name,
    fleet,
    rbac,
    tokens,
    faults,
    nodes,
    clock,
    coded,
    startedAt: clock(),
    deliver: (agentId, node, command) => {
      reached.push({ agentId, node: node.name, command });
      options.onCommand?.(agentId, command, node);
    },
  };
  const api = new Api(
    context,
    new RateLimit(clock, options.requestsPerMinute ?? 300),
    new LoginBlock(clock)
  );

  const handleOn =
    (asked: ManagerNode): Handle =>
    async (request) => {
      requests.push(`${request.method} ${request.url.pathname}`);
      if (faults.has('never_answers')) return new Promise(() => undefined);
      if (faults.has('long_heads_refused') && request.headLength > shortestLongHead) {
        const headers = { 'content-type': 'text/plain; charset=utf-8' };
        return { status: 400, headers, body: 'Invalid HTTP request received.' };
      }
      const answer = await api.handle({ ...request, asked });
      await timers.sleep(faults.has('slow_answers') ? slowAnswerMs : options.answerDelayMs ?? 20);
      return faults.has('answer_lost') ? 'cut' : answer;
    };
  const servers = nodes.all.map((node) => {
    const port = node === nodes.own ? options.port ?? 0 : 0;
    return { node, server: new HttpsServer(port, handleOn(node)) };
  });
  await Promise.all(servers.map(({ server }) => server.open()));
  let isStopped = false;
  faults.onChange(() => {
    if (isStopped) return;
    servers.forEach(({ server }) => (faults.has('manager_down') ? server.close() : server.open()));
  });

  const nodeUrls = Object.fromEntries(servers.map(({ node, server }) => [node.name, server.url]));
  return {
    url: nodeUrls[nodes.own.name] ?? '',
    nodeUrls,
    ca: certificates().ca,
    fleet,
    rbac,
    faults,
    tokens,
    nodes: nodes.all,
    asked: () => requests,
    commandsReached: () => reached,
    stop: () => {
      isStopped = true;
      timers.stop();
      servers.forEach(({ server }) => server.close());
    },
  };
}
