import { SECOND } from '../../common/base/time';
import { CostlyAnswers } from './costly_answers';

function bench() {
  let now = 0;
  let done = 0;
  const answers = new CostlyAnswers<number>(() => now);
  return {
    ask: (key = 'alice') => answers.get(key, async () => (done += 1)),
    fail: (key = 'alice') => answers.get(key, () => Promise.reject(new Error('no'))),
    done: () => done,
    pass: (ms: number) => void (now += ms),
  };
}

describe('an answer that takes much work', () => {
  it('is a new one for whoever asks now and then', async () => {
    const { ask, pass } = bench();
    const answers: number[] = [];
    for (let i = 0; i < 6; i++) {
      answers.push(await ask());
      pass(11 * SECOND);
    }
    expect(answers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is worked out a few times in a minute for whoever asks all the time, and never older than five seconds', async () => {
    const { ask, done, pass } = bench();
    for (let second = 0; second < 60; second++) {
      for (let i = 0; i < 20; i++) await ask();
      pass(SECOND);
    }
    expect(done()).toBeLessThanOrEqual(6 + 12);
    expect(done()).toBeGreaterThan(10);
  });

  it('is one for all who ask at the same time', async () => {
    const { ask, done } = bench();
    expect(await Promise.all(Array.from({ length: 50 }, () => ask()))).toEqual(
      Array.from({ length: 50 }, () => 1)
    );
    expect(done()).toBe(1);
  });

  it('is nobody else’s', async () => {
    const { ask } = bench();
    expect(await Promise.all([ask('alice'), ask('bob')])).toEqual([1, 2]);
  });

  it('is worked out again where it failed', async () => {
    const { ask, fail } = bench();
    for (let i = 0; i < 5; i++) await expect(fail()).rejects.toThrow('no');
    expect(await ask()).toBe(1);
  });
});
