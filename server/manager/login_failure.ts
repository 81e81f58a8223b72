import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { ManagerError } from './manager_error';
import { readProblem } from './manager_problem';
import type { TransportAnswer } from './transport';

/** Names a login that was answered with a status other than 200. */
export function loginFailureOf(status: number, body: unknown): ManagerError {
  const problem = readProblem(body);
  return new ManagerError(codeOf(status, problem.managerCode), { status, problem });
}

function codeOf(status: number, managerCode: number | undefined): ManagerCode {
  // Measured: 6000 attempts blocked, 6004 user may not use run_as, 6001 rate limit, 1017 daemons restarting.
  if (managerCode === 6000) return 'logins_blocked';
  if (managerCode === 6004) return 'run_as_not_allowed';
  if (managerCode === 1017) return 'daemons_not_ready';
  if (status === 401 || status === 403) return 'login_refused';
  if (status === 413) return 'auth_context_too_large';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'login_failed';
  return 'login_unreadable';
}

/** Names a login that got no response. */
export function brokenLoginOf(
  answer: Exclude<TransportAnswer, { kind: 'answered' }>
): ManagerError {
  if (answer.kind === 'not_sent') return new ManagerError(answer.code);
  return new ManagerError(answer.code === 'timed_out' ? 'login_timed_out' : 'login_cut');
}

/** The failures that the manager counts against our address, or that a repeat cannot heal. */
const COUNTED = new Set<ManagerCode>(['login_refused', 'logins_blocked', 'run_as_not_allowed']);

/**
 * True where more logins would do harm: the manager blocks an address, and so every user of the dashboard, after 50 failures.
 * A manager that is down, restarting or rate-limited counts nothing, and waiting would only keep an analyst from acting when it is back.
 */
export function pausesLogins(error: ManagerError): boolean {
  return COUNTED.has(error.code);
}
