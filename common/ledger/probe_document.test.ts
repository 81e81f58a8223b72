import { ASKED_AT } from '../../test/builders/actions';
import { anAnswer } from '../../test/builders/evidence';
import { aProbe, PROBE_ANSWER } from '../../test/builders/probes';
import { SYSTEM } from '../action/action';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import { stateOf } from '../state/fold';
import { advanceProbe, probeAt, settleProbe } from './probe_document';
import { MINUTE, SECOND } from '../base/time';

describe('a probe', () => {
  it('is proven by the answer that the program knows no such action', () => {
    const settled = settleProbe(
      aProbe('dispatched'),
      anAnswer('probe', PROBE_ANSWER, ASKED_AT),
      ASKED_AT
    );
    expect(settled).toMatchObject({ status: 'succeeded', outcome: PROBE_ANSWER });
  });

  it('is not proven by any other answer: something is there, but not what is relied on', () => {
    const odd = anAnswer('probe', { result: 'unrecognised' }, ASKED_AT);
    expect(settleProbe(aProbe('dispatched'), odd, ASKED_AT).status).toBe('unrecognised');
  });

  it('keeps its first end, whatever is said later, and a repeat changes nothing', () => {
    const answer = anAnswer('probe', PROBE_ANSWER, ASKED_AT);
    const settled = settleProbe(aProbe('dispatched'), answer, ASKED_AT);
    expect(settleProbe(settled, answer, ASKED_AT)).toBe(settled);
    const odd = anAnswer('probe', { result: 'unrecognised' }, ASKED_AT + MINUTE);
    const later = settleProbe(settled, odd, ASKED_AT + MINUTE);
    expect(later).toMatchObject({ status: 'succeeded', outcome: PROBE_ANSWER });
    expect(later.evidence).toHaveLength(2);
    const rejected = advanceProbe(settled, { at: ASKED_AT, status: 'rejected', by: SYSTEM });
    expect(rejected).toBe(settled);
  });

  it('keeps a few answers at most, however many an endpoint writes', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      anAnswer('probe', PROBE_ANSWER, ASKED_AT + index)
    );
    const settled = many.reduce(
      (probe, one) => settleProbe(probe, one, ASKED_AT),
      aProbe('dispatched')
    );
    expect(settled.evidence).toHaveLength(5);
  });

  it('is unanswered when its time is over, without a write, and proven by what comes late', () => {
    const waiting = aProbe('dispatched');
    const until = waiting.waits_until ?? 0;
    expect(probeAt(waiting, until - 1)).toBe(waiting);
    const over = probeAt(waiting, until);
    expect(over).toMatchObject({ status: 'unanswered', updated_at: until });
    const late = anAnswer('probe', PROBE_ANSWER, until + 60 * MINUTE);
    expect(settleProbe(over, late, until + 60 * MINUTE).status).toBe('succeeded');
  });

  it('of a process that died is over in the end: never sent, or uncertain and then unanswered', () => {
    const recorded = aProbe('recorded');
    expect(probeAt(recorded, ASKED_AT + 14 * MINUTE).status).toBe('recorded');
    expect(probeAt(recorded, ASKED_AT + 15 * MINUTE).status).toBe('interrupted');
    const sending = aProbe('sending');
    expect(probeAt(sending, ASKED_AT + 74 * SECOND).status).toBe('sending');
    expect(probeAt(sending, ASKED_AT + 75 * SECOND).status).toBe('uncertain');
    expect(probeAt(sending, ASKED_AT + 60 * MINUTE).status).toBe('unanswered');
  });

  it('disturbs no state: its answer is no evidence of one', () => {
    const isolated = addTo(
      EMPTY_RECORD,
      [anAnswer('isolate', { result: 'succeeded', addresses: 1, deleted_rules: 412 }, ASKED_AT)],
      []
    );
    const answers = Array.from({ length: 200 }, (_, index) =>
      anAnswer('probe', PROBE_ANSWER, ASKED_AT + index * SECOND)
    );
    const after = addTo(isolated, answers, []);
    expect(after).toBe(isolated);
    expect(stateOf(after, ASKED_AT + MINUTE).status).toBe('isolated');
  });
});
