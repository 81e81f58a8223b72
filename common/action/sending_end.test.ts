import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { anAnswer, answers } from '../../test/builders/evidence';
import { recover, sentActionOf } from './action';
import type { SendingEnd } from './sending_end';
import { withSendingEnd } from './sending_end';
import { MINUTE, SECOND } from '../base/time';

const sending = () => new ActionBuilder().sending().build();
const DISPATCHED: SendingEnd = {
  status: 'dispatched',
  unexpected: [],
  at: ASKED_AT + 2 * SECOND,
};
const LATE_AT = ASKED_AT + 2 * MINUTE;

describe('the end of a sending', () => {
  it('is the next step of the action', () => {
    const ended = withSendingEnd(sending(), DISPATCHED, ANSWER_TIME);
    expect(ended.status).toBe('dispatched');
    expect(ended.timeline.slice(-1)[0]).toMatchObject({ at: DISPATCHED.at, by: 'system' });
  });

  it('written again changes nothing: the answer of the first write was lost', () => {
    const once = withSendingEnd(sending(), DISPATCHED, ANSWER_TIME);
    expect(withSendingEnd(once, DISPATCHED, ANSWER_TIME)).toBe(once);
  });

  it('changes nothing where evidence was faster', () => {
    const settled = new ActionBuilder()
      .sending()
      .settledBy(anAnswer('isolate', answers.isolated, ASKED_AT))
      .build();
    expect(withSendingEnd(settled, DISPATCHED, ANSWER_TIME)).toBe(settled);
    expect(withSendingEnd(settled, { ...DISPATCHED, at: LATE_AT }, ANSWER_TIME)).toBe(settled);
  });

  it('is a doubt from its own time on where the action was settled as lost meanwhile', () => {
    const lost = recover(sending(), ASKED_AT + 80 * SECOND);
    if (!lost) throw new Error('it is past its time');
    const ended = withSendingEnd(lost, { ...DISPATCHED, at: LATE_AT }, ANSWER_TIME);
    expect(ended.timeline.slice(-1)[0]).toMatchObject({ detail: { code: 'sent_late' } });
    expect(sentActionOf(ended)).toMatchObject({
      sending: 'uncertain',
      sent_at: LATE_AT,
      waits_until: LATE_AT + ANSWER_TIME,
    });
    expect(withSendingEnd(ended, { ...DISPATCHED, at: LATE_AT }, ANSWER_TIME)).toBe(ended);
  });

  it('is a doubt also where somebody settled it as lost in the very millisecond', () => {
    const lost = recover(sending(), LATE_AT);
    if (!lost) throw new Error('it is past its time');
    const end: SendingEnd = { ...DISPATCHED, status: 'uncertain', at: LATE_AT };
    const ended = withSendingEnd(lost, end, ANSWER_TIME);
    expect(sentActionOf(ended)).toMatchObject({ waits_until: LATE_AT + ANSWER_TIME });
    expect(withSendingEnd(ended, end, ANSWER_TIME)).toBe(ended);
  });

  it('is a doubt also where nobody noticed that it was late', () => {
    const ended = withSendingEnd(sending(), { ...DISPATCHED, at: LATE_AT }, ANSWER_TIME);
    expect(ended.timeline.slice(-1)[0]).toMatchObject({ detail: { code: 'sent_late' } });
  });

  it('is no doubt where nothing was sent, however late that is known', () => {
    const rejected: SendingEnd = { ...DISPATCHED, status: 'rejected', at: LATE_AT };
    const lost = recover(sending(), ASKED_AT + 80 * SECOND);
    if (!lost) throw new Error('it is past its time');
    expect(withSendingEnd(lost, rejected, ANSWER_TIME).status).toBe('rejected');
    expect(withSendingEnd(sending(), rejected, ANSWER_TIME).status).toBe('rejected');
  });

  it('keeps which other agents were commanded, also where all else is settled', () => {
    const beyond = { ...DISPATCHED, unexpected: ['008', '009'] };
    expect(withSendingEnd(sending(), beyond, ANSWER_TIME).also_affected).toEqual(['008', '009']);
    const settled = new ActionBuilder()
      .sending()
      .settledBy(anAnswer('isolate', answers.isolated, ASKED_AT))
      .build();
    expect(withSendingEnd(settled, beyond, ANSWER_TIME)).toMatchObject({
      status: 'succeeded',
      also_affected: ['008', '009'],
    });
  });
});
