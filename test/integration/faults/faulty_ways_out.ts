import type { Client } from '@opensearch-project/opensearch';
import type { Managers, ManagerSession } from '../../../server/manager/manager';
import { ManagerError } from '../../../server/manager/manager_error';
import { connectionError } from '../../fakes/opensearch';

/**
 * `dies`: the process ends instead of this call, and nothing of it gets out any more; what it sent before is carried out. `fails`:
 * the call never gets out, and its caller is told so. `answer_lost`: the call is carried out, and its caller is told that it failed.
 */
export const faultKinds = ['dies', 'fails', 'answer_lost'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Number of the server's call that it strikes, from 1. */
  readonly call: number;
}

interface Call<T> {
  readonly name: string;
  readonly make: () => Promise<T>;
  /** Response to the caller if the call doesn't get out. */
  readonly failed: () => Promise<T>;
  /** Response to the caller if the response doesn't get back. */
  readonly lost: () => Promise<T>;
}

const NEVER = new Promise<never>(() => undefined);

/** Everything by which a server reaches the indexer and the managers, with one fault in it. */
export class FaultyWaysOut {
  private calls = 0;
  /** The call that was struck. */
  struckCall: string | undefined;
  /** Resolves where the process dies. */
  readonly death: Promise<void>;
  private readonly open = new Set<Promise<unknown>>();
  private isDead = false;
  private die: () => void = () => undefined;

  constructor(private readonly fault: Fault | undefined) {
    this.death = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  client(real: Client): Client {
    const client = real.child();
    const { transport } = client;
    const passOn = transport.request.bind(transport);
    const request = (params: { method: string; path: string }, ...rest: unknown[]) => {
      const failed = () => Promise.reject(connectionError());
      return this.through<unknown>({
        name: `${params.method} ${params.path}`,
        make: async () => Reflect.apply(passOn, undefined, [params, ...rest]),
        failed,
        lost: failed,
      });
    };
    Object.assign(transport, { request });
    return client;
  }

  managers(real: Managers): Managers {
    return {
      hosts: () => real.hosts(),
      open: (hostId) =>
        this.through({
          name: 'log in',
          make: async () => this.session(await real.open(hostId)),
          failed: () => Promise.reject(new ManagerError('login_failed')),
          lost: () => Promise.reject(new ManagerError('login_cut')),
        }),
    };
  }

  private session(real: ManagerSession): ManagerSession {
    const read =
      <Parameters extends readonly unknown[], T>(
        name: string,
        ask: (...parameters: Parameters) => Promise<T>
      ) =>
      (...parameters: Parameters) => {
        const failed = () => Promise.reject(new ManagerError('connection_lost'));
        return this.through({ name, make: () => ask(...parameters), failed, lost: failed });
      };
    return {
      host: real.host,
      about: read('about', () => real.about()),
      clusterStatus: read('cluster status', () => real.clusterStatus()),
      localCluster: read('cluster name', () => real.localCluster()),
      clusterNodes: read('cluster nodes', () => real.clusterNodes()),
      nodeHosts: read('node hosts', () => real.nodeHosts()),
      ownAgentName: read('own agent name', () => real.ownAgentName()),
      agents: read('agents', (query) => real.agents(query)),
      agentsOf: read('agents of', (ids) => real.agentsOf(ids)),
      agent: read('agent', (id) => real.agent(id)),
      agentClientConfig: read('agent config', (id) => real.agentClientConfig(id)),
      policies: read('policies', () => real.policies()),
      sendActiveResponse: (command, sending) =>
        this.through({
          name: 'SEND',
          make: () => real.sendActiveResponse(command, sending),
          failed: async () => ({ result: 'not_sent', code: 'connection_refused', words: '' }),
          lost: async () => ({
            result: 'sent',
            agents: new Map(
              command.agents.map((id) => [
                id,
                { result: 'uncertain', code: 'connection_lost', words: '' },
              ])
            ),
            unexpected: [],
          }),
        }),
    };
  }

  /** Resolves when everything that got out has been carried out. */
  async underWay(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  private async through<T>({ name, make, failed, lost }: Call<T>): Promise<T> {
    if (this.isDead) return NEVER;
    this.calls += 1;
    const kind = this.calls === this.fault?.call ? this.fault.kind : undefined;
    if (kind) this.struckCall = name;
    if (kind === 'fails') return failed();
    if (kind === 'dies') {
      this.isDead = true;
      this.die();
      return NEVER;
    }
    const result = await this.carriedOut(make);
    // A process that died in the meantime learns nothing of it.
    if (this.isDead) return NEVER;
    if (kind === 'answer_lost') return lost();
    return result();
  }

  /** Carries out the call and tells how it ended. */
  private async carriedOut<T>(make: () => Promise<T>): Promise<() => Promise<T>> {
    const work = make().then(
      (value) => async () => value,
      (error) => () => Promise.reject(error)
    );
    this.open.add(work);
    const result = await work;
    this.open.delete(work);
    return result;
  }
}
