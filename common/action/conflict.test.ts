import { anAction, OPEN_STATE } from '../../test/builders/views';
import { conflictIn, isConflict, isInProgress } from './conflict';

const waiting = anAction(['dispatched'], { verb: 'isolate', n: 2, waits_until: 90 });
const over = anAction(['succeeded'], { verb: 'isolate', n: 1 });

describe('an action in progress', () => {
  it('blocks another of its verb until its report is due, and names who requested it', () => {
    expect(conflictIn([waiting, over], 'isolate')).toEqual({
      code: 'already_pending',
      verb: 'isolate',
      by: waiting.user,
      until: 90,
    });
  });

  it('never holds up the other verb: a release has to be possible while an isolation waits', () => {
    expect(conflictIn([waiting, over], 'release')).toBeUndefined();
  });

  it('blocks nothing once it is over', () => {
    expect(conflictIn([over], 'isolate')).toBeUndefined();
  });

  it('is seen in a list by what its endpoint waits for', () => {
    const state = {
      ...OPEN_STATE,
      waiting: { verb: 'isolate', n: 2, since: 0, until: 90 },
    } as const;
    expect([isInProgress(state, 'isolate'), isInProgress(state, 'release')]).toEqual([true, false]);
    expect(isInProgress(OPEN_STATE, 'isolate')).toBe(false);
  });

  it('is the one to follow after each refusal that names it, and after no other', () => {
    const codes = [
      'being_sent',
      'already_pending',
      'already_waiting',
      'may_still_run',
      'key_reused',
    ];
    expect(codes.filter(isConflict)).toEqual(['being_sent', 'already_pending', 'already_waiting']);
  });
});
