import type { AgentId } from '../../common/endpoint';
import { isNonEmpty } from '../../common/non_empty_array';
import { MINUTE } from '../../common/time';
import type { Managers } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';

const KEPT_FOR = MINUTE;
/** A timer goes by what was known before. */
const KNOWN_FOR = 5 * MINUTE;
const MAX_KEPT = 20000;
/** Questions that one person brings about in a minute. */
const MOST_A_MINUTE = 10;

/**
 * The agents a manager lists at all, asked as the API user of the configuration: they tell an agent that is gone from one that the person
 * has no permission to see.
 */
export class ListedAgents {
  /** Times at which each person made us ask, ms. */
  private readonly asked = new Map<string, readonly number[]>();
  private readonly kept = new Map<string, { readonly at: number; readonly isListed: boolean }>();

  constructor(private readonly managers: Managers, private readonly now: () => number) {}

  /** Keeps which of these the manager listed to the API user of the configuration just now. */
  note(hostId: string, agents: readonly AgentId[], listed: ReadonlySet<AgentId>): void {
    if (this.kept.size + agents.length > MAX_KEPT) this.kept.clear();
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
    if (this.asked.size >= MAX_KEPT) this.asked.clear();
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
        const rows = await (await this.managers.open(hostId)).agentsOf(some);
        this.note(hostId, some, new Set(rows.map(({ id }) => id)));
      }
    } catch (error) {
      // Not known to be gone, and so not shown to somebody from whom it may be held back.
      if (!(error instanceof ManagerError)) throw error;
    }
    return new Set(agents.filter((agent) => known(agent)?.isListed === false));
  }
}
