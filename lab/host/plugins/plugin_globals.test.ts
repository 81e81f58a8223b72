import { LabClock } from '../../lab_clock';
import { pluginGlobals } from './plugin_globals';

const HOUR = 3_600_000;

describe('the time of a plugin in the lab', () => {
  it('is the lab’s: its dates and its timers pass as the clock is turned', async () => {
    const clock = new LabClock();
    const own = pluginGlobals(clock);
    const happened: string[] = [];
    own.setTimeout(() => happened.push('in an hour'), HOUR).unref();
    own.clearTimeout(own.setTimeout(() => happened.push('never'), HOUR));
    own.clearTimeout(undefined);
    await clock.turn(HOUR);
    expect(happened).toEqual(['in an hour']);
    expect(own.Date.now() - Date.now()).toBeGreaterThanOrEqual(HOUR);
    expect(new own.Date().getTime() - Date.now()).toBeGreaterThan(HOUR / 2);
  });

  it('has dates that are dates, made of what they are given', () => {
    const own = pluginGlobals(new LabClock());
    const date = new own.Date('2026-11-24T08:48:30.000Z');
    expect(date).toBeInstanceOf(Date);
    expect(new Date(0)).toBeInstanceOf(own.Date);
    expect(date.toISOString()).toBe('2026-11-24T08:48:30.000Z');
    expect(own.Date.parse('1970-01-01T00:00:01.000Z')).toBe(1000);
    expect(own.Date.UTC(1970, 0, 1)).toBe(0);
  });
});
