import { answers, anAnswer, minutes } from '../../test/builders/evidence';
import type { Evidence } from './evidence';
import { addTo, EMPTY_RECORD, KEPT_EVENTS } from './endpoint_record';
import { stateOf } from './fold';
import { releaseConfirmation } from './release_confirmation';

const recordOf = (evidence: readonly Evidence[]) => addTo(EMPTY_RECORD, evidence, []);
const isolate = (at: number, outcome = answers.isolated) =>
  anAnswer('isolate', outcome, minutes(at));
const release = (at: number, outcome = answers.released) =>
  anAnswer('release', outcome, minutes(at));

describe('a release that reported success', () => {
  it('is confirmed behind an isolation with a good backup, and stays so whatever comes later', () => {
    const released = release(5);
    const later = [isolate(10, answers.isolatedFew), release(15)];
    const record = recordOf([isolate(0), released, ...later]);
    expect(releaseConfirmation(record, released.identity)).toBe('confirmed');
  });

  it('is not confirmed behind one with a suspect backup, while the state is unknown for it', () => {
    const released = release(5);
    const record = recordOf([isolate(0, answers.isolatedFew), released]);
    expect(stateOf(record, minutes(6)).reasons).toEqual(['backup_tainted']);
    expect(releaseConfirmation(record, released.identity)).toBe('not_confirmed');
  });

  it('is not confirmed later either, when another one is', () => {
    const first = release(5);
    const second = release(15);
    const evidence = [isolate(0, answers.isolatedFew), first, isolate(10), second];
    const record = recordOf(evidence);
    expect(releaseConfirmation(record, first.identity)).toBe('not_confirmed');
    expect(releaseConfirmation(record, second.identity)).toBe('confirmed');
  });

  it('is not known to be one, where it or what came before it is forgotten', () => {
    const first = release(1);
    const evidence = [isolate(0), first];
    for (let at = 2; evidence.length < 2 * KEPT_EVENTS; at += 2) {
      evidence.push(isolate(at), release(at + 1));
    }
    const record = recordOf(evidence);
    expect(record.forgotten).toBe(true);
    expect(releaseConfirmation(record, first.identity)).toBe('not_known');
    const newest = evidence[evidence.length - 1];
    expect(releaseConfirmation(record, newest?.identity ?? '')).toBe('confirmed');
  });
});
