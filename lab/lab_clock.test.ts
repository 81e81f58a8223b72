import { LabClock } from './lab_clock';
import { Timers } from './timers';

const HOUR = 3_600_000;

describe('the clock of a lab', () => {
  it('is the machine’s until it is turned, and goes on from where it was turned to', async () => {
    const clock = new LabClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(HOUR / 2);
    await clock.turn(HOUR);
    const ahead = clock.now() - Date.now();
    expect(ahead).toBeGreaterThanOrEqual(HOUR);
    expect(ahead).toBeLessThan(1.5 * HOUR);
  });

  it('lets everything that is due happen in order, each at its own time, with what follows from it', async () => {
    const clock = new LabClock();
    const timers = new Timers(clock);
    const begun = clock.now();
    const happened: Array<readonly [string, number]> = [];
    const happens = (what: string) =>
      happened.push([what, Math.round((clock.now() - begun) / HOUR)]);
    timers.after(3 * HOUR, () => happens('third'));
    const work = timers.sleep(HOUR).then(async () => {
      happens('first');
      await timers.sleep(HOUR);
      happens('second');
      await timers.sleep(2 * HOUR);
      happens('too late');
    });
    await clock.turn(3.5 * HOUR);
    expect(happened).toEqual([
      ['first', 1],
      ['second', 2],
      ['third', 3],
    ]);
    await clock.turn(HOUR);
    await work;
    expect(happened[3]).toEqual(['too late', 4]);
  });

  it('lets what is due later happen by itself, as much earlier as it was turned', async () => {
    const clock = new LabClock();
    const happened = new Promise((resolve) => clock.after(HOUR, () => resolve('by itself')));
    await clock.turn(HOUR - 5);
    expect(await happened).toBe('by itself');
  });

  it('lets nothing happen that was cancelled, or whose timers were stopped', async () => {
    const clock = new LabClock();
    const timers = new Timers(clock);
    const happened: string[] = [];
    timers.cancel(timers.after(HOUR, () => happened.push('cancelled')));
    timers.after(HOUR, () => happened.push('stopped'));
    clock.after(HOUR, () => happened.push('of somebody else'));
    timers.stop();
    timers.after(1, () => happened.push('after the stop'));
    await clock.turn(2 * HOUR);
    expect(happened).toEqual(['of somebody else']);
  });
});
