import { answers, anAnswer, aSentAction, minutes } from '../../test/builders/evidence';
import type { Evidence } from '../state/evidence';
import { addTo, EMPTY_RECORD, withFoundOpen } from '../state/endpoint_record';
import { stateOf } from '../state/fold';
import { canBeMarkedOpen, laterThanAll } from '../state/found_open';

const isolated = anAnswer('isolate', answers.exportFailed, minutes(0));
const recordOf = (...evidence: Evidence[]) => addTo(EMPTY_RECORD, evidence, []);

describe('a statement that an endpoint is not isolated', () => {
  it('cancels a confirmed isolation, confirms nothing, and lets it be isolated again', () => {
    const record = recordOf(isolated);
    expect(stateOf(record, minutes(1))).toMatchObject({ status: 'isolated', backup: 'missing' });
    expect(stateOf(withFoundOpen(record, minutes(1)), minutes(2))).toMatchObject({
      status: 'unknown',
      reasons: ['found_open'],
      backup: 'none_needed',
      last_proven: { status: 'isolated' },
    });
  });

  it('gives way to a later report and to a later command, in whichever order they become known', () => {
    const again = anAnswer('isolate', answers.isolated, minutes(5));
    const early = addTo(withFoundOpen(recordOf(isolated), minutes(1)), [again], []);
    const late = withFoundOpen(recordOf(isolated, again), minutes(1));
    expect(early).toEqual(late);
    expect(stateOf(early, minutes(6)).status).toBe('isolated');
    const sent = addTo(
      withFoundOpen(recordOf(isolated), minutes(1)),
      [],
      [aSentAction(1, 'release', minutes(2))]
    );
    expect(stateOf(sent, minutes(3)).reasons).not.toContain('found_open');
  });

  it('stays the newest of several', () => {
    const record = withFoundOpen(recordOf(isolated), minutes(3));
    expect(withFoundOpen(record, minutes(1))).toBe(record);
  });

  it('is later than all the person has seen, by whichever clock', () => {
    const ahead = anAnswer('isolate', answers.isolated, minutes(9));
    expect(laterThanAll(recordOf(isolated), minutes(1))).toBe(minutes(1));
    const at = laterThanAll(recordOf(isolated, ahead), minutes(1));
    expect(stateOf(withFoundOpen(recordOf(isolated, ahead), at), minutes(10)).reasons).toEqual([
      'found_open',
    ]);
  });

  it('is offered where something may be isolated, nothing waits, and nobody has said it', () => {
    const of = (parts: object) => ({ ...stateOf(recordOf(isolated), minutes(1)), ...parts });
    expect(canBeMarkedOpen(of({}))).toBe(true);
    expect(canBeMarkedOpen(of({ status: 'unknown', reasons: ['may_be_isolated'] }))).toBe(true);
    expect(canBeMarkedOpen(of({ status: 'unknown', reasons: ['found_open'] }))).toBe(false);
    expect(canBeMarkedOpen(of({ status: 'not_isolated' }))).toBe(false);
    const waiting = { verb: 'isolate', n: 1, since: 0, until: 1 };
    expect(canBeMarkedOpen(of({ waiting }))).toBe(false);
  });
});
