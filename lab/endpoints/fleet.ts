import type { Agent, AgentStatus } from '../manager/agent';
import type { EndpointState, Machine } from './endpoint_state';
import { untouchedEndpoint, windowsMachine } from './endpoint_state';
import type { Family } from './fleet_families';
import { families, managerAddresses, managerName, systemOf } from './fleet_families';
import type { Step } from './fleet_stories';
import { eventOf } from './fleet_stories';
import type { NetshLanguage } from './netsh_texts';
import type { PastEvent } from './past_event';
import { seededRandom } from './random';

export interface FleetOptions {
  /** The same fleet for the same seed, size and time. */
  readonly seed?: number;
  readonly size?: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Version of most agents, for example `4.12.0`. */
  readonly version?: string;
  /** Names of the nodes that agents are connected to. */
  readonly nodes?: readonly string[];
}

export interface BuiltFleet {
  readonly agents: readonly Agent[];
  /** Endpoints by agent ID, as they were before the history. */
  readonly endpoints: ReadonlyMap<string, EndpointState>;
  /** Events to replay, with the times given: it isolates, locks out and breaks what is isolated, locked out and broken. */
  readonly history: readonly PastEvent[];
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

class FleetBuilder {
  readonly agents: Agent[] = [];
  readonly endpoints = new Map<string, EndpointState>();
  readonly history: PastEvent[] = [];
  private readonly random: () => number;

  constructor(private readonly options: FleetOptions) {
    this.random = seededRandom(options.seed ?? 1);
  }

  addAgents(): void {
    const { size = 300 } = this.options;
    const shares = families.reduce((sum, { share }) => sum + share, 0);
    const counts = families.map(({ share }) => Math.floor((share * size) / shares));
    // What rounding leaves goes to the first family.
    counts[0] = (counts[0] ?? 0) + size - counts.reduce((sum, count) => sum + count, 0);
    families.forEach((family, index) => {
      for (let number = 1; number <= (counts[index] ?? 0); number += 1) this.add(family, number);
    });
  }

  private one<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.random() * values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }

  /** The value whose share, of 100, the next random number falls into; the usual one takes what is left. */
  private byShare<T>(usual: T, shares: ReadonlyArray<readonly [T, number]>): T {
    let left = this.random() * 100;
    for (const [value, share] of shares) {
      left -= share;
      if (left < 0) return value;
    }
    return usual;
  }

  private add(family: Family, number: number): void {
    const { now, version = '4.12.0', nodes = ['node01'] } = this.options;
    const id = String(this.agents.length + 1).padStart(3, '0');
    const name = `${family.prefix}${String(number).padStart(2, '0')}`;
    const status = this.byShare<AgentStatus>('active', [
      ['disconnected', 8],
      ['pending', 1.5],
      ['never_connected', 2.5],
    ]);
    const [system, systemVersion] = this.one(family.systems);
    const awayMs = Math.floor(this.random() * 20 * dayMs) + hourMs;
    const managers = this.random() < 0.2 ? managerAddresses : [managerAddresses[0]];
    const hasName = this.random() < 0.1;
    const wasSeen = status !== 'never_connected';
    this.agents.push({
      id,
      name,
      groups: family.groups,
      status,
      ip: wasSeen ? `${family.network}.${10 + number}` : 'any',
      ...(wasSeen && {
        ...(status !== 'pending' && {
          os: systemOf(system, systemVersion, family.platform, name),
        }),
        version: `Wazuh v${family.agentVersion ?? version}`,
        node: this.one(nodes),
      }),
      addedAt: now - Math.floor((30 + this.random() * 600) * dayMs),
      ...(status === 'disconnected' && {
        lastKeepAliveAt: now - awayMs,
        disconnectedAt: now - awayMs + 600_000,
      }),
      ...(status === 'pending' && { lastKeepAliveAt: now - 60_000 }),
      servers: (hasName ? [managerName] : managers).map((address) => ({
        address,
        port: 1514,
        protocol: 'tcp',
      })),
      activeResponse: this.random() < 0.02 ? 'disabled' : 'enabled',
      link: 'answers',
      enrolment: 'in_client_keys',
    });
    this.endpoints.set(id, untouchedEndpoint(this.machine(family, status, managers, version)));
  }

  private machine(
    { platform, agentVersion }: Family,
    status: AgentStatus,
    managers: readonly string[],
    version: string
  ): Machine {
    const isWindows = platform === 'windows';
    return windowsMachine({
      platform: isWindows ? 'windows' : platform === 'darwin' ? 'darwin' : 'linux',
      agentVersion: `Wazuh v${agentVersion ?? version}`,
      program: this.byShare<Machine['program']>('C-LR', [
        ['WLR', 15],
        ['missing', isWindows ? 5 : 100],
      ]),
      rights: this.byShare<Machine['rights']>('elevated', [['not_elevated', 2]]),
      language: this.byShare<NetshLanguage>('en', [
        ['de', 4],
        ['es', 4],
        ['fr', 2],
        ['ru', 1],
        ['zh', 1],
      ]),
      managers,
      clockOffsetMs: Math.round((this.random() - 0.5) * 120_000),
      presence: status === 'active' ? 'running' : 'away',
    });
  }

  /** Windows endpoints on which all is well. */
  private healthy(): Agent[] {
    return this.agents.filter(({ id, status, activeResponse, version }) => {
      const machine = this.endpoints.get(id)?.machine;
      const canRun = machine?.platform === 'windows' && machine.program !== 'missing';
      const isWell = machine?.rights === 'elevated' && activeResponse === 'enabled';
      return canRun && isWell && status === 'active' && !version?.includes('4.1.');
    });
  }

  /** Tells a story of one endpoint; each step a quarter of an hour after the one before. */
  private tell(agent: Agent, startedHoursAgo: number, steps: readonly Step[]): void {
    const startedAt = this.options.now - startedHoursAgo * hourMs;
    const managers = this.endpoints.get(agent.id)?.machine.managers ?? [];
    steps.forEach((step, index) => {
      const at = startedAt + index * 900_000;
      this.history.push({ agentId: agent.id, at, ...eventOf(step, managers) });
    });
  }

  addStories(): void {
    const hoursAgo = (upTo: number): number => Math.ceil(this.random() * upTo) + 6;
    const failedRelease = ['isolate', 'import breaks', 'release', 'all works'] as const;
    const stories: ReadonlyArray<readonly [times: number, steps: readonly Step[]]> = [
      [4, ['isolate']],
      [6, ['isolate', 'release']],
      [1, ['isolate', 'isolate']],
      [2, failedRelease],
      [1, [...failedRelease, 'isolate', 'release']],
      [1, ['export breaks', 'isolate', 'all works']],
      [1, ['rights go', 'isolate', 'all works']],
      [1, ['isolate', 'import_backup', 'isolate']],
      [1, ['isolate a name']],
      [3, ['probe']],
    ];
    const healthy = this.healthy();
    const take = (): Agent => {
      const agent = this.one(healthy);
      healthy.splice(healthy.indexOf(agent), 1);
      return agent;
    };
    for (const [times, steps] of stories) {
      for (let time = 0; time < times; time += 1) this.tell(take(), hoursAgo(200), steps);
    }
    for (let time = 0; time < 2; time += 1) this.lockOut(take(), hoursAgo(40));
  }

  /** An endpoint isolated from its manager: its report about that is still there. */
  private lockOut(agent: Agent, startedHoursAgo: number): void {
    this.tell(agent, startedHoursAgo, ['isolate from the manager']);
    const at = this.options.now - startedHoursAgo * hourMs;
    const index = this.agents.indexOf(agent);
    this.agents[index] = {
      ...agent,
      status: 'disconnected',
      link: 'silent',
      lastKeepAliveAt: at,
      disconnectedAt: at + 600_000,
    };
  }
}

/**
 * A fleet of all kinds of endpoints (300 where no size is given): Windows, Linux and macOS, old agents, agents that are away or
 * never came, programs that are missing; and what happened to some of them.
 */
export function buildFleet(options: FleetOptions): BuiltFleet {
  const builder = new FleetBuilder(options);
  builder.addAgents();
  builder.addStories();
  const { agents, endpoints, history } = builder;
  return { agents, endpoints, history };
}
