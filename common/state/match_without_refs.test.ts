import fc from 'fast-check';
import { anAnswer, answers, aSentAction, minutes } from '../../test/builders/evidence';
import type { SentAction } from './endpoint_record';
import { addTo, EMPTY_RECORD } from './endpoint_record';
import type { Evidence } from './evidence';
import { stateOf } from './fold';
import { candidatesWithoutRefs, matchWithoutRefs, ownerWithoutRef } from './match_without_refs';
import { MINUTE } from '../base/time';

const recordOf = (evidence: readonly Evidence[], sent: readonly SentAction[]) =>
  addTo(EMPTY_RECORD, evidence, sent);

/** Lists the action each event belongs to, oldest event first. */
const ownersOf = (evidence: readonly Evidence[], sent: readonly SentAction[]) =>
  matchWithoutRefs(recordOf(evidence, sent)).evidence.map(({ action }) => action?.n);

describe('with references off an event', () => {
  const first = aSentAction(1, 'isolate', minutes(0));
  const second = aSentAction(2, 'release', minutes(10));
  const third = aSentAction(3, 'isolate', minutes(20));

  it('belongs to the newest action of its verb that was sent before it', () => {
    const evidence = [
      anAnswer('isolate', answers.isolated, minutes(1)),
      anAnswer('release', answers.released, minutes(11)),
      anAnswer('isolate', answers.isolated, minutes(21)),
    ];
    expect(ownersOf(evidence, [first, second, third])).toEqual([1, 2, 3]);
  });

  it('belongs to none that was sent after it was seen, where its manager’s clock is ahead', () => {
    // Isolated by hand, 20 hours ahead of its time; released by hand; then isolated by us, and that is not answered.
    const byHand = anAnswer('isolate', answers.isolated, minutes(20 * 60), {
      own_clock: minutes(60),
      seen_at: minutes(0),
    });
    const undone = anAnswer('release', answers.released, minutes(5 * 60));
    const ours = aSentAction(1, 'isolate', minutes(10 * 60));
    expect(ownersOf([byHand, undone], [ours])).toEqual([undefined, undefined]);
    const record = matchWithoutRefs(recordOf([byHand, undone], [ours]));
    expect(stateOf(record, minutes(40 * 60)).reasons).toEqual(['may_be_isolated']);
  });

  it('belongs to none that was sent after it, or never', () => {
    expect(ownersOf([anAnswer('isolate', answers.isolated, minutes(-1))], [first])).toEqual([
      undefined,
    ]);
    const rejected = aSentAction(3, 'isolate', minutes(20), { sending: 'not_sent' });
    const event = anAnswer('isolate', answers.isolated, minutes(21));
    expect(ownersOf([event], [first, rejected])).toEqual([1]);
    expect(ownerWithoutRef(event, [second, rejected])).toBeUndefined();
  });

  it('was done elsewhere where an earlier one has answered its action', () => {
    const answer = anAnswer('isolate', answers.isolated, minutes(1));
    const other = anAnswer('isolate', answers.backupExists, minutes(2));
    expect(ownersOf([other, answer], [first])).toEqual([1, undefined]);
  });

  it('may be the report of its action with all that may, whether a record keeps them or not', () => {
    const kept = anAnswer('isolate', answers.isolated, minutes(1));
    const refused = anAnswer('isolate', answers.invalidAddress, minutes(2));
    const record = recordOf([kept, refused], [first, second]);
    expect(record.evidence).toHaveLength(1);
    expect(candidatesWithoutRefs(record, [refused])).toEqual(new Map([[1, [refused, kept]]]));
    expect(candidatesWithoutRefs(record, [])).toEqual(new Map());
  });

  it('is no success of an action with another number of addresses', () => {
    const record = recordOf(
      [anAnswer('isolate', answers.isolated, minutes(1))],
      [aSentAction(1, 'isolate', minutes(0), { addresses: 3 })]
    );
    expect(stateOf(matchWithoutRefs(record), minutes(9)).status).toBe('unknown');
    expect(stateOf(record, minutes(1)).status).toBe('isolated');
  });

  it('is not moved before a release by the guess that it answers an older isolate', () => {
    // The first isolate was never answered; what comes after the release is somebody else's.
    const record = recordOf(
      [
        anAnswer('release', answers.released, minutes(11)),
        anAnswer('isolate', answers.isolated, minutes(40)),
      ],
      [first, second]
    );
    expect(stateOf(matchWithoutRefs(record), minutes(60))).toMatchObject({
      status: 'isolated',
    });
  });

  it('settles an action, so that nothing is doubted that was answered', () => {
    const record = recordOf([anAnswer('isolate', answers.isolated, minutes(1))], [first]);
    expect(stateOf(record, minutes(60)).reasons).toEqual(['may_be_isolated']);
    expect(stateOf(matchWithoutRefs(record), minutes(60)).status).toBe('isolated');
  });

  it('of later decides about an unanswered action only where both clocks say that it is later', () => {
    const sent = [
      aSentAction(1, 'isolate', minutes(0)),
      aSentAction(2, 'release', minutes(10)),
      aSentAction(3, 'isolate', minutes(60)),
    ];
    const answer = anAnswer('isolate', answers.isolated, minutes(1));
    const later = anAnswer('isolate', answers.isolated, minutes(61));
    const lateLine = { ...later, own_clock: (later.own_clock ?? 0) - 55 * MINUTE };
    const at = (one: Evidence) =>
      stateOf(matchWithoutRefs(recordOf([answer, one], sent)), minutes(99));
    expect(at(later).status).toBe('isolated');
    expect(at(lateLine).reasons).toContain('may_still_be_isolated');
  });

  it('belongs to the same action in whatever order the events came', () => {
    const event = fc
      .record({
        verb: fc.constantFrom('isolate' as const, 'release' as const),
        minute: fc.integer({ min: -5, max: 40 }),
      })
      .map(({ verb, minute }) =>
        anAnswer(verb, verb === 'isolate' ? answers.isolated : answers.released, minutes(minute))
      );
    const shuffled = fc
      .array(event, { maxLength: 8 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
      );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const sent = [first, second, third];
        const matched = matchWithoutRefs(recordOf(list, sent));
        const inOtherOrder = other.reduce(
          (record, one) => addTo(record, [one], []),
          recordOf([], sent)
        );
        expect(matchWithoutRefs(inOtherOrder)).toEqual(matched);
        for (const { action, at } of matched.evidence) {
          const owner = sent.find(({ n }) => n === action?.n);
          if (owner) expect(at).toBeGreaterThanOrEqual(owner.sent_at);
        }
        const owners = matched.evidence.flatMap(({ action }) => (action ? [action.n] : []));
        expect(new Set(owners).size).toBe(owners.length);
      })
    );
  });
});
