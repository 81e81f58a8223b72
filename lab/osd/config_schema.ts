/**
 * Stand-in of `@osd/config-schema`, which is on no registry: same verdicts and messages as OpenSearch Dashboards 2.19.
 * The messages are held against recorded answers of a running 2.19.1 by `test/recorded/osd`. It is not typed by the schema:
 * types come from `types/osd/config_schema`, as they come from OSD's own package in an OSD tree.
 */
import { isIP, isIPv4, isIPv6 } from 'net';
import { Stream } from 'stream';
import { isDeepStrictEqual } from 'util';
import { isPlainObject } from 'lodash';
import { isDuration } from 'moment';
import { ByteSizeValue, toByteSize, toDuration } from './config_units';

export { ByteSizeValue };

/** Place of a value: the path to it, its sibling values read so far, and the context given to `validate`. */
interface Place {
  path: readonly string[];
  siblings: Record<string, unknown>;
  context: Record<string, unknown>;
}

type Check = (value: unknown, place: Place) => unknown;

interface Options {
  defaultValue?: unknown;
  validate?: (value: never) => string | void;
}

export class SchemaTypeError extends Error {
  constructor(
    message: string,
    readonly path: readonly string[],
    readonly alternatives: readonly SchemaTypeError[] = []
  ) {
    super(message);
  }
}

/** The error `validate` throws: `[namespace.path.to.value]: message`, and one indented line for each alternative of a `oneOf`. */
export class ValidationError extends Error {
  constructor(readonly cause: SchemaTypeError, namespace?: string) {
    super(describe(cause, namespace, 0));
  }
}

function describe(error: SchemaTypeError, namespace: string | undefined, level: number): string {
  const path = namespace === undefined ? error.path : [namespace, ...error.path];
  const lines = error.alternatives.map(
    (alternative) => `\n${' '.repeat(level)}- ${describe(alternative, namespace, level + 1)}`
  );
  const message = error.message + lines.join('');
  return path.length === 0 ? message : `[${path.join('.')}]: ${message}`;
}

function typeName(value: unknown): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

const fail = (message: string, { path }: Place): never => {
  throw new SchemaTypeError(message, path);
};

const inside = (place: Place, key: string): Place => ({ ...place, path: [...place.path, key] });

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** The value of a sibling key or of the context, read when the value that refers to it is checked. */
class Reference {
  constructor(private readonly from: 'siblings' | 'context', private readonly key: string) {}

  read(place: Place): unknown {
    return this.key
      .split('.')
      .reduce<unknown>((value, part) => Object(value)[part], place[this.from]);
  }
}

export class Type {
  readonly __isOsdConfigSchemaType = true;

  /** `missing` decides about a value that is undefined and has no default; `check` never sees undefined. */
  constructor(
    private readonly check: Check,
    private readonly missing: Check,
    readonly options: Options = {}
  ) {}

  /** @throws SchemaTypeError with the path of the first value that fails; the rest is not looked at. */
  read(value: unknown, place: Place): unknown {
    const { defaultValue, validate } = this.options;
    if (value === undefined && defaultValue !== undefined) {
      if (defaultValue instanceof Reference) return defaultValue.read(place);
      return typeof defaultValue === 'function' ? defaultValue() : defaultValue;
    }
    const checked = (value === undefined ? this.missing : this.check)(value, place);
    if (checked === undefined || !validate) return checked;
    let complaint: string | void;
    try {
      complaint = validate(checked as never);
    } catch (thrown) {
      complaint = messageOf(thrown);
    }
    return typeof complaint === 'string' ? fail(complaint, place) : checked;
  }

  validate(value: unknown, context: Record<string, unknown> = {}, namespace?: string): unknown {
    try {
      return this.read(value, { path: [], siblings: {}, context });
    } catch (error) {
      throw error instanceof SchemaTypeError ? new ValidationError(error, namespace) : error;
    }
  }
}

/** A type whose refusal of an undefined value is the same message as for a value of another type. */
function scalar(
  expected: string,
  options: Options | undefined,
  accept: (value: unknown, place: Place, refuse: (found: unknown) => never) => unknown
): Type {
  const check: Check = (value, place) =>
    accept(value, place, (found) =>
      fail(`expected value of type [${expected}] but got [${typeName(found)}]`, place)
    );
  return new Type(check, check, options);
}

/** Text that should be JSON: OSD accepts `{"a":1}` for an object and `[1]` for an array, as query strings carry them. */
function fromJson(value: unknown, what: string, place: Place): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return fail(`could not parse ${what} value from json input`, place);
  }
}

interface TextOptions extends Options {
  minLength?: number;
  maxLength?: number;
  hostname?: boolean;
}

const HOSTNAME =
  /^(?=.{1,255}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

function string(options: TextOptions = {}) {
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

function uri(options: Options & { scheme?: string | string[] } = {}) {
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

function ip(options: Options & { versions?: Array<'ipv4' | 'ipv6'> } = {}) {
  const versions = options.versions ?? ['ipv4', 'ipv6'];
  const test = { ipv4: isIPv4, ipv6: isIPv6 };
  return scalar('string', options, (value, place, refuse) => {
    if (typeof value !== 'string') return refuse(value);
    return versions.some((version) => test[version](value))
      ? value
      : fail(`value must be a valid ${versions.join(' or ')} address`, place);
  });
}

function number(options: Options & { min?: number; max?: number } = {}) {
  const { min = -Infinity, max = Infinity } = options;
  return scalar('number', options, (value, place, refuse) => {
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof read !== 'number' || Number.isNaN(read)) return refuse(value);
    if (read < min) return fail(`Value must be equal to or greater than [${min}].`, place);
    if (read > max) return fail(`Value must be equal to or lower than [${max}].`, place);
    return read;
  });
}

function boolean(options?: Options) {
  return scalar('boolean', options, (value, _, refuse) => {
    if (typeof value === 'boolean') return value;
    const text = typeof value === 'string' ? value.toLowerCase() : '';
    return text === 'true' || text === 'false' ? text === 'true' : refuse(value);
  });
}

type Size = ByteSizeValue | string | number;

function byteSize(options: Options & { min?: Size; max?: Size } = {}) {
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

function duration(options: Options = {}) {
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

const buffer = (options?: Options) =>
  scalar('Buffer', options, (value, _, refuse) => (Buffer.isBuffer(value) ? value : refuse(value)));

const stream = (options?: Options) =>
  scalar('Stream', options, (value, _, refuse) =>
    value instanceof Stream ? value : refuse(value)
  );

function any(options?: Options) {
  return new Type(
    (value) => value,
    (_, place) => fail('expected value of type [any] but got [undefined]', place),
    options
  );
}

function literal(expected: unknown) {
  const check: Check = (value, place) =>
    value === expected ? value : fail(`expected value to equal [${expected}]`, place);
  return new Type(check, check);
}

function never() {
  return new Type(
    (_, place) => fail("a value wasn't expected to be present", place),
    () => undefined
  );
}

function maybe(type: Type) {
  return new Type(
    (value, place) => type.read(value, place),
    () => undefined
  );
}

const nullable = (type: Type) => oneOf([type, literal(null)], { defaultValue: null });

function oneOf(types: Type[], options?: Options) {
  return new Type(
    (value, place) => {
      const failures: SchemaTypeError[] = [];
      for (const [index, type] of types.entries()) {
        try {
          return type.read(value, inside(place, String(index)));
        } catch (error) {
          if (!(error instanceof SchemaTypeError)) throw error;
          failures.push(error);
        }
      }
      throw new SchemaTypeError('types that failed validation:', place.path, failures);
    },
    (_, place) => fail('expected at least one defined value but got [undefined]', place),
    options
  );
}

interface ListOptions extends Options {
  minSize?: number;
  maxSize?: number;
}

function arrayOf(type: Type, options: ListOptions = {}) {
  const { minSize = 0, maxSize = Infinity } = options;
  return scalar('array', options, (value, place, refuse) => {
    const list = fromJson(value, 'array', place);
    if (!Array.isArray(list)) return refuse(list);
    const items = list.map((item, index) =>
      item === undefined
        ? fail('sparse array are not allowed', inside(place, String(index)))
        : type.read(item, inside(place, String(index)))
    );
    const size = `array size is [${items.length}], but cannot be`;
    if (items.length < minSize) return fail(`${size} smaller than [${minSize}]`, place);
    if (items.length > maxSize) return fail(`${size} greater than [${maxSize}]`, place);
    return items;
  });
}

interface ObjectOptions extends Options {
  unknowns?: 'allow' | 'ignore' | 'forbid';
}

export class ObjectType extends Type {
  constructor(private readonly props: Record<string, Type>, options: ObjectOptions = {}) {
    const check: Check = (value, place) => {
      const found = fromJson(value, 'object', place);
      if (!isPlainObject(found)) {
        return fail(
          `expected a plain object value, but found [${typeName(found)}] instead.`,
          place
        );
      }
      const result: Record<string, unknown> = { ...Object(found) };
      // A key is looked at after the keys it may refer to: those without a reference first.
      const refersLast = Object.entries(props).sort(
        ([, a], [, b]) =>
          Number(a instanceof ConditionalType) - Number(b instanceof ConditionalType)
      );
      for (const [key, type] of refersLast) {
        const read = type.read(result[key], { ...inside(place, key), siblings: result });
        if (read !== undefined) result[key] = read;
      }
      for (const key of Object.keys(result).filter((name) => !(name in props))) {
        if (options.unknowns === 'ignore') delete result[key];
        else if (options.unknowns !== 'allow') {
          return fail('definition for this key is missing', inside(place, key));
        }
      }
      return result;
    };
    // An object that is not given at all is an empty one: its keys' own defaults and refusals count.
    super(check, (_, place) => check({}, place), options);
  }

  extends(props: Record<string, Type | null | undefined>, options?: ObjectOptions): ObjectType {
    const all: Record<string, Type | null | undefined> = { ...this.props, ...props };
    const kept = Object.entries(all).flatMap(([key, type]) => (type ? [[key, type] as const] : []));
    return new ObjectType(Object.fromEntries(kept), { ...this.options, ...options });
  }
}

function entriesOf(key: Type, value: Type, found: object, place: Place): Array<[string, unknown]> {
  return Object.entries(found).map(([name, item]) => [
    String(key.read(name, inside(place, `key("${name}")`))),
    value.read(item, inside(place, name)),
  ]);
}

function recordOf(key: Type, value: Type, options?: Options) {
  return scalar('object', options, (given, place, refuse) => {
    const found = fromJson(given, 'record', place);
    return isPlainObject(found)
      ? Object.fromEntries(entriesOf(key, value, Object(found), place))
      : refuse(found);
  });
}

function mapOf(key: Type, value: Type, options?: Options) {
  return scalar('Map] or [object', options, (given, place, refuse) => {
    const found = fromJson(given, 'map', place);
    const plain = found instanceof Map ? Object.fromEntries(found) : found;
    return isPlainObject(plain)
      ? new Map(entriesOf(key, value, Object(plain), place))
      : refuse(found);
  });
}

class ConditionalType extends Type {}

function conditional(left: Reference, right: unknown, equal: Type, other: Type, options?: Options) {
  const check: Check = (value, place) => {
    const found = left.read(place);
    return (matches(found, right, place) ? equal : other).read(value, place);
  };
  return new ConditionalType(check, check, options);
}

function matches(found: unknown, right: unknown, place: Place): boolean {
  if (right instanceof Reference) return isDeepStrictEqual(found, right.read(place));
  if (!(right instanceof Type)) return isDeepStrictEqual(found, right);
  try {
    right.read(found, place);
    return true;
  } catch {
    return false;
  }
}

export const isConfigSchema = (value: unknown): value is Type => value instanceof Type;

export const schema = {
  any,
  arrayOf,
  boolean,
  buffer,
  byteSize,
  conditional,
  contextRef: (key: string) => new Reference('context', key),
  duration,
  ip,
  literal,
  mapOf,
  maybe,
  never,
  nullable,
  number,
  object: (props: Record<string, Type>, options?: ObjectOptions) => new ObjectType(props, options),
  oneOf,
  recordOf,
  siblingRef: (key: string) => new Reference('siblings', key),
  stream,
  string,
  uri,
};
