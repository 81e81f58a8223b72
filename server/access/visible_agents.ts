import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { AgentRows, SeenRow } from '../manager/agent_rows';
import type { ListedAgents } from '../manager/listed_agents';
import type { Opened, Person } from './person';
import { freshnessOf } from './person';
import { TIMER_SERVES } from './policy_keeper';
import { Refusal } from '../errors/refusal';

/** An agent as a document names it, with its groups at that time where the document has them. */
export interface NamedAgent {
  readonly id: string;
  readonly groups?: readonly string[];
}

export interface VisibilityDependencies {
  readonly rows: AgentRows;
  readonly listed: ListedAgents;
}

/** The person who looks, and how: a timer makes no call to the manager. */
export interface Looking {
  readonly person: Person;
  readonly hostId: string;
  readonly opened: Opened;
}

/**
 * A person's view of some agents: one question for every list, count and page, so an agent they have no permission to see appears nowhere
 * and can't be told from nothing.
 */
export interface Visibility {
  /** Nothing of the manager's agents is held back from this person. */
  readonly isWhole: boolean;
  /** Agents that are there and that this person can't see, whatever a document says of them: nothing of them has to be read. */
  readonly hidden: readonly string[];
  /** True if this person can see one of the agents that were asked about. */
  maySee(agent: NamedAgent): boolean;
}

const WHOLE: Visibility = { isWhole: true, hidden: [], maySee: () => true };

/**
 * An agent that the manager lists to the person is judged by the groups that it has now. One that it does not list is either gone, and
 * then judged by the groups that its document names, or held back: then it is not there. A person from whom nothing is held back needs
 * no manager for it.
 * @throws ManagerError
 */
export async function visibilityOf(
  named: readonly NamedAgent[],
  looking: Looking,
  { rows, listed }: VisibilityDependencies
): Promise<Visibility> {
  const { person, hostId, opened } = looking;
  const freshness = freshnessOf(opened);
  if (await person.seesEveryAgent(hostId, freshness)) return WHOLE;
  const agents = Array.from(new Set(named.flatMap(({ id }) => parseAgentId(id) ?? [])));
  const seen = await rowsOf(agents, looking, rows);
  if (opened === 'by_timer') forgetOld(seen, rows);
  const missing = agents.filter((agent) => !seen.get(agent)?.row);
  const gone =
    opened === 'by_timer'
      ? listed.knownGone(hostId, missing)
      : await listed.goneOf(hostId, missing, person.name);
  const visible = new Map<string, boolean>();
  const judge = async (agent: NamedAgent) => {
    const id = parseAgentId(agent.id);
    const row = id && seen.get(id)?.row;
    const groups = row?.groups ?? (id && gone.has(id) ? agent.groups : undefined);
    if (!groups) return false;
    return (await person.decide(hostId, 'view', { id: agent.id, groups }, freshness)).given;
  };
  for (const agent of named) {
    const key = keyOf(agent);
    if (!visible.has(key)) visible.set(key, await judge(agent));
  }
  const maySee = (agent: NamedAgent) => visible.get(keyOf(agent)) ?? false;
  const hidden = named.filter((one) => !maySee(one) && isThere(one.id, gone)).map(({ id }) => id);
  return { isWhole: false, hidden: Array.from(new Set(hidden)), maySee };
}

/** Refuses a refresh by timer that would have to ask the manager, such as after a restart: the page keeps what it shows. */
export function notKnownYet(): Refusal {
  return new Refusal(
    'rights_unread',
    "A page that refreshes itself doesn't query the manager, and some of its agents aren't known yet."
  );
}

/** Drops rows whose groups may have changed since. */
function forgetOld(seen: Map<AgentId, SeenRow>, rows: AgentRows): void {
  seen.forEach(({ at }, agent) => {
    if (rows.ageOf(at) >= TIMER_SERVES) seen.delete(agent);
  });
}

/**
 * Reads the row of each agent as the manager shows it to this person; for a timer those that are known already, whoever saw them.
 * @throws ManagerError
 */
export async function rowsOf(
  agents: readonly AgentId[],
  { person, hostId, opened }: Looking,
  rows: AgentRows
): Promise<Map<AgentId, SeenRow>> {
  if (opened === 'by_timer') return rows.known(person.name, hostId, agents);
  const found = new Map<AgentId, SeenRow>();
  for (let at = 0; at < agents.length; at += MOST_AGENTS_A_PAGE) {
    const some = agents.slice(at, at + MOST_AGENTS_A_PAGE);
    if (!isNonEmpty(some)) break;
    const open = () => person.managers.open(hostId);
    const page =
      opened === 'to_act'
        ? await rows.of(person.name, await open(), some)
        : await rows.toShow(person.name, hostId, some, open);
    page.forEach((row, agent) => found.set(agent, row));
  }
  return found;
}

/** An agent that is gone is judged by the groups of each document, so that some of its documents may be seen. */
function isThere(text: string, gone: ReadonlySet<AgentId>): boolean {
  const id = parseAgentId(text);
  return id !== undefined && !gone.has(id);
}

function keyOf({ id, groups }: NamedAgent): string {
  return JSON.stringify([id, groups]);
}
