/** Reading of JSON whose shape is not known: every function answers undefined (or nothing) for a value of another type. */

export type JsonObject = { readonly [key: string]: unknown };

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

export function asArray(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The own property, never one of a prototype: `__proto__` in JSON is just a key. */
export function field(value: unknown, name: string): unknown {
  const object = asObject(value);
  return object && Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
}

/** The value at the end of a path of own properties. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(field, value);
}
