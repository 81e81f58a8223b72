import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import type { SentAction } from '../state/endpoint_record';
import { MINUTE, SECOND } from '../base/time';
import { advance, recover, sentActionOf } from './action';
import type { ActionDocument } from './action';
import type { GivenBack } from './give_back';
import { GIVEN_BACK } from './give_back';
import { withSendingEnd } from './sending_end';

const MARK = 'mark of alice';
const LIMIT: GivenBack = {
  status: 'recorded',
  mark: MARK,
  at: ASKED_AT + 2 * SECOND,
  detail: {
    code: GIVEN_BACK,
    cause: 'rate_limited',
    message: 'Limit of 300 requests per minute reached.',
  },
};

const sending = () => new ActionBuilder().sending().build();
const end = (action: ActionDocument, given: GivenBack = LIMIT) =>
  withSendingEnd(action, given, ANSWER_TIME);

/** The action as another attempt takes it up. */
function takenUp(action: ActionDocument, mark: string, at: number): ActionDocument {
  const next = advance(action, { at, status: 'sending', by: 'bob' });
  if (!next) throw new Error('it waits');
  return {
    ...next,
    mark,
    send_before: at + 15 * SECOND,
    sent_at: at,
    waits_until: at + ANSWER_TIME,
  };
}

describe('an attempt of which nothing ran', () => {
  it('is given back: the action waits as before, with the reason', () => {
    const given = end(sending());
    expect(given.status).toBe('recorded');
    expect(given.timeline[given.timeline.length - 1]).toMatchObject({
      status: 'recorded',
      detail: { code: 'given_back', cause: 'rate_limited' },
    });
    for (const name of ['send_before', 'sent_at', 'waits_until']) {
      expect(given).not.toHaveProperty(name);
    }
    expect(given.not_after).toBe(sending().not_after);
  });

  it('is given back once, however often it is written', () => {
    const given = end(sending());
    expect(end(given)).toBe(given);
    const again = takenUp(given, 'mark of bob', ASKED_AT + 30 * SECOND);
    expect(end(again)).toBe(again);
  });

  it("never takes another attempt's sending back", () => {
    const theirs = { ...sending(), mark: 'mark of bob' };
    expect(end(theirs)).toBe(theirs);
  });

  it('rejects what others have settled as uncertain: no way leads from there back to the queue', () => {
    const lost = recover(sending(), ASKED_AT + 2 * MINUTE);
    if (!lost) throw new Error('its time is over');
    const ended = end(lost, { ...LIMIT, at: ASKED_AT + 3 * MINUTE });
    expect(ended.status).toBe('rejected');
    expect(sentActionOf(ended)).toMatchObject({ sending: 'not_sent' });
    expect(end(ended, { ...LIMIT, at: ASKED_AT + 3 * MINUTE })).toBe(ended);
  });

  it('leaves what evidence has settled as it is', () => {
    const settled = { ...sending(), status: 'succeeded' as const };
    expect(end(settled)).toBe(settled);
  });

  it('ends when its time to be taken up is over, as one that was never sent', () => {
    const given = end(sending());
    const ended = recover(given, (given.not_after ?? 0) + 1);
    expect(ended?.status).toBe('interrupted');
    expect(ended && sentActionOf(ended)).toMatchObject({ sending: 'not_sent' });
  });
});

describe('the record of the endpoint', () => {
  const first = sending();
  const given = end(first);
  const second = takenUp(given, 'mark of bob', ASKED_AT + MINUTE);
  const dispatched = advance(second, { at: ASKED_AT + MINUTE, status: 'dispatched', by: 'system' });
  const sentOf = (action: ActionDocument | undefined) => {
    const sent = action && sentActionOf(action);
    if (!sent) throw new Error('it was taken up');
    return sent;
  };
  const steps = [first, given, second, dispatched].map(sentOf);

  it('counts a given back attempt as not sent', () => {
    expect(sentOf(given)).toMatchObject({ sending: 'not_sent' });
    expect(sentOf(given)).not.toHaveProperty('attempt');
  });

  it('follows the newest attempt, in whatever order it hears of them', () => {
    const orders = permutations(steps);
    expect(orders).toHaveLength(24);
    for (const order of orders) {
      const record = order.reduce((known, one) => addTo(known, [], [one]), EMPTY_RECORD);
      expect(record.sent).toEqual([sentOf(dispatched)]);
    }
    expect(sentOf(dispatched)).toMatchObject({ attempt: 2, sending: 'dispatched' });
  });

  it('keeps that a report came, whichever attempt it was told with', () => {
    const answered: SentAction = { ...sentOf(given), answered: true };
    for (const order of [
      [answered, sentOf(dispatched)],
      [sentOf(dispatched), answered],
    ]) {
      const record = order.reduce((known, one) => addTo(known, [], [one]), EMPTY_RECORD);
      expect(record.sent).toEqual([{ ...sentOf(dispatched), answered: true }]);
    }
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest])
  );
}
