import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { managerSentence } from '../../common/manager/manager_answer_words';
import type { ManagerProblem } from './manager_problem';

export interface ManagerErrorDetails {
  /** Status of the manager's answer, where there was one. */
  readonly status?: number;
  readonly problem?: ManagerProblem;
  /** Time at which it may be tried again. */
  readonly retryAt?: number;
}

/**
 * A failure to get something from a manager. The message is for a person: what happened, what to do, and the manager's own words. It never
 * holds the error of the HTTP client, which carries passwords and tokens.
 */
export class ManagerError extends Error {
  readonly status?: number;
  /** The manager's own number, such as 1701. */
  readonly managerCode?: number;
  /** The manager's own words, one line, bounded. */
  readonly words?: string;
  readonly retryAt?: number;

  constructor(readonly code: ManagerCode, details: ManagerErrorDetails = {}) {
    super(sentence(code, details));
    this.name = 'ManagerError';
    this.status = details.status;
    this.managerCode = details.problem?.managerCode;
    this.words = details.problem?.words || undefined;
    this.retryAt = details.retryAt;
  }
}

function sentence(code: ManagerCode, { problem }: ManagerErrorDetails): string {
  if (!problem?.words) return managerSentence(code);
  const number = problem.managerCode === undefined ? '' : ` (${problem.managerCode})`;
  return `${managerSentence(code)} Its message${number}: ${problem.words}`;
}
