import type { Agent } from './agent';
import type { Faults, ManagerFault } from './faults';
import type { CodedError } from './problem';
import { codedProblem, Problem } from './problem';
import type { Timers } from '../timers';

export interface ManagerNode {
  readonly name: string;
  readonly type: 'master' | 'worker';
  /** Host name: `manager` of its agents, `manager.name` of its alerts. */
  readonly hostname: string;
  readonly ip: string;
}

export interface NodeLimits {
  /** Time a request is worked on before it is answered with 500/3021. */
  readonly requestMs: number;
  /** Time remoted waits for an agent's response. */
  readonly agentAnswerMs: number;
}

const restarting = ['modulesd', 'analysisd', 'execd', 'db', 'remoted'];

/** `unlimited` is what `wait_for_complete=true` asks for. */
export type Patience = 'limited' | 'unlimited';

/** The nodes of the manager and the way from the one whose API is asked, the first, to the others. */
export class Nodes {
  /** The API has one worker process: what is asked of its own node is done one after another. */
  private lastJob: Promise<unknown> = Promise.resolve();

  constructor(
    readonly all: readonly [ManagerNode, ...ManagerNode[]],
    private readonly faults: Faults,
    private readonly timers: Timers,
    private readonly limits: NodeLimits,
    private readonly coded: (code: number, detail?: string) => CodedError
  ) {}

  get own(): ManagerNode {
    return this.all[0];
  }

  /** Agents that never connected are nobody's: the own node answers for them. */
  of(agent: Agent | undefined): ManagerNode {
    return this.all.find(({ name }) => name === agent?.node) ?? this.own;
  }

  hasFault(name: ManagerFault, node: ManagerNode): boolean {
    return this.faults.has(name, node.name) || (node === this.own && this.faults.has(name));
  }

  isGone(node: ManagerNode): boolean {
    return node !== this.own && this.hasFault('cluster_daemon_down', node);
  }

  logfileOf(node: ManagerNode): 'api.log' | 'cluster.log' {
    return node === this.own ? 'api.log' : 'cluster.log';
  }

  problemOn(node: ManagerNode, code: number, error?: string): Problem {
    return codedProblem(500, this.coded(code), {
      name: node.name,
      logfile: this.logfileOf(node),
      ...(error && { error }),
    });
  }

  /** @throws Problem 500/1017 where a daemon of the node does not run. */
  checkDaemons(node: ManagerNode): void {
    const daemons = this.hasFault('restarting', node)
      ? restarting.map((daemon) => `wazuh-${daemon}->restarting`)
      : this.hasFault('daemon_failed', node)
      ? ['wazuh-execd->failed']
      : [];
    if (daemons.length === 0) return;
    const words = `Some Wazuh daemons are not ready yet in node "${node.name}" (${daemons.join(
      ', '
    )})`;
    throw codedProblem(
      500,
      { code: 1017, message: words },
      { name: node.name, logfile: this.logfileOf(node) }
    );
  }

  /** @throws Problem 500/2005 where the node's database cannot be asked. */
  checkDatabase(node: ManagerNode): void {
    const error = this.databaseError(node);
    if (error === undefined) return;
    const message = 'Could not connect to wdb socket';
    throw codedProblem(
      500,
      { code: 2005, message },
      { name: node.name, logfile: this.logfileOf(node), error: error.message }
    );
  }

  databaseError(node: ManagerNode): CodedError | undefined {
    const why = this.hasFault('no_database', node)
      ? '[Errno 2] No such file or directory'
      : this.hasFault('database_refuses', node)
      ? '[Errno 111] Connection refused'
      : undefined;
    return why === undefined
      ? undefined
      : { code: 2005, message: `Could not connect to wdb socket: ${why}` };
  }

  /** Returns what keeps the node from asking an agent anything, apart from the agent itself. */
  remoteSocketError(node: ManagerNode): CodedError | undefined {
    if (this.hasFault('no_remote_socket', node)) return this.coded(1013);
    return this.hasFault('remote_socket_refuses', node)
      ? this.coded(1121, "Socket 'remote' cannot receive connections")
      : undefined;
  }

  /**
   * Asks the agent for a part of its configuration, waiting as long as remoted does.
   * @returns the error in the way, if any.
   */
  async askAgent(
    agent: Agent,
    node: ManagerNode,
    configuration: string
  ): Promise<CodedError | undefined> {
    const socketError = this.remoteSocketError(node);
    if (socketError !== undefined) return socketError;
    switch (this.linkOf(agent)) {
      case 'unreachable':
        return this.coded(1117, configuration);
      case 'silent':
        await this.timers.sleep(this.limits.agentAnswerMs);
        return this.coded(1116, `: ${configuration}`);
      case 'answers':
        return undefined;
    }
  }

  private linkOf({ id, link }: Agent): Agent['link'] {
    if (this.faults.has('agent_silent', id)) return 'silent';
    return this.faults.has('agent_unreachable', id) ? 'unreachable' : link;
  }

  /**
   * Runs a job on a node. On the own node jobs wait for each other, and one that the caller no longer waits for still runs, later; on the
   * others a job holds nobody.
   * @throws Problem 500/3021 after the time limit, 500/3012 where no other node can be asked, 400/3022 where this one is gone.
   */
  run<T>(node: ManagerNode, patience: Patience, job: () => T | Promise<T>): Promise<T> {
    const checked = async (): Promise<T> => {
      this.checkDaemons(node);
      return job();
    };
    if (node !== this.own) {
      if (this.hasFault('cluster_daemon_down', this.own)) {
        return Promise.reject(this.problemOn(this.own, 3012));
      }
      if (this.isGone(node)) return Promise.reject(this.gone());
      return this.inTime(node, patience, checked());
    }
    const result = this.lastJob.then(checked, checked);
    this.lastJob = result.catch(() => undefined);
    return this.inTime(node, patience, result);
  }

  private gone(): Problem {
    const { message, remediation, code } = this.coded(3022);
    const title = 'Wazuh Cluster Error';
    return new Problem(400, { title, detail: message, remediation, error: code });
  }

  private inTime<T>(node: ManagerNode, patience: Patience, result: Promise<T>): Promise<T> {
    if (patience === 'unlimited') return result;
    return new Promise((resolve, reject) => {
      const timer = this.timers.after(this.limits.requestMs, () =>
        reject(this.problemOn(node, 3021))
      );
      result.then(resolve, reject).finally(() => this.timers.cancel(timer));
    });
  }
}
