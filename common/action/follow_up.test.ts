import { ActionBuilder, address, ASKED_AT } from '../../test/builders/actions';
import { anAnswer, answers } from '../../test/builders/evidence';
import type { ActionDocument } from './action';
import type { FollowUp } from './follow_up';
import { endFollowUp, notStarted, FOLLOWS_WITHIN, followUpDue, withEnd } from './follow_up';
import { MINUTE } from '../base/time';

const PLAN: FollowUp = {
  lifeline: [{ address: address('192.168.1.1'), sources: [{ source: 'configured' }] }],
  acknowledgements: [],
  left_out: [],
};

const sent = () => new ActionBuilder('release').with({ reisolation: PLAN }).sending().dispatched();
const released = sent().settledBy(anAnswer('release', answers.released, ASKED_AT)).build();
const settledAt = released.timeline[released.timeline.length - 1]?.at ?? 0;
const endOf = (action: ActionDocument | undefined) => action?.reisolation?.ended;

describe('an isolation that follows a release', () => {
  it('is waited for while the release waits for its report', () => {
    expect(endFollowUp(sent().build(), ASKED_AT + 60 * MINUTE)).toBeUndefined();
    expect(followUpDue(sent().build())).toBeUndefined();
  });

  it('is due a minute after the release was proven, and is then over', () => {
    expect(followUpDue(released)).toBe(settledAt + FOLLOWS_WITHIN);
    expect(endFollowUp(released, settledAt + FOLLOWS_WITHIN - 1)).toBeUndefined();
    expect(endOf(endFollowUp(released, settledAt + FOLLOWS_WITHIN))).toEqual({
      as: 'not_started',
      at: settledAt + FOLLOWS_WITHIN,
      code: 'interrupted',
    });
  });

  it.each<[string, ActionDocument]>([
    ['failed', sent().settledBy(anAnswer('release', answers.importFailed, ASKED_AT)).build()],
    ['was refused', sent().settledBy(anAnswer('release', answers.notIsolated, ASKED_AT)).build()],
    ['was not answered', sent().unanswered().build()],
  ])('does not come where the release %s', (_, release) => {
    expect(endOf(endFollowUp(release, ASKED_AT + MINUTE))).toMatchObject({
      as: 'not_started',
      code: 'release_not_proven',
    });
  });

  it('is nothing of a release of its own', () => {
    const own = new ActionBuilder('release').sending().dispatched().unanswered().build();
    expect(endFollowUp(own, ASKED_AT + 60 * MINUTE)).toBeUndefined();
    expect(withEnd(own, notStarted('interrupted', ASKED_AT), ASKED_AT)).toBe(own);
  });

  it('keeps its first end, but for the truth that it was started', () => {
    const given = withEnd(released, notStarted('interrupted', settledAt), settledAt);
    expect(withEnd(given, notStarted('internal', settledAt), settledAt)).toBe(given);
    const started = withEnd(given, { as: 'started', at: settledAt, n: 2 }, settledAt);
    expect(endOf(started)).toMatchObject({ as: 'started', n: 2 });
    expect(endFollowUp(started, settledAt + 60 * MINUTE)).toBeUndefined();
  });
});
