import type { ManagerAway } from '../../common/manager/manager_reach';
import { isNotReached } from '../../common/manager/manager_reach';
import type { Managers, ManagerSession } from './manager';
import { ManagerError } from './manager_error';

interface Known {
  readonly answeredAt?: number;
  readonly awaySince?: number;
}

/** Remembers of each manager whether the last call reached it, whoever made the call. Makes none itself. */
export class ManagerReach {
  private readonly hosts = new Map<string, Known>();

  constructor(private readonly now: () => number) {}

  /** @returns undefined where the last call reached it, or none was made yet */
  awayOf(hostId: string): ManagerAway | undefined {
    const { awaySince: since, answeredAt } = this.hosts.get(hostId) ?? {};
    if (since === undefined) return undefined;
    return { since, ...(answeredAt === undefined ? {} : { answered_at: answeredAt }) };
  }

  /** Makes the calls of these managers known. */
  watch(managers: Managers): Managers {
    return {
      hosts: () => managers.hosts(),
      open: async (hostId) => {
        // A token that is still good is no answer, so only a failure says something.
        const session = await managers.open(hostId).catch((error) => this.failed(hostId, error));
        return this.watchSession(session);
      },
    };
  }

  private watchSession(session: ManagerSession): ManagerSession {
    const { id } = session.host;
    const told = <T>(call: Promise<T>): Promise<T> =>
      call.then(
        (value) => {
          this.hosts.set(id, { answeredAt: this.now() });
          return value;
        },
        (error) => this.failed(id, error)
      );
    return {
      host: session.host,
      about: () => told(session.about()),
      clusterStatus: () => told(session.clusterStatus()),
      localCluster: () => told(session.localCluster()),
      clusterNodes: () => told(session.clusterNodes()),
      nodeHosts: () => told(session.nodeHosts()),
      ownAgentName: () => told(session.ownAgentName()),
      agents: (query) => told(session.agents(query)),
      agentsOf: (ids) => told(session.agentsOf(ids)),
      agent: (agent) => told(session.agent(agent)),
      agentClientConfig: (agent) => this.withSlowAgent(id, session.agentClientConfig(agent)),
      policies: () => told(session.policies()),
      sendActiveResponse: async (command, sending) => {
        const result = await session.sendActiveResponse(command, sending);
        if (result.result === 'not_sent') this.away(id, result.code);
        else if (result.managerTime !== undefined) this.hosts.set(id, { answeredAt: this.now() });
        return result;
      },
    };
  }

  /** A silent agent holds this answer for as long as we wait, so running out of time says nothing of its manager. */
  private async withSlowAgent<T>(hostId: string, call: Promise<T>): Promise<T> {
    try {
      const value = await call;
      this.hosts.set(hostId, { answeredAt: this.now() });
      return value;
    } catch (error) {
      if (error instanceof ManagerError && error.code === 'timed_out') throw error;
      return this.failed(hostId, error);
    }
  }

  private failed(hostId: string, error: unknown): never {
    if (error instanceof ManagerError) {
      if (error.status !== undefined) this.hosts.set(hostId, { answeredAt: this.now() });
      else this.away(hostId, error.code);
    }
    throw error;
  }

  private away(hostId: string, code: string): void {
    if (!isNotReached(code)) return;
    const known = this.hosts.get(hostId) ?? {};
    this.hosts.set(hostId, { ...known, awaySince: known.awaySince ?? this.now() });
  }
}
