import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ActionDocument } from '../../common/action/action';
import { UsualWait } from './usual_wait';

/** An action that was confirmed this long after it was sent. */
function confirmedAfter(ms: number): ActionDocument {
  const sent = new ActionBuilder('isolate').sending().dispatched().build();
  const at = (sent.sent_at ?? ASKED_AT) + ms;
  return {
    ...sent,
    status: 'succeeded',
    timeline: [...sent.timeline, { n: 9, at, status: 'succeeded', by: 'system' }],
  };
}

function waits(confirmed: readonly ActionDocument[] | (() => readonly ActionDocument[])) {
  let now = ASKED_AT;
  const read = typeof confirmed === 'function' ? confirmed : () => confirmed;
  const newestConfirmed = jest.fn(async () => [...read()]);
  const usual = new UsualWait({ newestConfirmed }, () => now);
  return { usual, newestConfirmed, pass: (ms: number) => (now += ms) };
}

describe('the usual time from sending to report', () => {
  it('is the median: one endpoint that was off for hours does not make it long', async () => {
    const { usual } = waits([10_000, 9000, 3_600_000, 11_000, 10_500].map(confirmedAfter));
    expect(await usual.of('manager:a', 'isolate')).toBe(10_500);
  });

  it('is not told from two, nor from actions that were never confirmed', async () => {
    const sent = new ActionBuilder('isolate').sending().dispatched().build();
    const { usual } = waits([confirmedAfter(1000), confirmedAfter(2000), sent]);
    expect(await usual.of('manager:a', 'isolate')).toBeUndefined();
  });

  it('is known within half a minute of the third confirmed action', async () => {
    const actions = [1000, 2000].map(confirmedAfter);
    const { usual, pass } = waits(() => actions);
    expect(await usual.of('a', 'isolate')).toBeUndefined();
    actions.push(confirmedAfter(3000));
    pass(30 * SECOND);
    expect(await usual.of('a', 'isolate')).toBe(2000);
  });

  it('is asked for once in five minutes for each manager and action, however many pages wait', async () => {
    const { usual, newestConfirmed, pass } = waits([1, 2, 3].map(confirmedAfter));
    await Promise.all([usual.of('a', 'isolate'), usual.of('a', 'isolate')]);
    await usual.of('a', 'release');
    expect(newestConfirmed).toHaveBeenCalledTimes(2);
    pass(6 * MINUTE);
    await usual.of('a', 'isolate');
    expect(newestConfirmed).toHaveBeenCalledTimes(3);
  });
});
