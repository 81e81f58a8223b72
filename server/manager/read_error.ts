import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { ManagerError } from './manager_error';
import { readProblem } from './manager_problem';
import type { TransportAnswer } from './transport';

/** The manager's numbers that a read can be answered with (measured on 4.12.0 and 4.14.7). */
const CODES: ReadonlyMap<number, ManagerCode> = new Map<number, ManagerCode>([
  [1013, 'manager_socket_failed'],
  [1014, 'manager_socket_failed'],
  [1017, 'daemons_not_ready'],
  [1116, 'agent_silent'],
  [1117, 'agent_unreachable'],
  [1121, 'remoted_refuses'],
  [1701, 'agent_not_found'],
  [1703, 'agent_is_manager'],
  [1707, 'agent_not_active'],
  [1740, 'agent_not_active'],
  [2005, 'manager_database_failed'],
  [3012, 'cluster_down'],
  [3013, 'cluster_off'],
  [3021, 'manager_timed_out'],
  [3022, 'agent_node_gone'],
  [4000, 'not_permitted'],
  [6001, 'rate_limited'],
]);

/** Names the reason a read has no value. Nothing was changed by it, however it ended. */
export function readErrorOf(answer: TransportAnswer): ManagerError {
  if (answer.kind === 'not_sent') return new ManagerError(answer.code, { retryAt: answer.retryAt });
  if (answer.kind === 'cut') return new ManagerError(answer.code);
  const { status } = answer;
  const problem = readProblem(answer.body);
  const known = problem.managerCode === undefined ? undefined : CODES.get(problem.managerCode);
  return new ManagerError(known ?? codeOfStatus(status), { status, problem });
}

function codeOfStatus(status: number): ManagerCode {
  if (status === 401) return 'not_authenticated';
  if (status === 403) return 'not_permitted';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'manager_failed';
  return status >= 400 ? 'request_refused' : 'answer_unreadable';
}
