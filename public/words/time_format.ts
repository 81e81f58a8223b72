import moment from 'moment-timezone';
import type { Moment } from 'moment-timezone';

/** Formats times by the person's dashboard settings. All in ms since the epoch. */
export interface TimeFormat {
  /** The whole of it, as the dashboard writes it: `Nov 24, 2026 @ 03:04:16.000`. */
  absolute(at: number): string;
  /** `03:04` on the day of `now`, else with the day: `Nov 23, 03:04`. */
  clock(at: number, now: number): string;
  /** `03:04:16`, for steps that follow each other by seconds. */
  exact(at: number): string;
  /** `3 hours ago`; what seems to lie ahead by clocks that differ is a moment ago. */
  ago(at: number, now: number): string;
  /** A day: `Nov 23, 2026`. */
  day(at: number): string;
}

interface DateSettings {
  get(key: string, defaultOverride?: string): string;
}

const DEFAULT_FORMAT = 'MMM D, YYYY @ HH:mm:ss.SSS';

export function timeFormatOf(settings: DateSettings): TimeFormat {
  const pattern = settings.get('dateFormat', DEFAULT_FORMAT);
  const zone = settings.get('dateFormat:tz', 'Browser');
  const inZone = (at: number): Moment =>
    zone === 'Browser' || !moment.tz.zone(zone) ? moment(at) : moment.tz(at, zone);
  return {
    absolute: (at) => inZone(at).format(pattern),
    clock: (at, now) =>
      inZone(at).format(inZone(at).isSame(inZone(now), 'day') ? 'HH:mm' : 'MMM D, HH:mm'),
    exact: (at) => inZone(at).format('HH:mm:ss'),
    ago: (at, now) => inZone(Math.min(at, now)).from(inZone(now)),
    day: (at) => inZone(at).format('MMM D, YYYY'),
  };
}
