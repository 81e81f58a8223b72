import { MINUTE, SECOND } from '../../common/base/time';
import { HostPauses, LIMIT_WINDOW } from './host_pauses';

/** A clock on which a wait is over when somebody turns it that far. */
function turnedClock() {
  let now = 1_000_000;
  let timers: Array<{ at: number; done: () => void }> = [];
  const settle = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    now: () => now,
    wait: (ms: number) => new Promise<void>((done) => timers.push({ at: now + ms, done })),
    turn: async (ms: number) => {
      const until = now + ms;
      for (;;) {
        await settle();
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.done();
      }
      now = until;
      await settle();
    },
  };
}

function pausesOnClock() {
  const clock = turnedClock();
  const pauses = new HostPauses(clock);
  const freeAt = (hostId: string, how: 'whenFree' | 'whenRested' = 'whenFree') => {
    const free = { at: undefined as number | undefined };
    pauses[how](hostId).then(() => (free.at = clock.now()));
    return free;
  };
  return { clock, pauses, freeAt };
}

describe('a host whose limit is spent', () => {
  it('is free again when the limit allows, a minute later where nobody knows', async () => {
    const { clock, pauses, freeAt } = pausesOnClock();
    const begin = clock.now();
    pauses.limited('lab', begin + 20 * SECOND);
    pauses.limited('other', undefined);
    const [lab, other, third] = [freeAt('lab'), freeAt('other'), freeAt('third')];
    await clock.turn(5 * MINUTE);
    expect(lab.at).toBe(begin + 20 * SECOND);
    expect(other.at).toBe(begin + LIMIT_WINDOW);
    expect(third.at).toBe(begin);
  });

  it("doesn't hold a single action: its own part of the requests is kept for it", async () => {
    const { pauses } = pausesOnClock();
    pauses.limited('lab', undefined);
    expect(pauses.hangsSince('lab')).toBeUndefined();
  });
});

describe('a host whose manager hangs', () => {
  it('is left alone until a read that its worker has to answer does', async () => {
    const { clock, pauses, freeAt } = pausesOnClock();
    const begin = clock.now();
    let reads = 0;
    pauses.hung('lab', async () => {
      reads += 1;
      if (reads < 4) throw new Error('3021');
      return true;
    });
    expect(pauses.hangsSince('lab')).toBe(begin);
    const free = freeAt('lab');
    await clock.turn(14 * SECOND);
    expect(free.at).toBeUndefined();
    await clock.turn(10 * SECOND);
    expect(free.at).toBe(begin + 15 * SECOND);
    expect(pauses.hangsSince('lab')).toBeUndefined();
  });

  it('stays paused where it hangs again before the first pause is over', async () => {
    const { clock, pauses, freeAt } = pausesOnClock();
    const begin = clock.now();
    const answersAt = (at: number) => async () => clock.now() >= at;
    pauses.hung('lab', answersAt(begin + 10 * SECOND));
    await clock.turn(2 * SECOND);
    pauses.hung('lab', answersAt(begin + 30 * SECOND));
    const free = freeAt('lab');
    await clock.turn(MINUTE);
    expect(free.at).toBeGreaterThanOrEqual(begin + 30 * SECOND);
  });

  it('rests for as long as it hung before another silent endpoint is tried', async () => {
    const { clock, pauses, freeAt } = pausesOnClock();
    const begin = clock.now();
    pauses.hung('lab', async () => clock.now() >= begin + 40 * SECOND);
    const [free, rested] = [freeAt('lab'), freeAt('lab', 'whenRested')];
    await clock.turn(2 * MINUTE);
    expect(free.at).toBe(begin + 40 * SECOND);
    expect(rested.at).toBe(begin + 80 * SECOND);
  });

  it('is asked no longer than anything can wait for it', async () => {
    const { clock, pauses, freeAt } = pausesOnClock();
    pauses.hung('lab', async () => false);
    const free = freeAt('lab');
    await clock.turn(30 * MINUTE);
    expect(free.at).toBeDefined();
  });
});
