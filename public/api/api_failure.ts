/**
 * `refused`: the API said no, with its code. `no_answer`: nothing came back, so that it is not known whether the request arrived.
 * `page_outdated`: the dashboard was upgraded under this page. `session_over`: the person has to log in again.
 * `not_readable`: something answered that is not this API, such as a proxy.
 */
export type ApiFailureKind =
  | 'refused'
  | 'no_answer'
  | 'page_outdated'
  | 'session_over'
  | 'not_readable';

export interface ApiFailureFacts {
  readonly status?: number;
  readonly code?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A failed request of the page. `message` is the API's own sentence, in English, where there is one. */
export class ApiFailure extends Error {
  readonly status?: number;
  /** Code of the API. Empty if it didn't respond. */
  readonly code: string;
  readonly attributes: Readonly<Record<string, unknown>>;

  constructor(readonly kind: ApiFailureKind, message: string, facts: ApiFailureFacts = {}) {
    super(message);
    this.name = 'ApiFailure';
    this.status = facts.status;
    this.code = facts.code ?? '';
    this.attributes = facts.attributes ?? {};
  }
}

/** The host refuses every request of a page that was loaded before an upgrade, with this sentence and nothing else to know it by. */
const OUTDATED = /Browser client is out of date/i;

/**
 * Reads what `core.http` rejects with.
 * @returns the same error where the request was aborted by its own signal
 */
export function apiFailureOf(error: unknown): Error {
  if (error instanceof ApiFailure) return error;
  if (isAborted(error)) return error;
  const status = numberOf(propertyOf(propertyOf(error, 'response'), 'status'));
  if (status === undefined) {
    return new ApiFailure('no_answer', error instanceof Error ? error.message : '');
  }
  const body = propertyOf(error, 'body');
  const message = textOf(propertyOf(body, 'message')) ?? '';
  if (status === 401) return new ApiFailure('session_over', message, { status });
  if (status === 400 && OUTDATED.test(message)) {
    return new ApiFailure('page_outdated', message, { status });
  }
  if (numberOf(propertyOf(body, 'statusCode')) === undefined) {
    return new ApiFailure('not_readable', message, { status });
  }
  const attributes = recordOf(propertyOf(body, 'attributes'));
  return new ApiFailure('refused', message, {
    status,
    // The host's own validation of a request knows no codes.
    code: textOf(attributes.code) ?? (status === 400 ? 'invalid_request' : ''),
    attributes,
  });
}

export function isAborted(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AbortError';
}

function propertyOf(value: unknown, key: string): unknown {
  return recordOf(value)[key];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
