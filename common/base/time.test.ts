import fc from 'fast-check';
import { formatTime, parseOwnClock, parseTime } from './time';

describe("the manager's time", () => {
  it.each([
    ['2026-11-24T04:19:33.456+0000', Date.UTC(2026, 10, 24, 4, 19, 33, 456)],
    ['2026-11-24T04:19:33.456Z', Date.UTC(2026, 10, 24, 4, 19, 33, 456)],
    ['2026-11-24T04:19:33+02:00', Date.UTC(2026, 10, 24, 2, 19, 33)],
    ['2026-11-24T04:19:33.5-0330', Date.UTC(2026, 10, 24, 7, 49, 33, 500)],
    ['2026-11-24T04:19:33.123456789Z', Date.UTC(2026, 10, 24, 4, 19, 33, 123)],
  ])('is read from %s', (text, at) => {
    expect(parseTime(text)).toBe(at);
  });

  it.each([
    '2026-11-24T04:19:33.456',
    '2026-11-24',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-24T25:00:00Z',
    '0026-11-24T04:19:33Z',
    '2026-11-24T04:19:33Z\n',
    'now',
    '',
    1795493973456,
    null,
  ])('is not read from %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('is the same after it was written and read again', () => {
    const year9999 = 253402300799999;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: year9999 }), (at) => parseTime(formatTime(at)) === at)
    );
  });
});

describe("the endpoint's own clock", () => {
  it('is the local time at the beginning of its line, as if it were UTC', () => {
    expect(parseOwnClock('2026/11/24 04:19:30 active-response/bin/isolation.exe: {}')).toBe(
      Date.UTC(2026, 10, 24, 4, 19, 30)
    );
  });

  it.each([
    ' 2026/11/24 04:19:30 x',
    '2026/11/24 04:19:30',
    '2026/00/24 04:19:30 x',
    '2026/11/24 04:60:30 x',
    '0099/11/24 04:19:30 x',
    'Tue Nov 24 04:19:30 2026 x',
    undefined,
    7,
  ])('is not read from %j', (line) => {
    expect(parseOwnClock(line)).toBeUndefined();
  });
});
