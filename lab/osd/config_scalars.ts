import { isIP, isIPv4, isIPv6 } from 'net';
import { Stream } from 'stream';
import { isDuration } from 'moment';
import { ByteSizeValue, toByteSize, toDuration } from './config_units';
import type { Check, Options, Place } from './config_type';
import { fail, messageOf, scalar, Type, typeName } from './config_type';

interface TextOptions extends Options {
  minLength?: number;
  maxLength?: number;
  hostname?: boolean;
}

const HOSTNAME =
  /^(?=.{1,255}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export function string(options: TextOptions = {}) {
  const { minLength = 0, maxLength = Infinity } = options;
  return scalar('string', options, (value, place, refuse) => {
    if (typeof value !== 'string') return refuse(value);
    if (options.hostname && !HOSTNAME.test(value) && isIP(value) === 0) {
      return fail('value must be a valid hostname (see RFC 1123).', place);
    }
    const length = `value has length [${value.length}] but it must have a`;
    if (value.length < minLength) return fail(`${length} minimum length of [${minLength}].`, place);
    if (value.length > maxLength) return fail(`${length} maximum length of [${maxLength}].`, place);
    return value;
  });
}

// What RFC 3986 leaves out of a URI: spaces and delimiters anywhere, brackets behind the host.
const URI = /^[^\s<>"{}|\\^`?#]+([?#][^\s<>"{}|\\^`[\]]*)?$/;

function parsedScheme(value: string): string | undefined {
  try {
    return new URL(value).protocol.replace(':', '');
  } catch {
    return undefined;
  }
}

export function uri(options: Options & { scheme?: string | string[] } = {}) {
  return new Type(
    (value, place) => {
      if (typeof value !== 'string') {
        return fail(`expected value of type [string] but got [${typeName(value)}].`, place);
      }
      const scheme = URI.test(value) ? parsedScheme(value) : undefined;
      const wanted = options.scheme === undefined ? [] : [options.scheme].flat();
      if (wanted.length > 0 && !wanted.includes(scheme ?? '')) {
        return fail(`expected URI with scheme [${wanted.join('|')}].`, place);
      }
      return scheme ? value : fail('value must be a valid URI (see RFC 3986).', place);
    },
    (_, place) => fail('expected value of type [string] but got [undefined].', place),
    options
  );
}

export function ip(options: Options & { versions?: Array<'ipv4' | 'ipv6'> } = {}) {
  const versions = options.versions ?? ['ipv4', 'ipv6'];
  const test = { ipv4: isIPv4, ipv6: isIPv6 };
  return scalar('string', options, (value, place, refuse) => {
    if (typeof value !== 'string') return refuse(value);
    return versions.some((version) => test[version](value))
      ? value
      : fail(`value must be a valid ${versions.join(' or ')} address`, place);
  });
}

export function number(options: Options & { min?: number; max?: number } = {}) {
  const { min = -Infinity, max = Infinity } = options;
  return scalar('number', options, (value, place, refuse) => {
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof read !== 'number' || Number.isNaN(read)) return refuse(value);
    if (read < min) return fail(`Value must be equal to or greater than [${min}].`, place);
    if (read > max) return fail(`Value must be equal to or lower than [${max}].`, place);
    return read;
  });
}

export function boolean(options?: Options) {
  return scalar('boolean', options, (value, _, refuse) => {
    if (typeof value === 'boolean') return value;
    const text = typeof value === 'string' ? value.toLowerCase() : '';
    return text === 'true' || text === 'false' ? text === 'true' : refuse(value);
  });
}

type Size = ByteSizeValue | string | number;

export function byteSize(options: Options & { min?: Size; max?: Size } = {}) {
  const { min, max, defaultValue } = options;
  const limits = {
    ...options,
    defaultValue: defaultValue === undefined ? undefined : toByteSize(defaultValue),
  };
  return scalar('ByteSize', limits, (value, place, refuse) => {
    const size = converted(() => toByteSize(value), place);
    if (!(size instanceof ByteSizeValue)) return refuse(value);
    const low = toByteSize(min);
    const high = toByteSize(max);
    if (low instanceof ByteSizeValue && size.isLessThan(low)) {
      return fail(`Value must be equal to or greater than [${low}]`, place);
    }
    if (high instanceof ByteSizeValue && size.isGreaterThan(high)) {
      return fail(`Value must be equal to or less than [${high}]`, place);
    }
    return size;
  });
}

export function duration(options: Options = {}) {
  const { defaultValue } = options;
  const withDefault = {
    ...options,
    defaultValue: defaultValue === undefined ? undefined : toDuration(defaultValue),
  };
  return scalar('moment.Duration', withDefault, (value, place, refuse) => {
    const read = converted(() => toDuration(value), place);
    return isDuration(read) ? read : refuse(value);
  });
}

function converted<T>(convert: () => T, place: Place): T {
  try {
    return convert();
  } catch (thrown) {
    return fail(messageOf(thrown), place);
  }
}

export const buffer = (options?: Options) =>
  scalar('Buffer', options, (value, _, refuse) => (Buffer.isBuffer(value) ? value : refuse(value)));

export const stream = (options?: Options) =>
  scalar('Stream', options, (value, _, refuse) =>
    value instanceof Stream ? value : refuse(value)
  );

export function any(options?: Options) {
  return new Type(
    (value) => value,
    (_, place) => fail('expected value of type [any] but got [undefined]', place),
    options
  );
}

export function literal(expected: unknown) {
  const check: Check = (value, place) =>
    value === expected ? value : fail(`expected value to equal [${expected}]`, place);
  return new Type(check, check);
}

export function never() {
  return new Type(
    (_, place) => fail("a value wasn't expected to be present", place),
    () => undefined
  );
}
