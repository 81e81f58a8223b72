import { asInteger, asText, field } from '../../common/base/json_reading';
import { cleanManagerText } from './manager_text';

/** A manager's refusal or failure: its own code if it gave one, and its words. */
export interface ManagerProblem {
  /** The body has the manager's shape (`application/problem+json`: `title`, `detail`), so it is the manager itself that speaks. */
  readonly from: 'manager' | 'somebody';
  readonly managerCode?: number;
  readonly words: string;
}

/** Measured: errors are `{title, detail, remediation?, dapi_errors?, error?}`; `text/plain` for requests that are not HTTP, and for some 500s. */
export function readProblem(body: unknown): ManagerProblem {
  const title = asText(field(body, 'title'));
  const detail = asText(field(body, 'detail'));
  if (title === undefined && detail === undefined) {
    return { from: 'somebody', words: typeof body === 'string' ? cleanManagerText(body) : '' };
  }
  return {
    from: 'manager',
    managerCode: asInteger(field(body, 'error')),
    words: cleanManagerText(detail ?? title ?? ''),
  };
}
