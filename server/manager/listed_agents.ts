import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { MINUTE, SECOND } from '../../common/base/time';
import { Kept } from '../base/kept';
import type { Managers } from './manager';
import { ManagerError } from './manager_error';
import { MOST_AGENTS_A_PAGE } from './agents_request';

const KEPT_FOR = MINUTE;
/** A timer goes by what was known before. */
const KNOWN_FOR = 5 * MINUTE;
const MAX_KEPT = 20000;
/** The shortest time between two questions to one manager for pages that refresh themselves. */
const LOOKED_UP_EVERY = 10 * SECOND;
/** Questions that one person brings about in a minute. */
const MOST_A_MINUTE = 10;

/**
 * The agents a manager lists at all, asked as the API user of the configuration: they tell an agent that is gone from one that the person
 * has no permission to see.
 */
export class ListedAgents {
  /** Times at which each person made us ask, ms. */
  private readonly asked = new Kept<string, readonly number[]>(MAX_KEPT);
  private readonly kept = new Kept<string, { readonly at: number; readonly isListed: boolean }>(
    MAX_KEPT
  );

  /** Times of the last question for pages that refresh themselves, by host, ms. */
  private readonly lookedUpAt = new Map<string, number>();

  /** @param onRows keeps the rows that came with an answer */
  constructor(
    private readonly managers: Managers,
    private readonly now: () => number,
    private readonly onRows: (hostId: string, rows: readonly AgentRow[]) => void
  ) {}

  /** Keeps which of these the manager listed to the API user of the configuration just now. */
  note(hostId: string, agents: readonly AgentId[], listed: ReadonlySet<AgentId>): void {
    for (const agent of agents) {
      this.kept.set(JSON.stringify([hostId, agent]), {
        at: this.now(),
        isListed: listed.has(agent),
      });
    }
  }

  /** @returns those of the agents that are known to be gone, without asking anyone */
  knownGone(hostId: string, agents: readonly AgentId[]): ReadonlySet<AgentId> {
    return new Set(
      agents.filter((agent) => {
        const kept = this.kept.get(JSON.stringify([hostId, agent]));
        return kept && this.now() - kept.at < KNOWN_FOR && !kept.isListed;
      })
    );
  }

  /** The dashboard asks for a person, so that one person's questions leave room for everybody's. */
  private mayAsk(person: string): boolean {
    const now = this.now();
    const before = (this.asked.get(person) ?? []).filter((at) => now - at < MINUTE);
    if (before.length >= MOST_A_MINUTE) return false;
    this.asked.set(person, [...before, now]);
    return true;
  }

  /** @returns those of the agents that the manager certainly does not list; none where it cannot be asked */
  async goneOf(
    hostId: string,
    agents: readonly AgentId[],
    person = ''
  ): Promise<ReadonlySet<AgentId>> {
    const known = (agent: AgentId) => {
      const kept = this.kept.get(JSON.stringify([hostId, agent]));
      return kept && this.now() - kept.at < KEPT_FOR ? kept : undefined;
    };
    const asked = Array.from(new Set(agents)).filter((agent) => !known(agent));
    try {
      for (let at = 0; at < asked.length; at += MOST_AGENTS_A_PAGE) {
        const some = asked.slice(at, at + MOST_AGENTS_A_PAGE);
        if (!isNonEmpty(some) || !this.mayAsk(person)) break;
        await this.ask(hostId, some);
      }
    } catch (error) {
      // Not known to be gone, and so not shown to somebody from whom it may be held back.
      if (!(error instanceof ManagerError)) throw error;
    }
    return new Set(agents.filter((agent) => known(agent)?.isListed === false));
  }

  /**
   * Asks for agents that no one has seen yet, such as one that was isolated from another dashboard: a page that refreshes itself queries no
   * manager, and must not stand still for that. The dashboard does it, once in ten seconds for a host. Never throws a ManagerError.
   */
  async lookUp(hostId: string, agents: readonly AgentId[]): Promise<void> {
    const some = agents.slice(0, MOST_AGENTS_A_PAGE);
    const lookedUpAt = this.lookedUpAt.get(hostId) ?? -Infinity;
    if (!isNonEmpty(some) || this.now() - lookedUpAt < LOOKED_UP_EVERY) return;
    this.lookedUpAt.set(hostId, this.now());
    try {
      await this.ask(hostId, some);
    } catch (error) {
      if (!(error instanceof ManagerError)) throw error;
    }
  }

  private async ask(hostId: string, agents: NonEmptyArray<AgentId>): Promise<void> {
    const rows = await (await this.managers.open(hostId)).agentsOf(agents);
    this.onRows(hostId, rows);
    this.note(hostId, agents, new Set(rows.map(({ id }) => id)));
  }
}
