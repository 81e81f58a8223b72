import { FailureLog } from './failure_log';

describe('what fails in the background', () => {
  it('is said once in five minutes, and each failure for itself', () => {
    let now = 0;
    const said: string[] = [];
    const log = new FailureLog(
      (message) => said.push(message),
      () => now
    );
    log.failed(new TypeError('x'));
    log.failed(new TypeError('x'));
    log.failed(new Error('y'));
    expect(said).toEqual(['TypeError: x', 'Error: y']);
    now = 5 * 60 * 1000;
    log.failed(new TypeError('x'));
    expect(said).toHaveLength(3);
  });

  it('is said without the value where it is no error: it might be a secret', () => {
    const said: string[] = [];
    new FailureLog(
      (message) => said.push(message),
      () => 0
    ).failed('marker-secret');
    expect(said).toEqual(["a value that isn't an error was thrown"]);
  });
});
