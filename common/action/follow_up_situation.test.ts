import { anAction, OPEN_STATE, provenState } from '../../test/builders/views';
import type { FollowUp } from './follow_up';
import type { ActionView } from '../api/action_view';
import type { ShownState } from '../state/shown_state';
import { followUpSituation } from './follow_up_situation';

const PLAN: FollowUp = { lifeline: [], acknowledgements: [], left_out: [] };
const open = provenState('not_isolated');
const cutOff = provenState('isolated');
const unknown: ShownState = { ...OPEN_STATE, status: 'unknown' };

const release = (status: ActionView['status'], ended?: FollowUp['ended']) =>
  anAction(['sending', status], {
    verb: 'release',
    n: 2,
    reisolation: ended ? { ...PLAN, ended } : PLAN,
  });
const isolate = (status: ActionView['status']) =>
  anAction(['sending', status], { n: 3, reisolates: 2 });
const missed = { as: 'not_started' as const, at: 0, code: 'interrupted' };

describe('how a change of addresses stands', () => {
  it.each<[string, ActionView, ShownState, string | undefined]>([
    ['its release waits', release('dispatched'), cutOff, 'releasing'],
    ['its release is proven and nothing followed yet', release('succeeded'), open, 'open'],
    ['nothing will follow', release('succeeded', missed), open, 'left_open'],
    [
      'nothing followed, and somebody isolated it',
      release('succeeded', missed),
      cutOff,
      'not_changed',
    ],
    ['its release failed', release('failed', missed), cutOff, 'not_changed'],
    ['its isolation waits', isolate('dispatched'), open, 'isolating'],
    ['its isolation was rejected', isolate('rejected'), open, 'left_open'],
    ['its isolation failed', isolate('failed'), open, 'left_open'],
    ['its isolation was not answered', isolate('unanswered'), unknown, 'may_be_open'],
    ['its isolation is proven', isolate('succeeded'), cutOff, undefined],
    ['it was an action of its own', anAction(['rejected']), open, undefined],
  ])('is told where %s', (_, action, state, is) => {
    expect(followUpSituation({ actions: [action], state })?.is).toBe(is);
  });

  it('is over once something else was asked for', () => {
    const actions = [anAction(['rejected'], { n: 3 }), release('succeeded', missed)];
    expect(followUpSituation({ actions, state: open })).toBeUndefined();
  });
});
