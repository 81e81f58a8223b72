export type AgentStatus = 'active' | 'disconnected' | 'pending' | 'never_connected';

export interface ManagerAddress {
  /** The text in the agent's configuration: an address, a name, or `name/ip`. */
  readonly address: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface OperatingSystem {
  readonly arch: string;
  readonly build?: string;
  readonly codename?: string;
  readonly major: string;
  readonly minor?: string;
  readonly name: string;
  readonly platform: string;
  readonly uname: string;
  readonly version: string;
}

/** An agent as the manager's database and its remoted know it. Times are milliseconds since the epoch. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  /** Absent until the agent connected for the first time. */
  readonly os?: OperatingSystem;
  /** Version, for example `Wazuh v4.12.0`. */
  readonly version?: string;
  readonly groups: readonly string[];
  /** Cluster node that it is connected to; absent where it never connected. */
  readonly node?: string;
  readonly status: AgentStatus;
  readonly addedAt: number;
  /** Last keep alive. That of an active agent that responds is always fresh instead. */
  readonly lastKeepAliveAt?: number;
  readonly disconnectedAt?: number;
  /** Managers in the agent's own configuration. */
  readonly servers: readonly ManagerAddress[];
  readonly activeResponse: 'enabled' | 'disabled';
  /** `silent`: connected but it answers nothing; `unreachable`: the database says active, remoted has no connection. */
  readonly link: 'answers' | 'silent' | 'unreachable';
  /** `database_only`: just enrolled or just removed, known to the database and not to `client.keys`. */
  readonly enrolment: 'in_client_keys' | 'database_only';
}

/** The agents of a manager, ordered by id; 000 is not among them. */
export class Fleet {
  private readonly agents = new Map<string, Agent>();
  /** The order is kept until an agent comes, goes or changes: sorting 100,000 for each request would take longer than the request. */
  private ordered: readonly Agent[] | undefined;

  constructor(agents: readonly Agent[]) {
    agents.forEach((agent) => this.agents.set(agent.id, agent));
  }

  list(): readonly Agent[] {
    this.ordered =
      this.ordered ?? Array.from(this.agents.values()).sort((a, b) => Number(a.id) - Number(b.id));
    return this.ordered;
  }

  find(id: string): Agent | undefined {
    return this.agents.get(id);
  }

  add(agent: Agent): void {
    this.agents.set(agent.id, agent);
    this.ordered = undefined;
  }

  remove(id: string): void {
    this.agents.delete(id);
    this.ordered = undefined;
  }

  /** @throws Error where the fleet has no such agent. */
  change(id: string, changes: Partial<Agent>): void {
    const agent = this.agents.get(id);
    if (agent === undefined) throw new Error(`no agent ${id}`);
    this.add({ ...agent, ...changes });
  }
}
