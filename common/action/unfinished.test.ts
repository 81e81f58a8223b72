import { anAction } from '../../test/builders/views';
import type { FollowUp } from './follow_up';
import { isUnfinished } from './unfinished';

const PLAN: FollowUp = { lifeline: [], acknowledgements: [], left_out: [] };
const released = (reisolation: FollowUp) =>
  anAction(['sending', 'succeeded'], { verb: 'release', n: 2, reisolation });

describe('an endpoint whose page is still read every second', () => {
  it.each([
    ['an action waits', { actions: [anAction(['dispatched'])] }],
    ['a test waits', { actions: [], probe: { status: 'dispatched' as const } }],
    ['its release is confirmed and the isolation hasn’t followed', { actions: [released(PLAN)] }],
  ])('is one where %s', (_, watched) => {
    expect(isUnfinished(watched)).toBe(true);
  });

  it.each([
    ['all actions ended', { actions: [anAction(['dispatched', 'unanswered'])] }],
    ['its test ended', { actions: [], probe: { status: 'unanswered' as const } }],
    [
      'the isolation followed',
      { actions: [released({ ...PLAN, ended: { as: 'started', at: 0, n: 3 } })] },
    ],
  ])('is not one where %s', (_, watched) => {
    expect(isUnfinished(watched)).toBe(false);
  });
});
