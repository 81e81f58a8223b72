import fc from 'fast-check';
import { additions } from '../../test/builders/arbitrary_record';
import type { Addition } from '../../test/builders/arbitrary_record';
import { anAnswer, answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import type { EndpointRecord } from './endpoint_record';
import { addTo, EMPTY_RECORD, KEPT_EVENTS } from './endpoint_record';
import type { Evidence } from './evidence';
import { stateOf } from './fold';
import type { Outcome } from '../program/outcome';
import { DAY, SECOND } from '../base/time';
import { runs } from '../../test/runs';

function add(record: EndpointRecord, { evidence, sent }: Addition): EndpointRecord {
  return addTo(record, evidence, sent);
}

function together(list: readonly Addition[]): Addition {
  return {
    evidence: list.flatMap(({ evidence }) => evidence),
    sent: list.flatMap(({ sent }) => sent),
  };
}

describe('a record', () => {
  const now = minutes(0) + DAY;

  it.each([
    ['short', 12, 600],
    ['longer than what is kept', 130, 300],
  ])(
    'of a history that is %s is the same in any order, repetition and split as of the whole at once',
    (_, howMany, all) => {
      const histories = additions(howMany).chain((list) =>
        fc.record({
          list: fc.constant(list),
          // Each at least once, some again, in any order.
          shuffled: fc
            .tuple(fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list))
            .map(([all, again]) => [...all, ...again]),
          batch: fc.integer({ min: 1, max: 7 }),
        })
      );
      fc.assert(
        fc.property(histories, ({ list, shuffled, batch }) => {
          const whole = add(EMPTY_RECORD, together(list));
          const oneByOne = shuffled.reduce(add, EMPTY_RECORD);
          const batches = shuffled
            .filter((__, i) => i % batch === 0)
            .map((__, i) => together(shuffled.slice(i * batch, (i + 1) * batch)));
          const inBatches = batches.reduce(add, EMPTY_RECORD);
          expect(oneByOne).toEqual(whole);
          expect(inBatches).toEqual(whole);
          expect(stateOf(oneByOne, now)).toEqual(stateOf(whole, now));
        }),
        { numRuns: runs(all), endOnFailure: true }
      );
    }
  );

  it('stays the same object where nothing new is added', () => {
    const action = aSentAction(1, 'isolate', minutes(0));
    const answer = theAnswerTo(action, answers.isolated);
    const probe = anAnswer('probe', { result: 'refused', reason: 'no_action' }, minutes(1));
    const record = addTo(EMPTY_RECORD, [answer], [action]);
    expect(addTo(record, [], [])).toBe(record);
    expect(addTo(record, [{ ...answer }, probe], [{ ...action, sending: 'sending' }])).toBe(record);
  });

  it('does not keep what changes no state, but that its action was answered', () => {
    const action = aSentAction(1, 'isolate', minutes(0));
    const answer = theAnswerTo(action, answers.invalidAddress);
    const record = addTo(EMPTY_RECORD, [answer], [action]);
    expect(record.evidence).toEqual([]);
    expect(record.sent).toEqual([{ ...action, answered: true }]);
  });

  it('keeps the better reading of an event, whichever came first', () => {
    const unread = anAnswer('release', answers.unrecognised, minutes(0));
    const read = { ...unread, outcome: answers.released };
    const owned = { ...unread, action: { n: 1, sent_at: minutes(0) } };
    for (const [better, worse] of [
      [read, unread],
      [owned, read],
    ] as const) {
      expect(addTo(EMPTY_RECORD, [better, worse], []).evidence).toEqual([better]);
      expect(addTo(EMPTY_RECORD, [worse, better], []).evidence).toEqual([better]);
    }
  });

  it('knows an answered action by evidence that came before it', () => {
    const action = aSentAction(1, 'isolate', minutes(0));
    const early = addTo(EMPTY_RECORD, [theAnswerTo(action, answers.isolated)], []);
    expect(addTo(early, [], [action]).sent).toEqual([{ ...action, answered: true }]);
  });

  it('remembers the largest lifeline of any action or answer', () => {
    const wide = aSentAction(1, 'isolate', minutes(0), { addresses: 30 });
    const record = addTo(EMPTY_RECORD, [], [wide]);
    const answer = anAnswer('isolate', { ...answers.isolated, addresses: 7 }, minutes(1));
    expect(addTo(record, [answer], []).max_addresses).toBe(30);
    expect(addTo(EMPTY_RECORD, [answer], []).max_addresses).toBe(7);
  });

  it('keeps a doubt however many later actions were answered', () => {
    const doubt = aSentAction(1, 'release', minutes(0));
    const later = Array.from({ length: 120 }, (_, i) =>
      aSentAction(i + 2, 'release', minutes(i + 1), { answered: true })
    );
    const record = later.reduce(
      (current, action) => addTo(current, [], [action]),
      addTo(EMPTY_RECORD, [], [doubt])
    );
    expect(record.sent[0]).toEqual(doubt);
    expect(record.sent.length).toBeLessThan(60);
  });
});

describe('an endpoint that writes thousands of events', () => {
  const action = aSentAction(1, 'isolate', minutes(0));
  const isolated = theAnswerTo(action, answers.isolated);
  const before = addTo(EMPTY_RECORD, [isolated], [action]);
  const longText = 'x'.repeat(32000);
  const lies = (verb: 'isolate' | 'release', outcome: Outcome): Evidence[] =>
    Array.from({ length: 2000 }, (_, i) => {
      const at = minutes(60) + i * SECOND;
      // Half of them with a clock that runs the other way.
      const own_clock = i % 2 === 0 ? at : minutes(60) - i * SECOND;
      return anAnswer(verb, outcome, at, {
        own_clock,
        user: 'x'.repeat(200),
        text: longText.slice(0, 1000),
      });
    });
  const flooded = lies('release', answers.notIsolated).reduce(
    (record, lie) => addTo(record, [lie], []),
    before
  );

  it('has a record that stays small', () => {
    expect(flooded.evidence.length).toBeLessThanOrEqual(2 * KEPT_EVENTS + 2);
    expect(JSON.stringify(flooded).length).toBeLessThan(200000);
  });

  it('is unknown for too many events, with its last proven state beside', () => {
    expect(stateOf(flooded, minutes(0) + DAY)).toMatchObject({
      status: 'unknown',
      reasons: expect.arrayContaining(['too_many_events']),
      last_proven: { status: 'isolated', at: isolated.at },
    });
  });

  it('is unknown for too many events by lies that each would leave the state as it is', () => {
    const record = addTo(before, lies('isolate', answers.backupExists), []);
    expect(stateOf(record, minutes(0) + DAY).reasons).toContain('too_many_events');
    const undecided = addTo(EMPTY_RECORD, lies('release', answers.notIsolated), []);
    expect(stateOf(undecided, minutes(0) + DAY).reasons).toContain('too_many_events');
  });

  it('is the same in whatever order its events arrive', () => {
    const all = [isolated, ...lies('release', answers.notIsolated)];
    const reversed = [...all]
      .reverse()
      .reduce((record, one) => addTo(record, [one], []), EMPTY_RECORD);
    expect(reversed).toEqual(addTo(EMPTY_RECORD, all, []));
  });

  it('is known again by what it answers afterwards, but what was forgotten stays so', () => {
    const again = aSentAction(2, 'isolate', minutes(600));
    const release = aSentAction(3, 'release', minutes(620));
    const isolatedAgain = addTo(flooded, [theAnswerTo(again, answers.isolated)], [again]);
    expect(stateOf(isolatedAgain, minutes(610)).status).toBe('isolated');
    const released = addTo(isolatedAgain, [theAnswerTo(release, answers.released)], [release]);
    expect(stateOf(released, minutes(630)).status).toBe('not_isolated');
    expect(released.forgotten).toBe(true);
  });

  it('proves no release by a backup from before what was forgotten', () => {
    const release = aSentAction(2, 'release', minutes(600));
    const record = addTo(flooded, [theAnswerTo(release, answers.released)], [release]);
    expect(stateOf(record, minutes(610))).toMatchObject({
      status: 'unknown',
      reasons: ['backup_tainted'],
    });
  });
});
