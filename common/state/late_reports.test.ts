import { anAnswer, answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import type { EndpointRecord, SentAction } from './endpoint_record';
import { addTo, EMPTY_RECORD } from './endpoint_record';
import type { Evidence } from './evidence';
import { stateOf } from './fold';
import { shownState } from './shown_state';
import { DAY, HOUR, MINUTE, SECOND } from '../base/time';

const LATER = minutes(0) + 200 * DAY;

function recordOf(evidence: readonly Evidence[], sent: readonly SentAction[] = []): EndpointRecord {
  return addTo(EMPTY_RECORD, evidence, sent);
}

function stateBy(evidence: readonly Evidence[], sent: readonly SentAction[] = []) {
  return stateOf(recordOf(evidence, sent), LATER);
}

let copies = 0;

/** The same line, sent again: another alert with another id. */
function sentAgain(line: Evidence, at: number): Evidence {
  copies += 1;
  return { ...line, at, identity: `node02|001|${at}.${copies}` };
}

describe('a report that is sent again', () => {
  const isolate = aSentAction(1, 'isolate', minutes(0));
  const release = aSentAction(2, 'release', minutes(20));
  const isolated = theAnswerTo(isolate, answers.isolated);
  const failed = theAnswerTo(release, answers.importFailed);
  const closed = { ...release, found_open_at: minutes(60) };
  const again = (line: Evidence) => sentAgain(line, minutes(90));

  it('does not undo that somebody found the endpoint open', () => {
    const lines = [isolated, failed, again(isolated), again(failed)];
    expect(stateBy(lines, [isolate, closed]).reasons).toEqual(['found_open']);
  });

  it('does not renew a proof', () => {
    const { proof } = stateBy([isolated, sentAgain(isolated, minutes(0) + 90 * DAY)], [isolate]);
    expect(proof).toMatchObject({ at: isolated.at, identity: isolated.identity });
  });

  it('does not pass a re-registration', () => {
    const state = stateBy([isolated, sentAgain(isolated, minutes(0) + 90 * DAY)], [isolate]);
    const row = { name: 'FIN-WS-01', date_add: minutes(0) + DAY };
    expect(shownState(state, 'FIN-WS-01', row).reasons).toEqual(['re_registered']);
  });

  it('puts nothing behind what came after it, done from here or elsewhere', () => {
    const byHand = anAnswer('isolate', answers.isolated, minutes(0));
    const undone = anAnswer('release', answers.released, minutes(10));
    expect(stateBy([byHand, undone, sentAgain(byHand, minutes(50))]).status).toBe('not_isolated');
  });

  it('puts out no other, however often it is sent', () => {
    const byHand = anAnswer('release', answers.notIsolated, minutes(-10));
    const lines = [byHand, isolated];
    const record = Array.from({ length: 90 }, (_, i) => i).reduce(
      (known, i) =>
        addTo(
          known,
          lines.map((line) => sentAgain(line, minutes(100 + i))),
          []
        ),
      recordOf(lines, [isolate])
    );
    expect(record.forgotten).toBe(false);
    expect(record.evidence.length).toBeLessThan(60);
    expect(stateOf(record, LATER)).toMatchObject({
      status: 'isolated',
      proof: { at: isolated.at },
    });
  });

  it('says what is new where its text differs only behind what is kept of it', () => {
    const one = anAnswer('isolate', answers.isolated, minutes(0), { whole_hash: 'a' });
    const undone = anAnswer('release', answers.released, minutes(10));
    const other = { ...sentAgain(one, minutes(50)), whole_hash: 'b' };
    expect(stateBy([one, undone, other]).status).toBe('unknown');
  });

  it('stands in its log behind what comes new with it, whatever the clocks say', () => {
    // The clock is set back between both, and the isolation is delivered with the log that is sent again a moment later.
    const byHand = anAnswer('isolate', answers.isolated, minutes(1));
    const undone = anAnswer('release', answers.released, minutes(1) - 3 * SECOND, {
      own_clock: minutes(1),
    });
    const lines = [undone, byHand, sentAgain({ ...undone, identity: '' }, minutes(1) + SECOND)];
    const ofOneNode = lines.map((one, i) => ({ ...one, identity: `node01|001|1.${i}` }));
    expect(stateBy(ofOneNode).reasons).toEqual(['late_report']);
  });

  it('is known as such whichever of the two came first', () => {
    const copy = again(isolated);
    const one = addTo(recordOf([copy], [isolate]), [isolated], [isolate]);
    expect(one).toEqual(addTo(recordOf([isolated], [isolate]), [copy], [isolate]));
    expect(stateOf(one, LATER).proof?.at).toBe(isolated.at);
  });
});

describe('a report that was written before what it follows', () => {
  const isolate = aSentAction(1, 'isolate', minutes(0));
  const isolated = theAnswerTo(isolate, answers.isolated);

  it('leaves the state unknown where somebody found the endpoint open between', () => {
    const closed = { ...isolate, found_open_at: minutes(60) };
    const late = { ...isolated, at: minutes(70) };
    expect(stateBy([late], [closed]).reasons).toEqual(['late_report']);
    const byHand = anAnswer('isolate', answers.isolatedFew, minutes(75), {
      own_clock: minutes(30) + HOUR,
    });
    expect(stateBy([isolated, byHand], [closed]).reasons).toContain('late_report');
  });

  it('does not where it was written after that, by its own clock as well', () => {
    const closed = { ...isolate, found_open_at: minutes(60) };
    const byHand = anAnswer('release', answers.released, minutes(75));
    expect(stateBy([isolated, byHand], [closed]).status).toBe('not_isolated');
  });

  it('leaves the state unknown where its own clock was set back before our command, and it came an hour late', () => {
    // 00:30 by hand, own clock 02:30, delivered at 01:20; clocks go back at 01:00; isolated by us at 01:10, own clock 02:10.
    const summer = aSentAction(1, 'release', minutes(-600));
    const known = theAnswerTo(summer, answers.notIsolated, { own_clock: minutes(-600) + 2 * HOUR });
    const ours = aSentAction(2, 'isolate', minutes(70));
    const answer = theAnswerTo(ours, answers.isolated, { own_clock: minutes(70) + HOUR });
    const byHand = anAnswer('release', answers.released, minutes(80), {
      own_clock: minutes(30) + 2 * HOUR,
    });
    expect(stateBy([known, answer, byHand], [summer, ours]).reasons).toEqual(['late_report']);
  });

  it('leaves the state unknown where what it may be older than says nothing certain', () => {
    // Isolated by hand, own clock 01:00 then set back by 20 minutes; our release is not understood; the isolation comes two hours late.
    const before = aSentAction(1, 'isolate', minutes(1));
    const refused = theAnswerTo(before, answers.backupExists);
    const ours = aSentAction(2, 'release', minutes(3));
    const unread = theAnswerTo(ours, answers.unrecognised, { own_clock: minutes(43) });
    const byHand = anAnswer('isolate', answers.isolated, minutes(120), { own_clock: minutes(61) });
    expect(stateBy([refused, unread, byHand], [before, ours]).reasons).toEqual(['late_report']);
  });

  it('is not put behind another by its own clock: in autumn a release by hand is not older than our isolation', () => {
    // 00:50 isolated by us, own clock 02:50; clocks go back; 01:10 released by hand, own clock 02:10.
    const ours = aSentAction(1, 'isolate', minutes(50));
    const answer = theAnswerTo(ours, answers.isolated, { own_clock: minutes(50) + 2 * HOUR });
    const byHand = anAnswer('release', answers.released, minutes(70), {
      own_clock: minutes(70) + HOUR,
    });
    const { status } = stateBy([answer, byHand], [ours]);
    expect(status).toBe('unknown');
  });

  it('dates the proof by when it was written, and says when it was decoded', () => {
    const late = { ...isolated, at: minutes(600) };
    expect(stateBy([late], [isolate]).proof).toMatchObject({
      at: isolate.sent_at,
      latest: minutes(600),
    });
  });

  it('is older than a registration that it was decoded after', () => {
    const state = stateBy([{ ...isolated, at: minutes(600) }], [isolate]);
    const row = { name: 'FIN-WS-01', date_add: minutes(300) };
    expect(shownState(state, 'FIN-WS-01', row).reasons).toEqual(['re_registered']);
  });
});

describe('a doubt', () => {
  it('is not lifted by a report of a clock that is not what it usually is', () => {
    // Eight hours ahead after travel; released by hand before our isolation, delivered 33 minutes after it.
    const before = aSentAction(1, 'release', minutes(-600));
    const known = theAnswerTo(before, answers.notIsolated);
    const ours = aSentAction(2, 'isolate', minutes(0));
    const byHand = anAnswer('release', answers.released, minutes(33), {
      own_clock: minutes(-1) + 9 * HOUR,
    });
    const state = stateBy([known, byHand], [before, ours]);
    expect(state.reasons).toEqual(['may_be_isolated']);
  });

  it('is not lifted by a report of a manager whose clock is ahead', () => {
    const before = aSentAction(1, 'release', minutes(-600));
    const known = theAnswerTo(before, answers.notIsolated);
    const ours = aSentAction(2, 'isolate', minutes(0));
    const byHand = anAnswer('release', answers.released, minutes(33));
    const ahead = { ...byHand, at: byHand.at + 3 * HOUR, seen_at: byHand.at };
    expect(stateBy([known, ahead], [before, ours]).reasons).toEqual(['may_be_isolated']);
  });

  it('is lifted by one whose clock is what it usually is', () => {
    const before = aSentAction(1, 'release', minutes(-600));
    const known = theAnswerTo(before, answers.notIsolated);
    const ours = aSentAction(2, 'isolate', minutes(0));
    const byHand = anAnswer('release', answers.released, minutes(33));
    expect(stateBy([known, byHand], [before, ours]).reasons).toEqual([]);
  });

  it('about an isolation leaves a proven isolation of ours as it is, which it cannot change', () => {
    const uncertain = aSentAction(1, 'isolate', minutes(0), { sending: 'uncertain' });
    const again = aSentAction(2, 'isolate', minutes(1));
    expect(stateBy([theAnswerTo(again, answers.isolated)], [uncertain, again]).status).toBe(
      'isolated'
    );
  });

  it('that is kept no longer is known to have been, until something later is answered', () => {
    const many = Array.from({ length: 260 }, (_, i) => aSentAction(i + 1, 'isolate', minutes(i)));
    const answered = many.map((one) => (one.n > 1 ? { ...one, answered: true } : one));
    const record = recordOf([], many);
    expect(record.forgotten_doubts?.isolate).toBe(minutes(59));
    const settled = addTo(record, [], answered.slice(60));
    expect(stateOf(settled, LATER).reasons).toContain('may_be_isolated');
    const later = aSentAction(300, 'release', minutes(1000));
    const known = addTo(settled, [theAnswerTo(later, answers.released)], [later]);
    expect(stateOf(known, LATER).reasons).not.toContain('may_be_isolated');
  });
});

describe('addresses of an isolation that was rejected', () => {
  const wide = aSentAction(1, 'isolate', minutes(0), { addresses: 150, sending: 'not_sent' });
  const narrow = aSentAction(2, 'isolate', minutes(10));
  const release = aSentAction(3, 'release', minutes(20));
  const lines = [
    theAnswerTo(narrow, { ...answers.isolated, deleted_rules: 200 }),
    theAnswerTo(release, answers.released),
  ];

  it('do not make what an open firewall has look like few rules', () => {
    const sent = [{ ...wide, sending: 'sending' as const }, wide, narrow, release];
    expect(stateBy(lines, sent).status).toBe('not_isolated');
  });

  it('do where it may have run', () => {
    const sent = [{ ...wide, sending: 'uncertain' as const }, narrow, release];
    expect(stateBy(lines, sent).reasons).toContain('backup_tainted');
  });
});

describe('a report from the future', () => {
  const isolate = aSentAction(1, 'isolate', minutes(0));
  const isolated = theAnswerTo(isolate, answers.isolated);
  const ahead = (line: Evidence, by: number): Evidence => ({
    ...line,
    at: line.at + by,
    seen_at: line.at + SECOND,
  });
  const byHand = anAnswer('release', answers.released, minutes(30));
  const again = aSentAction(2, 'isolate', minutes(60));
  const decisive = theAnswerTo(again, answers.isolated);

  it.each([2 * DAY, 73 * 365 * DAY])(
    'by more than a day proves nothing, until something decisive came after it was seen (%d ms)',
    (by) => {
      const lines = [isolated, ahead(byHand, by)];
      expect(stateBy(lines, [isolate]).reasons).toEqual(['future_report']);
      expect(stateBy([...lines, decisive], [isolate, again]).status).toBe('isolated');
    }
  );

  it('settles the action that its ref names', () => {
    const state = stateBy([ahead(isolated, 2 * DAY)], [{ ...isolate, answered: true }]);
    expect(state.reasons).toEqual(['future_report']);
  });

  it('by less is in the order in which it was seen', () => {
    const state = stateBy([isolated, ahead(byHand, 3 * HOUR), decisive], [isolate, again]);
    expect(state).toMatchObject({ status: 'isolated', proof: { at: decisive.at } });
  });

  it('is the same where everything is read again 25 hours later', () => {
    const lines = [isolated, ahead(byHand, 2 * DAY), decisive];
    const record = recordOf(lines, [isolate, again]);
    const read = lines.map((line) =>
      line.seen_at === undefined ? line : { ...line, seen_at: line.seen_at + 25 * HOUR }
    );
    expect(addTo(record, read, [])).toBe(record);
    expect(recordOf([...read, ...lines], [isolate, again])).toEqual(record);
  });

  it('does not hide a later registration', () => {
    const state = stateBy([ahead(isolated, 20 * HOUR)], [isolate]);
    const row = { name: 'FIN-WS-01', date_add: minutes(60) };
    expect(shownState(state, 'FIN-WS-01', row).reasons).toContain('re_registered');
  });

  it('does not stay the newest for good by its own clock either', () => {
    const line = ahead(byHand, 73 * 365 * DAY);
    const wrong = { ...line, own_clock: line.at + MINUTE };
    expect(stateBy([isolated, wrong, decisive], [isolate, again]).status).toBe('isolated');
  });
});
