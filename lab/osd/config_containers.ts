import { isDeepStrictEqual } from 'util';
import { isPlainObject } from 'lodash';
import { literal } from './config_scalars';
import type { Check, Options, Place } from './config_type';
import {
  fail,
  fromJson,
  inside,
  Reference,
  scalar,
  SchemaTypeError,
  Type,
  typeName,
} from './config_type';

export function maybe(type: Type) {
  return new Type(
    (value, place) => type.read(value, place),
    () => undefined
  );
}

export const nullable = (type: Type) => oneOf([type, literal(null)], { defaultValue: null });

export function oneOf(types: Type[], options?: Options) {
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

export function arrayOf(type: Type, options: ListOptions = {}) {
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

export interface ObjectOptions extends Options {
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

export function recordOf(key: Type, value: Type, options?: Options) {
  return scalar('object', options, (given, place, refuse) => {
    const found = fromJson(given, 'record', place);
    return isPlainObject(found)
      ? Object.fromEntries(entriesOf(key, value, Object(found), place))
      : refuse(found);
  });
}

export function mapOf(key: Type, value: Type, options?: Options) {
  return scalar('Map] or [object', options, (given, place, refuse) => {
    const found = fromJson(given, 'map', place);
    const plain = found instanceof Map ? Object.fromEntries(found) : found;
    return isPlainObject(plain)
      ? new Map(entriesOf(key, value, Object(plain), place))
      : refuse(found);
  });
}

class ConditionalType extends Type {}

export function conditional(
  left: Reference,
  right: unknown,
  equal: Type,
  other: Type,
  options?: Options
) {
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
