import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { DAY, HOUR } from '../base/time';
import { addTo, EMPTY_RECORD, withFoundOpen } from './endpoint_record';
import { stateOf } from './fold';
import { shownState } from './shown_state';

const LATER = minutes(0) + 200 * DAY;

describe('a line so old that no time zone explains it, of an endpoint that never reported on a command of ours', () => {
  // Everything was done by hand. What was lost comes ninety days later, with the log that is sent again from its beginning.
  const known = anAnswer('isolate', answers.isolated, minutes(0));
  const again = minutes(0) + 90 * DAY;
  const lost = anAnswer('isolate', answers.isolated, minutes(0) + 10 * DAY, {
    at: again,
    own_clock: minutes(0) + 10 * DAY + HOUR,
  });

  it('does not undo that somebody found the endpoint open', () => {
    const open = withFoundOpen(addTo(EMPTY_RECORD, [known], []), again - HOUR);
    expect(stateOf(addTo(open, [lost], []), LATER).reasons).toEqual(['late_report']);
  });

  it('is no proof of today, and passes no re-registration', () => {
    const state = stateOf(addTo(EMPTY_RECORD, [known, lost], []), LATER);
    expect(state.proof?.at).toBeLessThan(minutes(0) + 10 * DAY);
    expect(state.proof?.latest).toBe(again);
    const row = { name: 'FIN-WS-01', date_add: again - DAY };
    expect(shownState(state, 'FIN-WS-01', row).reasons).toEqual(['re_registered']);
  });

  it('is believed at once where a time zone explains it', () => {
    for (const zone of [-12 * HOUR, 14 * HOUR]) {
      const prompt = anAnswer('isolate', answers.isolated, again, { own_clock: again + zone });
      const open = withFoundOpen(addTo(EMPTY_RECORD, [known], []), again - HOUR);
      expect(stateOf(addTo(open, [prompt], []), LATER)).toMatchObject({
        status: 'isolated',
        proof: { at: again },
      });
    }
  });
});
