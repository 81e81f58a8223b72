import type { EndpointState, StateStatus, UnknownReason } from './endpoint_state';
import { likelyAction, likelyVerb } from './likely_verb';

function state(status: StateStatus, reasons: readonly UnknownReason[] = []): EndpointState {
  return { status, reasons, backup: 'present', cautions: [] };
}

describe('the action that is offered first', () => {
  it.each([
    ['isolate', state('no_record')],
    ['isolate', state('not_isolated')],
    ['release', state('isolated')],
    ['isolate_again', state('unknown', ['may_be_isolated'])],
    ['isolate', state('unknown', ['found_open'])],
    ['isolate_again', state('unknown', ['found_open', 'may_be_isolated'])],
    // Somebody wanted it back, or it is broken in a way that only a release mends.
    ['release', state('unknown', ['may_be_isolated', 'may_still_be_isolated'])],
    ['release', state('unknown', ['may_still_be_isolated'])],
    ['release', state('unknown', ['isolation_partial'])],
    ['release', state('unknown', ['says_isolated', 'may_be_isolated'])],
  ] as const)('is to %s', (action, of) => {
    expect(likelyAction(of)).toBe(action);
    expect(likelyVerb(of)).toBe(action === 'release' ? 'release' : 'isolate');
  });

  it.each([
    ['isolate', 'release'],
    ['release', 'isolate'],
  ] as const)('undoes an action that waits for its report (%s)', (verb, likely) => {
    const waiting = { verb, n: 1, since: 0, until: 1 };
    expect(likelyVerb({ ...state('not_isolated'), waiting })).toBe(likely);
  });
});
