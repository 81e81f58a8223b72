import fc from 'fast-check';
import { additions } from '../../test/builders/arbitrary_record';
import { anAnswer, answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import type { EndpointRecord } from './endpoint_record';
import { addTo, EMPTY_RECORD } from './endpoint_record';
import type { Evidence } from './evidence';
import { settledStateOf, stateOf } from './fold';
import { DAY, HOUR, MINUTE, SECOND } from '../base/time';
import {
  isolate,
  release,
  isolated,
  released,
  stateAt,
  nextChange,
} from '../../test/builders/folded';

describe('an endpoint', () => {
  it('has no record where nothing was ever heard of it, and that is no warning', () => {
    expect(stateAt(minutes(0), [])).toEqual({
      status: 'no_record',
      reasons: [],
      backup: 'none_needed',
      cautions: [],
    });
  });

  it('is isolated by its own answer, with the proof of it', () => {
    expect(stateAt(minutes(1), [isolated], [isolate])).toEqual({
      status: 'isolated',
      reasons: [],
      proof: { status: 'isolated', at: isolated.at, identity: isolated.identity },
      last_proven: { status: 'isolated', at: isolated.at, identity: isolated.identity },
      backup: 'present',
      cautions: [],
    });
  });

  it('is not isolated any more once it answered to a release', () => {
    expect(stateAt(minutes(21), [isolated, released], [isolate, release])).toMatchObject({
      status: 'not_isolated',
      proof: { identity: released.identity },
      backup: 'none_needed',
    });
  });

  it('keeps its last proven state beside an unknown one', () => {
    const odd = theAnswerTo(release, answers.unrecognised);
    expect(stateAt(minutes(21), [isolated, odd], [isolate, release])).toMatchObject({
      status: 'unknown',
      reasons: ['release_unrecognised'],
      last_proven: { status: 'isolated', at: isolated.at },
    });
    expect(stateAt(minutes(21), [isolated, odd], [isolate, release]).proof).toBeUndefined();
  });

  it('that was isolated without a backup says so', () => {
    const exportFailed = theAnswerTo(isolate, answers.exportFailed);
    expect(stateAt(minutes(1), [exportFailed], [isolate])).toMatchObject({
      status: 'isolated',
      backup: 'missing',
      cautions: ['no_backup'],
    });
  });

  it('whose backup may hold the isolated firewall says so', () => {
    const few = theAnswerTo(isolate, answers.isolatedFew);
    expect(stateAt(minutes(1), [few], [isolate])).toMatchObject({
      backup: 'tainted',
      cautions: ['backup_tainted'],
    });
  });

  it('that answers to what was never sent is believed, with a caution', () => {
    const rejected = { ...isolate, sending: 'not_sent' as const };
    expect(stateAt(minutes(9), [isolated], [rejected])).toMatchObject({
      status: 'isolated',
      cautions: ['evidence_without_sending'],
    });
  });
});

describe('while an action waits', () => {
  it('the state shows it beside what was proven, and becomes unknown when the wait is over', () => {
    const sent = [isolate, release];
    const known = [isolated];
    expect(stateAt(minutes(21), known, sent)).toMatchObject({
      status: 'isolated',
      waiting: { verb: 'release', n: 2, since: release.sent_at, until: release.waits_until },
    });
    const after = stateAt(release.waits_until, known, sent);
    expect(after).toMatchObject({ status: 'unknown', reasons: ['may_still_be_isolated'] });
    expect(after.waiting).toBeUndefined();
  });

  it('the newest of several is shown', () => {
    const sent = [
      aSentAction(1, 'isolate', minutes(0), { sending: 'uncertain' }),
      aSentAction(2, 'release', minutes(1)),
    ];
    expect(stateAt(minutes(2), [], sent).waiting).toMatchObject({ n: 2 });
  });

  it('one whose wait is over makes the state unknown although another still waits', () => {
    const sent = [
      aSentAction(1, 'isolate', minutes(0), { sending: 'uncertain' }),
      aSentAction(2, 'release', minutes(4)),
    ];
    expect(stateAt(minutes(6), [], sent)).toMatchObject({
      status: 'unknown',
      reasons: ['may_be_isolated'],
      waiting: { n: 2 },
    });
  });

  it('what was never sent is not waited for', () => {
    const sent = [aSentAction(1, 'isolate', minutes(0), { sending: 'not_sent' })];
    expect(stateAt(minutes(1), [], sent)).toMatchObject({ status: 'no_record', reasons: [] });
    expect(stateAt(minutes(1), [], sent).waiting).toBeUndefined();
  });

  it('its end is the next change, and after the last end nothing changes any more', () => {
    const record = addTo(EMPTY_RECORD, [isolated], [isolate, release]);
    expect(nextChange(record, minutes(20))).toBe(release.waits_until);
    expect(nextChange(record, release.waits_until)).toBeUndefined();
    expect(stateOf(record, release.waits_until)).toEqual(stateOf(record, minutes(0) + 999 * DAY));
  });

  it('ends for any record, and the state changes at the ends of waits alone', () => {
    fc.assert(
      fc.property(additions(12), fc.integer({ min: 1, max: 60 }), (list, minute) => {
        const record = list.reduce<EndpointRecord>(
          (current, { evidence, sent }) => addTo(current, evidence, sent),
          EMPTY_RECORD
        );
        const now = minutes(minute);
        const change = nextChange(record, now);
        if (change === undefined) {
          expect(stateOf(record, now).waiting).toBeUndefined();
          expect(stateOf(record, now + 999 * DAY)).toEqual(stateOf(record, now));
        } else {
          expect(change).toBeGreaterThan(now);
          expect(stateOf(record, change - 1)).toEqual(stateOf(record, now));
          // Only a report of after that, from a manager's clock that is ahead, can have lifted the doubt before.
          const isAhead = record.evidence.some(({ at }) => at > now);
          if (stateOf(record, change).status !== 'unknown') expect(isAhead).toBe(true);
        }
      })
    );
  });

  it('the settled state is that without any doubt', () => {
    const record = addTo(EMPTY_RECORD, [isolated], [isolate, release]);
    expect(settledStateOf(record)).toMatchObject({ status: 'isolated', reasons: [] });
  });
});

describe('where the two clocks disagree', () => {
  const setBack = (evidence: Evidence, by: number): Evidence => ({
    ...evidence,
    own_clock: (evidence.own_clock ?? 0) - by,
  });
  const elsewhere = [
    anAnswer('isolate', answers.isolated, minutes(0)),
    anAnswer('release', answers.released, minutes(20)),
  ] as const;

  it('about the end, the state is unknown', () => {
    const [first, second] = elsewhere;
    expect(stateAt(minutes(30), [first, setBack(second, HOUR)])).toMatchObject({
      status: 'unknown',
      reasons: ['orders_disagree'],
    });
  });

  it('about what is long past, the state is what both say in the end', () => {
    const [first, second] = elsewhere;
    const last = anAnswer('isolate', answers.isolated, minutes(120));
    expect(stateAt(minutes(130), [first, setBack(second, HOUR), last]).status).toBe('isolated');
  });

  it('the sending of our own actions decides where it can', () => {
    expect(
      stateAt(minutes(30), [isolated, setBack(released, HOUR)], [isolate, release]).status
    ).toBe('not_isolated');
  });

  it('a clock that was years ahead once is outvoted by the sending, too', () => {
    const ahead = setBack(isolated, -40000 * DAY);
    expect(stateAt(minutes(30), [ahead, released], [isolate, release]).status).toBe('not_isolated');
  });

  it('the sending decides although both clocks are wrong about two answers of ours', () => {
    const late = { ...isolated, at: minutes(25) };
    expect(stateAt(minutes(30), [late, setBack(released, HOUR)], [isolate, release]).status).toBe(
      'not_isolated'
    );
  });

  it('both are wrong about two answers, no other answer can be placed', () => {
    const late = { ...isolated, at: minutes(25) };
    const other = anAnswer('isolate', answers.isolated, minutes(22));
    expect(
      stateAt(minutes(30), [late, setBack(released, HOUR), other], [isolate, release]).reasons
    ).toEqual(['orders_disagree']);
  });

  it('by a mixture of which another answer may have been the last, the state is unknown', () => {
    // Both orders end with an isolation, but the release may be behind both.
    const clocks = [
      ['isolate', 1, 4],
      ['release', 2, 3],
      ['release', 3, 1],
      ['isolate', 4, 2],
    ] as const;
    const evidence = clocks.map(([verb, at, own]) =>
      anAnswer(verb, verb === 'isolate' ? answers.isolated : answers.released, minutes(at), {
        own_clock: minutes(own),
      })
    );
    expect(stateAt(minutes(9), evidence).reasons).toEqual(['orders_disagree']);
  });

  it('an uncertain command and one sent soon after are not ordered by their sending', () => {
    const uncertain = { ...isolate, sending: 'uncertain' as const };
    const soon = aSentAction(2, 'release', isolate.sent_at + 20 * SECOND);
    const answer = theAnswerTo(soon, answers.released);
    // It left late, behind the other.
    const last = theAnswerTo(uncertain, answers.isolated, {
      at: isolate.sent_at + 58 * SECOND,
      own_clock: isolate.sent_at + 55 * SECOND + HOUR,
    });
    expect(stateAt(minutes(9), [answer, last], [uncertain, soon]).status).toBe('isolated');
    expect(stateAt(minutes(9), [answer, setBack(last, MINUTE)], [uncertain, soon]).reasons).toEqual(
      ['orders_disagree']
    );
  });

  it('an answer to what was never sent is ordered by its clocks alone', () => {
    const rejected = { ...isolate, sending: 'not_sent' as const };
    const last = { ...isolated, at: minutes(40), own_clock: minutes(40) + HOUR };
    expect(stateAt(minutes(60), [released, last], [rejected, release]).status).toBe('isolated');
  });
});
