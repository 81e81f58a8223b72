/** Place of a value: the path to it, its sibling values read so far, and the context given to `validate`. */
export interface Place {
  path: readonly string[];
  siblings: Record<string, unknown>;
  context: Record<string, unknown>;
}

export type Check = (value: unknown, place: Place) => unknown;

export interface Options {
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

export function typeName(value: unknown): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

export const fail = (message: string, { path }: Place): never => {
  throw new SchemaTypeError(message, path);
};

export const inside = (place: Place, key: string): Place => ({
  ...place,
  path: [...place.path, key],
});

export const messageOf = (thrown: unknown) =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** The value of a sibling key or of the context, read when the value that refers to it is checked. */
export class Reference {
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
export function scalar(
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
export function fromJson(value: unknown, what: string, place: Place): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return fail(`could not parse ${what} value from json input`, place);
  }
}
