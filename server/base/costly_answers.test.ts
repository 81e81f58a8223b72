import { SECOND } from '../../common/base/time';
import { CostlyAnswers } from './costly_answers';

/** A clock that moves on when somebody waits. */
function bench() {
  let now = 0;
  let done = 0;
  const answers = new CostlyAnswers<number>(
    () => now,
    async (ms) => void (now += ms)
  );
  return {
    ask: (key = 'alice') => answers.get(key, async () => (done += 1)),
    fail: (key = 'alice') => answers.get(key, () => Promise.reject(new Error('no'))),
    done: () => done,
    now: () => now,
    pass: (ms: number) => void (now += ms),
  };
}

describe('an answer that takes much work', () => {
  it('comes at once to whoever asks now and then', async () => {
    const { ask, pass, now } = bench();
    for (let i = 1; i <= 6; i++) {
      expect(await ask()).toBe(i);
      pass(6 * SECOND);
    }
    expect(now()).toBe(36 * SECOND);
  });

  it('is worked out for each who asks, and whoever asks all the time waits for it', async () => {
    const { ask, now } = bench();
    for (let i = 1; i <= 26; i++) expect(await ask()).toBe(i);
    expect(now()).toBeGreaterThan(50 * SECOND);
  });

  it('is one for all who ask at the same time', async () => {
    const { ask, done } = bench();
    expect(await Promise.all(Array.from({ length: 50 }, () => ask()))).toEqual(
      Array.from({ length: 50 }, () => 1)
    );
    expect(done()).toBe(1);
  });

  it('is nobody else’s', async () => {
    const { ask, now } = bench();
    for (let i = 0; i < 6; i++) await ask('mallory');
    expect(await Promise.all([ask('alice'), ask('bob')])).toEqual([7, 8]);
    expect(now()).toBe(0);
  });

  it('is worked out again where it failed', async () => {
    const { ask, fail } = bench();
    for (let i = 0; i < 5; i++) await expect(fail()).rejects.toThrow('no');
    expect(await ask()).toBe(1);
  });
});
