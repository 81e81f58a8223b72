import { asObject, field } from '../../common/base/json_reading';
import type { EndpointPrograms } from '../../common/program/endpoint_program';

/** Characters of what is read of one alert above which it is large. A manager cuts a line off at 64 kB, so it made none of these. */
export const LARGE = 1000000;

/**
 * Result of a report that was left out for its size. It is a result like any other that the plugin can't read: it confirms nothing, and
 * makes a state unknown where the report could have changed it.
 */
export const LEFT_OUT = "This report wasn't read: it is larger than 1 MB.";

/** Counts the characters of all texts in what was read, up to a little above `LARGE`. */
export function isLarge(source: unknown): boolean {
  const rest = [source];
  let length = 0;
  while (rest.length > 0 && length <= LARGE) {
    const value = rest.pop();
    if (typeof value === 'string') length += value.length;
    else if (typeof value === 'object' && value !== null) {
      // A list or object of nothing takes space as well.
      length += 1;
      for (const part of Object.values(value)) rest.push(part);
    } else length += 1;
  }
  return length > LARGE;
}

/**
 * Cuts a large alert down to whose report it is and what of.
 * @returns undefined if that alone is large: then it isn't one that an endpoint wrote
 */
export function withoutReport(source: unknown, programs: EndpointPrograms): unknown {
  const fields = Object.entries(asObject(source) ?? {});
  const rest = Object.fromEntries(fields.filter(([name]) => name !== 'full_log'));
  const data = { ...asObject(field(rest, 'data')) };
  for (const path of programs.flatMap(({ textFields }) => textFields)) {
    const [, name = '', text = ''] = path.split('.');
    const body = asObject(field(data, name));
    if (body) data[name] = { ...body, [text]: LEFT_OUT };
  }
  const head = { ...rest, data };
  return isLarge(head) ? undefined : head;
}
