import type { Outcome } from './outcome';
import { changesNothing, isDecisive, outcomeForAction } from './outcome';

describe('for the action that sent so many addresses', () => {
  it('another number of steps is only part of an isolation', () => {
    const isolated: Outcome = { result: 'succeeded', addresses: 2, deleted_rules: 412 };
    expect(outcomeForAction(isolated, 2)).toEqual(isolated);
    expect(outcomeForAction(isolated, 1)).toEqual({ ...isolated, result: 'partial' });
    expect(outcomeForAction({ result: 'succeeded', addresses: 0 }, 2)).toEqual({
      result: 'partial',
      addresses: 0,
    });
    expect(
      outcomeForAction({ result: 'failed', reason: 'export_failed', addresses: 1 }, 2)
    ).toEqual({ result: 'partial', addresses: 1 });
  });

  it('an answer that shows no steps stays what it is', () => {
    const refused: Outcome = { result: 'refused', reason: 'backup_exists' };
    expect(outcomeForAction(refused, 3)).toEqual(refused);
  });
});

describe('what an outcome does to the state', () => {
  it.each([
    ['isolate', { result: 'succeeded', addresses: 1 }, true],
    ['isolate', { result: 'failed', reason: 'export_failed', addresses: 1 }, true],
    ['release', { result: 'succeeded' }, true],
    ['release', { result: 'failed', reason: 'import_failed' }, false],
    ['isolate', { result: 'refused', reason: 'backup_exists' }, false],
    ['isolate', { result: 'partial' }, false],
    ['probe', { result: 'succeeded' }, false],
  ] as const)('%s %j is decisive: %s', (verb, outcome, expected) => {
    expect(isDecisive(verb, outcome)).toBe(expected);
  });

  it.each([
    ['isolate', { result: 'refused', reason: 'invalid_address' }, true],
    ['release', { result: 'refused', reason: 'no_user' }, true],
    ['probe', { result: 'refused', reason: 'no_action' }, true],
    ['isolate', { result: 'refused', reason: 'backup_exists' }, false],
    ['release', { result: 'unrecognised' }, false],
  ] as const)('%s %j changes nothing: %s', (verb, outcome, expected) => {
    expect(changesNothing(verb, outcome)).toBe(expected);
  });
});
