/** All times in the domain are milliseconds since the epoch; `now` is always a parameter. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/;

/** Reads `2026-11-24T04:19:33.456+0000` (Wazuh's) and ISO 8601 with a zone. undefined: not such a time. */
export function parseTime(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? ISO.exec(text) : null;
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '0', zone = 'Z'] = parts;
  const at = civilTime([year, month, day, hour, minute, second]);
  return at === undefined
    ? undefined
    : at + Math.trunc(Number(`0.${fraction}`) * SECOND) - offsetOf(zone);
}

const OWN_CLOCK = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) /;

/**
 * The endpoint's own clock at the beginning of a line of `active-responses.log`: local time without a zone, so comparable only with
 * other lines of the same endpoint; set back once a year by summer time, and at will by whoever owns the machine.
 */
export function parseOwnClock(fullLog: unknown): number | undefined {
  const parts = typeof fullLog === 'string' ? OWN_CLOCK.exec(fullLog) : null;
  return parts ? civilTime(parts.slice(1)) : undefined;
}

export function formatTime(at: number): string {
  return new Date(at).toISOString();
}

/** @returns undefined where a part is out of its range: `Date.UTC` rolls a month 13 over, and takes a year 26 for 1926. */
function civilTime(parts: ReadonlyArray<string | undefined>): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const isSame =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return isSame ? at : undefined;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(-2)) * MINUTE);
}
