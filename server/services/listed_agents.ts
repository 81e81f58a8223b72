import type { AgentId } from '../../common/endpoint';
import { isNonEmpty } from '../../common/non_empty_array';
import { MINUTE } from '../../common/time';
import type { Managers } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';

const KEPT_FOR = MINUTE;
const MAX_KEPT = 20000;

/**
 * The agents a manager lists at all, asked as the API user of the configuration: they tell an agent that is gone from one that the person
 * has no permission to see.
 */
export class ListedAgents {
  private readonly kept = new Map<string, { readonly at: number; readonly isListed: boolean }>();

  constructor(private readonly managers: Managers, private readonly now: () => number) {}

  /** @returns those of the agents that the manager certainly does not list; none where it cannot be asked */
  async goneOf(hostId: string, agents: readonly AgentId[]): Promise<ReadonlySet<AgentId>> {
    const keyOf = (agent: AgentId) => JSON.stringify([hostId, agent]);
    const known = (agent: AgentId) => {
      const kept = this.kept.get(keyOf(agent));
      return kept && this.now() - kept.at < KEPT_FOR ? kept : undefined;
    };
    const asked = Array.from(new Set(agents)).filter((agent) => !known(agent));
    try {
      for (let at = 0; at < asked.length; at += MOST_AGENTS_A_PAGE) {
        const some = asked.slice(at, at + MOST_AGENTS_A_PAGE);
        if (!isNonEmpty(some)) break;
        const rows = await (await this.managers.open(hostId)).agentsOf(some);
        const listed = new Set(rows.map(({ id }) => id));
        if (this.kept.size + some.length > MAX_KEPT) this.kept.clear();
        for (const agent of some) {
          this.kept.set(keyOf(agent), { at: this.now(), isListed: listed.has(agent) });
        }
      }
    } catch (error) {
      // Not known to be gone, and so not shown to somebody from whom it may be held back.
      if (!(error instanceof ManagerError)) throw error;
    }
    return new Set(agents.filter((agent) => known(agent)?.isListed === false));
  }
}
