import fc from 'fast-check';
import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { anAnswer, answers } from '../../test/builders/evidence';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import type { Evidence } from '../state/evidence';
import { stateOf } from '../state/fold';
import { settle, settleByEarliest } from './settlement';
import { MINUTE, SECOND } from '../base/time';

const sent = () => new ActionBuilder().sending().dispatched().build();
const at = (seconds: number) => ASKED_AT + seconds * SECOND;
const NOW = ASKED_AT + MINUTE;

describe('a report that is read anew with a word that was configured later', () => {
  const unread = anAnswer('isolate', answers.unrecognised, at(5), {
    action: { n: 1, addresses: 1 },
  });

  it.each(['unrecognised', 'partial'] as const)(
    'says in the history what it proves in the state: it was %s before',
    (before) => {
      const first: Evidence = { ...unread, outcome: answers[before] };
      const again: Evidence = { ...unread, outcome: answers.isolated };
      const settled = settle(settle(sent(), first, NOW), again, NOW + MINUTE);
      const record = addTo(addTo(EMPTY_RECORD, [first], []), [again], []);
      expect(stateOf(record, NOW).status).toBe('isolated');
      expect(settled).toMatchObject({ status: 'succeeded', outcome: answers.isolated });
      expect(settled.evidence).toEqual([again]);
      expect(settled.timeline.map(({ status }) => status).slice(-2)).toEqual([before, 'succeeded']);
    }
  );

  it('stays a success when the word is removed again, as in the state', () => {
    const read: Evidence = { ...unread, outcome: answers.isolated };
    const settled = settle(sent(), read, NOW);
    expect(settle(settled, unread, NOW + MINUTE)).toBe(settled);
  });

  it('gives no other report of that reference a second result', () => {
    const settled = settle(sent(), unread, NOW);
    const other = anAnswer('isolate', answers.isolated, at(9), { action: unread.action });
    expect(settle(settled, other, NOW).outcome).toEqual(answers.unrecognised);
  });

  it('leaves the result alone where another report decided', () => {
    const decided = settle(sent(), { ...unread, outcome: answers.isolated, identity: 'x' }, NOW);
    const both = settle(decided, unread, NOW);
    const again = settle(both, { ...unread, outcome: answers.backupExists }, NOW + MINUTE);
    expect(again.outcome).toEqual(answers.isolated);
    expect(again.timeline).toEqual(both.timeline);
    expect(again.evidence[1]?.outcome).toEqual(answers.backupExists);
  });
});

describe('the result of an action without a reference', () => {
  const outcomes = fc.constantFrom(
    answers.isolated,
    answers.backupExists,
    answers.invalidAddress,
    answers.unrecognised
  );

  it('is that of the earliest report, in whatever order and batches they come', () => {
    const reports = fc
      .array(fc.record({ second: fc.integer({ min: 1, max: 200 }), outcome: outcomes }), {
        minLength: 1,
        maxLength: 5,
      })
      .map((list) => list.map(({ second, outcome }) => anAnswer('isolate', outcome, at(second))))
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.integer({ min: 0, max: list.length })
        )
      );
    fc.assert(
      fc.property(reports, ([list, shuffled, cut]) => {
        const whole = settleByEarliest(sent(), list, NOW);
        const batches = [shuffled.slice(0, cut), shuffled.slice(cut), list];
        const parts = batches.reduce(
          (action, batch) => settleByEarliest(action, batch, NOW),
          sent()
        );
        expect(parts.outcome).toEqual(whole.outcome);
        expect(parts.status).toBe(whole.status);
        expect(parts.evidence).toEqual(whole.evidence);
      })
    );
  });

  it('is that of the one that was seen first, where the manager’s clock was ahead', () => {
    const ahead = anAnswer('isolate', answers.isolated, at(5000), { seen_at: at(5) });
    const later = anAnswer('isolate', answers.backupExists, at(60));
    const { outcome } = settleByEarliest(sent(), [later, ahead], NOW);
    expect(outcome).toEqual(answers.isolated);
  });

  it('settles nothing twice: the same reports again change nothing', () => {
    const report = anAnswer('isolate', answers.invalidAddress, at(5));
    const settled = settleByEarliest(sent(), [report], NOW);
    expect(settled).toMatchObject({ status: 'refused', outcome: answers.invalidAddress });
    expect(settleByEarliest(settled, [report], NOW + MINUTE)).toBe(settled);
  });
});
