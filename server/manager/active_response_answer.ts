import type { AgentList } from '../../common/command/active_response';
import type { AgentId } from '../../common/manager/endpoint';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { asArray, asInteger, asText, field } from '../../common/base/json_reading';
import type { AgentResult, ClusterKnowledge, UncertainWhy } from './manager';
import { readProblem } from './manager_problem';
import { cleanManagerText } from './manager_text';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ActiveResponseReading {
  readonly agents: ReadonlyMap<AgentId, AgentResult>;
  readonly unexpected: readonly string[];
}

/**
 * HTTP statuses that reject a request before anything runs (measured on 4.12.0 and 4.14.7). Any other status except 200 is uncertain: with
 * each 5xx, agents had received the command, and a redirect or 408 doesn't come from the manager.
 */
const TURNED_AWAY = new Set([400, 401, 403, 406, 413, 415, 429]);
/** Statuses that reject a request only if the manager itself returns them: a path or method that it doesn't know. */
const TURNED_AWAY_BY_MANAGER = new Set([404, 405]);
/** Codes after which, with one agent and no cluster, no one can have got the command (measured). */
const NOTHING_RAN_FOR_A_SINGLE_AGENT = new Set([1010, 1017, 2005]);

const CODES: ReadonlyMap<number, ManagerCode> = new Map<number, ManagerCode>([
  [1010, 'active_response_socket_missing'],
  [1013, 'manager_socket_failed'],
  [1014, 'manager_socket_failed'],
  [1017, 'daemons_not_ready'],
  [1116, 'agent_silent'],
  [1117, 'agent_unreachable'],
  [1121, 'remoted_refuses'],
  [1701, 'agent_not_found'],
  [1703, 'agent_is_manager'],
  [1707, 'agent_not_active'],
  [1750, 'active_response_disabled'],
  [2005, 'manager_database_failed'],
  [4000, 'not_permitted'],
]);

/** Codes 3000 to 3999 are the cluster's and the distributed API's: their ids are names of nodes, even where one looks like an agent's. */
function isAboutNodes(managerCode: number): boolean {
  return managerCode >= 3000 && managerCode < 4000;
}

/**
 * Reads an answer to `PUT /active-response` into one result for each agent asked for. Counts what is in `affected_items`; never
 * trusts `error`, `message` or a total. An agent that is not named anywhere was not answered for.
 */
export function readActiveResponseAnswer(
  answer: HttpAnswer,
  asked: AgentList,
  cluster: ClusterKnowledge
): ActiveResponseReading {
  if (answer.status === 200) return readItems(answer, asked);
  return { agents: each(asked, readRefusal(answer, asked, cluster)), unexpected: [] };
}

/** Every agent of the list is uncertain for this one reason. */
export function allUncertain(asked: AgentList, why: UncertainWhy): ActiveResponseReading {
  return { agents: each(asked, { result: 'uncertain', ...why }), unexpected: [] };
}

function each(asked: AgentList, result: AgentResult): ReadonlyMap<AgentId, AgentResult> {
  return new Map(asked.map((agent) => [agent, result]));
}

function readRefusal(
  { status, body }: HttpAnswer,
  asked: AgentList,
  cluster: ClusterKnowledge
): AgentResult {
  const { from, managerCode, words } = readProblem(body);
  const said = { status, managerCode, words };
  if (
    TURNED_AWAY.has(status) ||
    (TURNED_AWAY_BY_MANAGER.has(status) && from === 'manager') ||
    (status >= 500 &&
      asked.length === 1 &&
      cluster === 'off' &&
      managerCode !== undefined &&
      NOTHING_RAN_FOR_A_SINGLE_AGENT.has(managerCode))
  ) {
    return { result: 'refused', code: refusalCode(status, managerCode), ...said };
  }
  return { result: 'uncertain', code: uncertainCode(status, from, managerCode), ...said };
}

function refusalCode(status: number, managerCode: number | undefined): ManagerCode {
  const known = managerCode === undefined ? undefined : CODES.get(managerCode);
  if (known) return known;
  // Measured: 400/3022 is the answer where all that was asked for hangs on one node that is gone.
  if (managerCode === 3022) return 'agent_node_gone';
  if (status === 401) return 'not_authenticated';
  if (status === 403) return 'not_permitted';
  if (status === 429) return 'rate_limited';
  return 'request_refused';
}

function uncertainCode(
  status: number,
  from: 'manager' | 'somebody',
  managerCode: number | undefined
): ManagerCode {
  if (managerCode === 3021) return 'manager_timed_out';
  if (managerCode === 3012) return 'cluster_down';
  return from === 'manager' || status >= 500 ? 'manager_failed' : 'answer_unreadable';
}

function readItems({ status, body }: HttpAnswer, asked: AgentList): ActiveResponseReading {
  const data = field(body, 'data');
  const affected = asArray(field(data, 'affected_items'));
  const failed = asArray(field(data, 'failed_items'));
  if (!affected || !failed) {
    return allUncertain(asked, {
      code: 'answer_unreadable',
      status,
      words: readProblem(body).words,
    });
  }
  const reached = new Set<unknown>(affected);
  const refusals = new Map<unknown, AgentResult>();
  let silence: UncertainWhy = { code: 'not_answered_for', status, words: '' };
  for (const item of failed) {
    const error = field(item, 'error');
    const managerCode = asInteger(field(error, 'code'));
    const words = cleanManagerText(asText(field(error, 'message')) ?? '');
    if (managerCode === undefined) continue;
    if (isAboutNodes(managerCode)) {
      silence = { code: 'node_gone', managerCode, status, words };
      continue;
    }
    const code = CODES.get(managerCode) ?? 'agent_refused';
    for (const id of asArray(field(item, 'id')) ?? []) {
      refusals.set(id, { result: 'refused', code, managerCode, status, words });
    }
  }
  const agents = new Map<AgentId, AgentResult>();
  for (const agent of asked) {
    // In both lists: it was sent at least once (4.12 takes an id twice).
    if (reached.has(agent)) agents.set(agent, { result: 'affected' });
    else agents.set(agent, refusals.get(agent) ?? { result: 'uncertain', ...silence });
  }
  return { agents, unexpected: beyond(reached, agents) };
}

function beyond(reached: ReadonlySet<unknown>, asked: ReadonlyMap<AgentId, AgentResult>): string[] {
  const ids = new Set<unknown>(asked.keys());
  return Array.from(reached)
    .filter((id) => !ids.has(id))
    .map((id) => cleanManagerText(asText(id) ?? JSON.stringify(id) ?? ''));
}
