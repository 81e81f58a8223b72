import { answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import { addTo, EMPTY_RECORD } from './endpoint_record';
import { stateOf } from './fold';
import { foundOpenOf } from './found_open';

const isolate = aSentAction(1, 'isolate', minutes(0));
const release = aSentAction(2, 'release', minutes(20));
const isolated = theAnswerTo(isolate, answers.isolated);
const failed = theAnswerTo(release, answers.importFailed);
const closed = { ...release, found_open_at: minutes(60) };
const stuck = addTo(EMPTY_RECORD, [isolated, failed], [isolate, closed]);

describe('the word of a person who found an endpoint open', () => {
  it('takes away that it is isolated, and proves nothing', () => {
    expect(foundOpenOf(stuck)).toBe('last_known');
    expect(stateOf(stuck, minutes(61))).toEqual({
      status: 'unknown',
      reasons: ['found_open'],
      last_proven: { status: 'isolated', at: isolated.at, identity: isolated.identity },
      backup: 'none_needed',
      cautions: [],
    });
  });

  it('is joined like everything else, whichever of two readings of the action came first', () => {
    const early = addTo(EMPTY_RECORD, [isolated, failed], [isolate, release]);
    expect(addTo(early, [], [closed])).toEqual(stuck);
    expect(addTo(stuck, [], [release])).toBe(stuck);
  });

  it('counts no more once the endpoint reports again', () => {
    const again = aSentAction(3, 'isolate', minutes(70));
    const record = addTo(stuck, [theAnswerTo(again, answers.isolated)], [again]);
    expect(foundOpenOf(record)).toBe('no');
    expect(stateOf(record, minutes(80)).status).toBe('isolated');
  });

  it('counts no more once another command was sent, and does where it was not', () => {
    const sent = aSentAction(3, 'isolate', minutes(70));
    expect(foundOpenOf(addTo(stuck, [], [sent]))).toBe('disputed');
    expect(stateOf(addTo(stuck, [], [sent]), minutes(200)).status).toBe('unknown');
    expect(foundOpenOf(addTo(stuck, [], [{ ...sent, sending: 'not_sent' }]))).toBe('last_known');
  });

  it('is not undone by a report that only says that the backup file is there', () => {
    const again = aSentAction(3, 'isolate', minutes(70));
    const answer = theAnswerTo(again, answers.backupExists);
    const open = addTo(EMPTY_RECORD, [isolated], [{ ...isolate, found_open_at: minutes(60) }]);
    const record = addTo(open, [answer], [again]);
    expect(stateOf(record, minutes(80)).reasons).toEqual(['found_open_earlier']);
  });

  it('does not hide a command that may still run', () => {
    const unanswered = aSentAction(3, 'isolate', minutes(50));
    const record = addTo(stuck, [], [unanswered]);
    expect(stateOf(record, minutes(61)).reasons).toEqual(['found_open', 'may_be_isolated']);
  });
});
