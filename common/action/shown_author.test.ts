import { anAction, OPEN_STATE, provenState } from '../../test/builders/views';
import { shownAuthor } from './shown_author';

const last = anAction(['dispatched'], { n: 2 });
const BY_HAND = { claimed_user: 'mallory' };

describe('whose action is named beside a state', () => {
  it('is that of the action in progress, whoever is behind what was confirmed before', () => {
    const waiting = { verb: 'isolate', n: 2, since: 0, until: 1 } as const;
    const state = { ...OPEN_STATE, waiting };
    expect(shownAuthor({ state, last_action: last, proven_by: BY_HAND })).toEqual({ action: last });
  });

  it('is who is behind the report that confirmed it, once nothing waits', () => {
    const state = provenState('isolated');
    expect(shownAuthor({ state, last_action: last, proven_by: BY_HAND })).toBe(BY_HAND);
  });

  it('is the newest action where nothing confirms it, and nobody without any', () => {
    expect(shownAuthor({ state: OPEN_STATE, last_action: last })).toEqual({ action: last });
    expect(shownAuthor({ state: OPEN_STATE })).toBeUndefined();
  });
});
