import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { recordedAlert } from '../../test/builders/recorded_alerts';
import type { ProgramEvent } from '../program/program_event';
import { readClrEvent } from '../program/clr/clr_event';
import { betterReading, compareEvidence, evidenceOf, isReadyReport } from './evidence';
import { NETSH_WORDS } from '../program/clr/netsh_words';
import { DAY } from '../base/time';

function recordedEvent(name: string): ProgramEvent {
  const event = readClrEvent(recordedAlert(name), {
    originNames: ['C-LR'],
    program: 'isolation.exe',
    netsh: NETSH_WORDS,
  });
  if (!event) throw new Error(`${name} is not of our origin`);
  return event;
}

/** A time after anything was recorded. */
const LATER = Date.UTC(2030, 0);

describe('evidence', () => {
  it('of an action knows which, when it was sent and with how many addresses', () => {
    const action = { n: 3, sent_at: minutes(0), addresses: 1 };
    expect(evidenceOf(recordedEvent('user_hash'), LATER, action)).toMatchObject({
      action,
      ref: 'k7m2q9xd',
      user: 'alice',
      outcome: { result: 'succeeded', addresses: 1, deleted_rules: 412 },
    });
  });

  it('is no success of an action that sent another number of addresses', () => {
    const evidence = evidenceOf(recordedEvent('user_hash'), LATER, { n: 3, addresses: 2 });
    expect(evidence.outcome.result).toBe('partial');
  });

  it('is cut, however much an endpoint writes', () => {
    const long = 'x'.repeat(40000);
    const evidence = evidenceOf(
      { ...recordedEvent('isolate_ok'), text: long, user: long, agentName: long },
      LATER
    );
    expect(JSON.stringify(evidence).length).toBeLessThan(2000);
  });
});

describe('the time at which evidence was first seen', () => {
  const event = recordedEvent('isolate_ok');
  const early = evidenceOf(event, event.at - 2 * DAY);
  const late = evidenceOf(event, event.at - DAY);
  const after = evidenceOf(event, event.at);

  it('is kept where the clock of its manager was ahead of ours', () => {
    expect(early.seen_at).toBe(event.at - 2 * DAY);
    expect(after).not.toHaveProperty('seen_at');
  });

  it('is the earliest that any process knows, whichever came first', () => {
    for (const [a, b] of [
      [early, late],
      [late, early],
      [early, after],
      [after, early],
    ] as const) {
      expect(betterReading(a, b)).toEqual(early);
    }
  });

  it('is kept by the better reading, whoever saw the event first', () => {
    const owned = { ...late, action: { n: 1 } };
    for (const better of [betterReading(early, owned), betterReading(owned, early)]) {
      expect(better).toEqual({ ...owned, seen_at: early.seen_at });
    }
  });
});

describe('a report that the program works', () => {
  const ready = anAnswer('isolate', answers.isolated, minutes(0) + 3 * DAY);

  it('shows it at its time, and nothing where that is from the future', () => {
    expect(isReadyReport(ready)).toBe(true);
    expect(isReadyReport({ ...ready, seen_at: minutes(0) })).toBe(false);
    expect(isReadyReport({ ...ready, outcome: answers.unrecognised })).toBe(false);
  });
});

describe('the whole text of evidence', () => {
  it('tells two reports apart that are the same as far as they are kept', () => {
    const event = recordedEvent('isolate_ok');
    const reports = ['x', 'y'].map((end) =>
      evidenceOf({ ...event, text: `${'x'.repeat(2000)}${end}` }, LATER)
    );
    expect(reports[0]?.text).toBe(reports[1]?.text);
    expect(reports[0]?.whole_hash).not.toBe(reports[1]?.whole_hash);
    expect(evidenceOf(event, LATER)).not.toHaveProperty('whole_hash');
  });

  it('is known of a reading that was stored without it once the event is read again', () => {
    const whole = evidenceOf({ ...recordedEvent('isolate_ok'), text: 'x'.repeat(2000) }, LATER);
    const stored = { ...whole, whole_hash: undefined };
    expect(betterReading(stored, whole)).toEqual(whole);
    expect(betterReading(whole, stored)).toBe(whole);
  });
});

describe('the order of evidence', () => {
  const byManager = compareEvidence('by_manager');
  const byEndpoint = compareEvidence('by_endpoint');

  it("is that of the manager's clock, or of the endpoint's own", () => {
    const first = anAnswer('isolate', answers.isolated, minutes(0), { own_clock: minutes(9) });
    const second = anAnswer('isolate', answers.isolated, minutes(1), { own_clock: minutes(8) });
    expect(byManager(first, second)).toBeLessThan(0);
    expect(byEndpoint(first, second)).toBeGreaterThan(0);
  });

  it("takes the manager's clock where the line has none", () => {
    const first = anAnswer('isolate', answers.isolated, minutes(0), { own_clock: undefined });
    const second = anAnswer('isolate', answers.isolated, minutes(1), { own_clock: minutes(1) });
    expect(byEndpoint(first, second)).toBeLessThan(0);
  });

  it('is that of the other clock, then that of the log, where one clock says the same', () => {
    const at = { at: minutes(0), own_clock: minutes(0) };
    const early = anAnswer('isolate', answers.isolated, 0, { ...at, identity: 'n|001|1.900' });
    const late = anAnswer('release', answers.released, 0, { ...at, identity: 'n|001|1.1000' });
    for (const compare of [byManager, byEndpoint]) {
      expect(compare(early, late)).toBeLessThan(0);
      expect(compare(late, early)).toBeGreaterThan(0);
      expect(compare(early, { ...late, own_clock: minutes(-1) })).toBeGreaterThan(0);
      expect(compare(early, { ...late, at: minutes(-1) })).toBeGreaterThan(0);
    }
  });

  it('never calls two events the same', () => {
    const one = anAnswer('isolate', answers.isolated, minutes(0), { identity: 'a|001|x' });
    const other = { ...one, identity: 'b|001|x' };
    expect(byManager(one, other)).toBe(-byManager(other, one));
    expect(byManager(one, other)).not.toBe(0);
  });
});

it('the better of two readings is the same whichever comes first', () => {
  const unread = anAnswer('isolate', answers.unrecognised, minutes(0));
  const read = { ...unread, outcome: answers.isolated };
  const owned = { ...unread, action: { n: 1 } };
  const both = { ...read, action: { n: 1 } };
  for (const [worse, better] of [
    [unread, read],
    [unread, owned],
    [read, owned],
    [owned, both],
  ] as const) {
    expect(betterReading(worse, better)).toBe(better);
    expect(betterReading(better, worse)).toBe(better);
  }
});
