import { anAnswer, answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import { addTo, EMPTY_RECORD, KEPT_EVENTS } from './endpoint_record';
import type { EndpointRecord } from './endpoint_record';
import type { Evidence } from './evidence';
import { stateOf } from './fold';
import type { Whose } from './listed_names';
import { withListed, withUnlisted, NOTHING_LISTED } from './listed_names';
import { withWhose } from './own_evidence';
import { claimOf, shownState } from './shown_state';

const OURS = 'A-WS-01';
const LONG_AGO = minutes(-500000);
const NOW = minutes(600);
const listedAt = (at: number, name = OURS): Whose =>
  withListed(NOTHING_LISTED, [{ name, last_at: at, date_add: LONG_AGO }]);
const isolate = aSentAction(1, 'isolate', minutes(0));
const isolated = theAnswerTo(isolate, answers.isolated, { agent_name: OURS });

/** Our endpoint, proven isolated, with these reports besides. */
function record(whose: Whose, ...more: readonly Evidence[]): EndpointRecord {
  return withWhose(addTo(EMPTY_RECORD, [isolated, ...more], [isolate]), whose);
}

const namesakeReleased = anAnswer('release', answers.released, minutes(10), {
  agent_name: 'B-SRV-01',
});

describe('the report of a machine of another manager, which has the same names and ids', () => {
  it('changes nothing where the manager lists another name under that id', () => {
    const state = stateOf(record(listedAt(minutes(11)), namesakeReleased), NOW);
    expect(state).toEqual(stateOf(record(listedAt(minutes(11))), NOW));
    expect(state.status).toBe('isolated');
  });

  it('makes the state unknown while the manager was not asked after it, and proves nothing', () => {
    const state = stateOf(record(listedAt(minutes(9)), namesakeReleased), NOW);
    expect(state).toMatchObject({
      status: 'unknown',
      reasons: ['name_not_checked'],
      last_proven: { status: 'isolated' },
    });
  });

  it('lifts no doubt, whether it is decided or not', () => {
    const release = aSentAction(2, 'release', minutes(60));
    const later = anAnswer('isolate', answers.isolated, minutes(200), { agent_name: 'B-SRV-01' });
    for (const readAt of [199, 201]) {
      const whose = listedAt(minutes(readAt));
      const doubted = withWhose(addTo(EMPTY_RECORD, [isolated, later], [isolate, release]), whose);
      expect(stateOf(doubted, NOW).reasons).toContain('may_still_be_isolated');
    }
  });

  it('takes no place of ours, however many there are', () => {
    const many = Array.from({ length: 3 * KEPT_EVENTS }, (_, i) =>
      anAnswer('release', answers.released, minutes(10 + i), { agent_name: 'B-SRV-01' })
    );
    const state = stateOf(record(listedAt(minutes(500)), ...many), NOW);
    expect(state).toMatchObject({ status: 'isolated', backup: 'present' });
  });

  it('is forgotten in whatever order it comes', () => {
    const many = Array.from({ length: 2 * KEPT_EVENTS }, (_, i) =>
      anAnswer('release', answers.released, minutes(10 + i), {
        agent_name: i % 3 === 0 ? OURS : 'B-SRV-01',
      })
    );
    const whole = addTo(EMPTY_RECORD, many, []);
    const oneByOne = [...many].reverse().reduce((r, one) => addTo(r, [one], []), EMPTY_RECORD);
    expect(oneByOne).toEqual(whole);
  });
});

describe('a report whose name nobody could check', () => {
  const byHand = anAnswer('isolate', answers.isolated, minutes(10), { agent_name: 'OLD' });
  const removed = withWhose(
    addTo(EMPTY_RECORD, [byHand], []),
    withUnlisted(NOTHING_LISTED, minutes(20))
  );

  it('is never no record: a machine that was isolated by hand and removed stays in its list', () => {
    const state = stateOf(removed, NOW);
    expect(state).toMatchObject({ status: 'unknown', reasons: ['name_not_checked'] });
    expect(shownState(state, 'OLD', undefined, claimOf(removed, state))).toMatchObject({
      removed: true,
      status: 'unknown',
    });
  });

  it('is of an earlier machine where another was registered under the id behind it', () => {
    const state = stateOf(removed, NOW);
    const row = { name: 'NEW', date_add: minutes(60) };
    expect(shownState(state, 'OLD', row, claimOf(removed, state))).toEqual({
      status: 'no_record',
      earlier_agent: 'OLD',
      reasons: [],
      backup: 'none_needed',
      cautions: [],
    });
  });

  it('leaves isolation possible: the next decisive answer with a ref is certain', () => {
    const again = aSentAction(1, 'isolate', minutes(100));
    const answered = addTo(removed, [theAnswerTo(again, answers.isolated)], [again]);
    expect(stateOf(answered, NOW)).toMatchObject({ status: 'isolated', backup: 'present' });
  });

  it('is this endpoint’s own as soon as its name is listed', () => {
    const listed = withWhose(removed, listedAt(minutes(30), 'OLD'));
    expect(stateOf(listed, NOW).status).toBe('isolated');
  });
});

describe('an id that was given anew at 10:00', () => {
  it('loses no report of 10:01 that answers our isolation, whatever name was listed before', () => {
    const sent = aSentAction(1, 'isolate', minutes(60));
    const answer = theAnswerTo(sent, answers.isolated, { agent_name: 'NEW' });
    const whose = listedAt(minutes(62), 'OLD');
    const given = withWhose(addTo(EMPTY_RECORD, [answer], [sent]), whose);
    expect(stateOf(given, NOW).status).toBe('isolated');
  });

  it('loses none that was made by hand: the list of before says nothing about it', () => {
    const byHand = anAnswer('isolate', answers.isolated, minutes(61), { agent_name: 'NEW' });
    const before = withWhose(addTo(EMPTY_RECORD, [byHand], []), listedAt(minutes(59), 'OLD'));
    expect(stateOf(before, NOW)).toMatchObject({
      status: 'unknown',
      reasons: ['name_not_checked'],
    });
    const whose = withListed(before.whose ?? NOTHING_LISTED, [
      { name: 'NEW', last_at: minutes(62), date_add: minutes(60) },
    ]);
    expect(stateOf(withWhose(before, whose), NOW).status).toBe('isolated');
  });
});
