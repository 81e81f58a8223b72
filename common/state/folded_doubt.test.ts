import { anAnswer, answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import type { SentAction } from './endpoint_record';
import type { Evidence } from './evidence';
import { HOUR, SECOND } from '../base/time';
import { isolate, isolated, stateAt } from '../../test/builders/folded';

describe('a doubt', () => {
  const at = minutes(99);
  const doubted = aSentAction(2, 'release', minutes(20));
  const reasonsWith = (evidence: readonly Evidence[], sent: readonly SentAction[]) =>
    stateAt(at, [isolated, ...evidence], [isolate, ...sent]).reasons;

  it('makes the state unknown, whatever was proven', () => {
    expect(reasonsWith([], [doubted])).toEqual(['may_still_be_isolated']);
  });

  it('is lifted by any answer of its own', () => {
    const answer = theAnswerTo(doubted, { result: 'refused', reason: 'no_user' });
    expect(reasonsWith([answer], [doubted])).toEqual([]);
  });

  it('is lifted by decisive evidence of a later action, and stays visible as a caution', () => {
    const later = aSentAction(3, 'isolate', minutes(20) + 10 * SECOND);
    const answer = theAnswerTo(later, answers.isolated);
    expect(reasonsWith([answer], [doubted, later])).toEqual([]);
    expect(stateAt(at, [isolated, answer], [isolate, doubted, later]).cautions).toEqual([
      'unanswered_before',
    ]);
  });

  it('is not lifted by evidence that decides nothing', () => {
    const later = aSentAction(3, 'isolate', minutes(40));
    const answer = theAnswerTo(later, answers.backupExists);
    expect(reasonsWith([answer], [doubted, later])).toEqual(['may_still_be_isolated']);
  });

  it('is not lifted by an earlier action, however late its answer comes', () => {
    const late = theAnswerTo(isolate, answers.isolated, {
      at: minutes(90),
      own_clock: minutes(90) + HOUR,
    });
    expect(stateAt(at, [late], [isolate, doubted]).reasons).toEqual(['may_still_be_isolated']);
  });

  describe('about an uncertain command', () => {
    const uncertain: SentAction = { ...doubted, sending: 'uncertain' };
    const laterBy = (ms: number) => aSentAction(3, 'isolate', doubted.sent_at + ms);

    it('is lifted by an action that was sent 120 seconds later, not by one sent sooner', () => {
      for (const [ms, reasons] of [
        [120 * SECOND, []],
        [119 * SECOND, ['may_still_be_isolated']],
      ] as const) {
        const later = laterBy(ms);
        const answer = theAnswerTo(later, answers.isolated);
        expect(reasonsWith([answer], [uncertain, later])).toEqual(reasons);
      }
    });

    it('is not lifted by an action sent sooner whose answer is delivered an hour late', () => {
      const later = laterBy(10 * SECOND);
      const answer = theAnswerTo(later, answers.isolated, { at: minutes(85) });
      expect(reasonsWith([answer], [uncertain, later])).toEqual(['may_still_be_isolated']);
    });

    it('stays one where the manager says in the end that it took the command', () => {
      const later = laterBy(10 * SECOND);
      const answer = theAnswerTo(later, answers.isolated);
      const sent = [uncertain, doubted, later];
      expect(reasonsWith([answer], sent)).toEqual(['may_still_be_isolated']);
      expect(reasonsWith([answer], [...sent].reverse())).toEqual(['may_still_be_isolated']);
    });
  });

  describe('before evidence of what was done elsewhere', () => {
    const elsewhere = (at_: number, own_clock = at_ + HOUR - 3 * SECOND) =>
      anAnswer('isolate', answers.isolated, at_, { own_clock });

    it('is lifted where both clocks say that this was 30 minutes later', () => {
      expect(reasonsWith([elsewhere(minutes(51))], [doubted])).toEqual([]);
      expect(reasonsWith([elsewhere(minutes(49))], [doubted])).toEqual(['may_still_be_isolated']);
    });

    it('stays where the line was only delivered late', () => {
      const late = elsewhere(minutes(90), minutes(19) + HOUR);
      expect(reasonsWith([late], [doubted])).toContain('may_still_be_isolated');
    });

    it('stays where all lines of that endpoint are delivered late', () => {
      const lateAnswer = theAnswerTo(isolate, answers.isolated, { at: minutes(70) });
      const late = elsewhere(minutes(90), minutes(19) + HOUR);
      const { reasons } = stateAt(at, [lateAnswer, late], [isolate, doubted]);
      expect(reasons).toContain('may_still_be_isolated');
    });

    it('stays where nothing tells what the own clock showed at any time of ours', () => {
      const { reasons } = stateAt(at, [elsewhere(minutes(60))], [doubted]);
      expect(reasons).toEqual(['may_still_be_isolated']);
    });

    it('stays where the line has no own clock', () => {
      const clockless = { ...elsewhere(minutes(60)), own_clock: undefined };
      expect(reasonsWith([clockless], [doubted])).toEqual(['may_still_be_isolated']);
    });
  });
});
