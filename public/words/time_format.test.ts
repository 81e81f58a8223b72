import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { timeFormatOf } from './time_format';

const NIGHT = Date.UTC(2026, 10, 24, 3, 4, 16, 250);

function formatWith(settings: Record<string, string>) {
  return timeFormatOf({ get: (key, otherwise = '') => settings[key] ?? otherwise });
}

describe('timeFormatOf', () => {
  const format = formatWith({ 'dateFormat:tz': 'UTC' });

  it("writes whole times as the dashboard's other pages do", () => {
    expect(format.absolute(NIGHT)).toBe('Nov 24, 2026 @ 03:04:16.250');
    expect(
      formatWith({ 'dateFormat:tz': 'Europe/Berlin', dateFormat: 'DD.MM.YYYY HH:mm' }).absolute(
        NIGHT
      )
    ).toBe('24.11.2026 04:04');
  });

  it('names the day only where it is another one', () => {
    expect(format.clock(NIGHT, NIGHT + 5 * HOUR)).toBe('03:04');
    expect(format.clock(NIGHT - 4 * HOUR, NIGHT)).toBe('Nov 23, 23:04');
  });

  it('takes what lies ahead by clocks that differ as a moment ago', () => {
    expect(format.ago(NIGHT + 10 * MINUTE, NIGHT)).toBe('a few seconds ago');
    expect(format.ago(NIGHT - 3 * HOUR, NIGHT)).toBe('3 hours ago');
  });

  it('writes steps to the second', () => {
    expect(format.exact(NIGHT + SECOND)).toBe('03:04:17');
  });

  it('does not fail on a time zone that does not exist', () => {
    // The browser's own zone is used: at this hour nearly all of them have the same day.
    const forenoon = Date.UTC(2026, 10, 24, 10, 30);
    expect(formatWith({ 'dateFormat:tz': 'Mars/Olympus' }).day(forenoon)).toBe('Nov 24, 2026');
  });
});
