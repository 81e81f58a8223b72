import { ApiFailure, apiFailureOf } from './api_failure';

/** Builds an error as `core.http` rejects with: its own message is the status text only. */
function httpError(status: number | undefined, body?: unknown, name = 'Error'): Error {
  const error = new Error('Bad Request');
  error.name = name;
  return Object.assign(error, {
    ...(status === undefined ? {} : { response: { status } }),
    body,
  });
}

describe('apiFailureOf', () => {
  it('reads code, sentence and facts of a refusal', () => {
    const failure = apiFailureOf(
      httpError(409, {
        statusCode: 409,
        error: 'Conflict',
        message: 'What you saw has changed.',
        attributes: { code: 'preview_changed', preview: { digest: 'd' } },
      })
    );
    expect(failure).toMatchObject({
      kind: 'refused',
      status: 409,
      code: 'preview_changed',
      message: 'What you saw has changed.',
      attributes: { preview: { digest: 'd' } },
    });
  });

  it.each<[what: string, error: Error, kind: string]>([
    ['no answer', httpError(undefined), 'no_answer'],
    [
      'an upgrade under the page',
      httpError(400, {
        statusCode: 400,
        message: 'Browser client is out of date, please refresh the page',
      }),
      'page_outdated',
    ],
    ['a session that is over', httpError(401, { statusCode: 401 }), 'session_over'],
    ['the page of a proxy', httpError(502, '<html>Bad gateway</html>'), 'not_readable'],
    ['an empty body', httpError(500, undefined), 'not_readable'],
  ])('tells %s', (_, error, kind) => {
    expect(apiFailureOf(error)).toMatchObject({ name: 'ApiFailure', kind });
  });

  it("gives the host's own validation the code of an invalid request", () => {
    const error = httpError(400, { statusCode: 400, message: '[request body.reason]: missing' });
    expect(apiFailureOf(error)).toMatchObject({ kind: 'refused', code: 'invalid_request' });
  });

  it('leaves an aborted request and a failure that was read before as they are', () => {
    const aborted = httpError(undefined, undefined, 'AbortError');
    expect(apiFailureOf(aborted)).toBe(aborted);
    const failure = new ApiFailure('no_answer', '');
    expect(apiFailureOf(failure)).toBe(failure);
  });

  it.each([[undefined], [null], ['text'], [{ response: 7, body: 7 }]])(
    'reads whatever else is thrown as no answer: %p',
    (thrown) => {
      expect(apiFailureOf(thrown)).toMatchObject({ kind: 'no_answer', code: '' });
    }
  );
});
