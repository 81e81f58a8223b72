import { MINUTE, SECOND } from '../../common/base/time';
import { policiesOn } from '../../test/builders/people';
import type { ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import { PolicyKeeper, TIMER_SERVES } from './policy_keeper';

const ALL = policiesOn({ '*:*:*': 'allow' });

/** A keeper before a manager whose answer each test decides. */
function keeper() {
  let clock = 0;
  let asked = 0;
  let answer: () => Promise<typeof ALL> = async () => ALL;
  const policies = new PolicyKeeper(() => clock);
  const session = {
    policies: () => {
      asked += 1;
      return answer();
    },
  } as unknown as ManagerSession;
  return {
    policies,
    read: () => policies.read('alice', async () => session),
    recent: (freshness: 'doing' | 'showing' | 'timer') =>
      policies.recent('alice', freshness) !== undefined,
    answers: (with_: () => Promise<typeof ALL>) => void (answer = with_),
    pass: (ms: number) => void (clock += ms),
    asked: () => asked,
  };
}

describe('the policies of a person', () => {
  it('serve for doing 10 seconds, for showing a minute and for a timer 5 minutes, less the time until it asks again', async () => {
    const { read, recent, pass } = keeper();
    const serving = () => (['doing', 'showing', 'timer'] as const).filter(recent);
    expect(serving()).toEqual([]);
    await read();
    pass(10 * SECOND - 1);
    expect(serving()).toEqual(['doing', 'showing', 'timer']);
    pass(1);
    expect(serving()).toEqual(['showing', 'timer']);
    pass(MINUTE - 10 * SECOND);
    expect(serving()).toEqual(['timer']);
    pass(TIMER_SERVES - MINUTE - 1);
    expect(serving()).toEqual(['timer']);
    pass(1);
    expect(serving()).toEqual([]);
  });

  it('are as old as the question was, however long the manager took', async () => {
    const { read, recent, pass, answers } = keeper();
    answers(async () => {
      pass(10 * SECOND);
      return ALL;
    });
    await read();
    expect(recent('doing')).toBe(false);
    expect(recent('showing')).toBe(true);
  });

  it('are asked for once by all who need them at once', async () => {
    const { read, asked } = keeper();
    await Promise.all([read(), read(), read()]);
    expect(asked()).toBe(1);
  });

  it('serve a timer as they were read last while they cannot be read', async () => {
    const { read, recent, answers, pass } = keeper();
    await read();
    pass(2 * MINUTE);
    answers(async () => {
      throw new ManagerError('over_budget');
    });
    await expect(read()).rejects.toMatchObject({ code: 'over_budget' });
    expect(recent('showing')).toBe(false);
    expect(recent('timer')).toBe(true);
  });
});
