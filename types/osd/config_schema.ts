/**
 * The part of `@osd/config-schema` that a plugin of ours uses. The package itself is found at run time in the host's own
 * `node_modules`. Where the host says `any`, this says `unknown`.
 */
import type { Duration } from 'moment';
import type { Stream } from 'stream';

export declare abstract class Type<V> {
  readonly type: V;
  /** Throws a ValidationError whose message begins with `[path.to.key]: `. */
  validate(value: unknown, context?: Record<string, unknown>, namespace?: string): V;
}

// The value type is not known for a schema of any kind; `unknown` would refuse `Type<string>`'s `validate`-free uses.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyOfType = Type<any>;

export type TypeOf<RT extends AnyOfType> = RT['type'];

export type Props = Record<string, AnyOfType>;

type OptionalKeys<P extends Props> = {
  [Key in keyof P]: undefined extends TypeOf<P[Key]> ? Key : never;
}[keyof P];

type RequiredKeys<P extends Props> = Exclude<keyof P, OptionalKeys<P>>;

export type ObjectResultType<P extends Props> = Readonly<
  { [K in OptionalKeys<P>]?: TypeOf<P[K]> } & { [K in RequiredKeys<P>]: TypeOf<P[K]> }
>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export declare class ObjectType<P extends Props = any> extends Type<ObjectResultType<P>> {
  private readonly props: P;
}

declare class Reference<T> {
  private readonly referred: T;
}

export interface TypeOptions<T> {
  defaultValue?: T | Reference<T> | (() => T);
  /** Returns what is wrong, or nothing. */
  validate?: (value: T) => string | void;
}

export type StringOptions = TypeOptions<string> & {
  minLength?: number;
  maxLength?: number;
  hostname?: boolean;
};

export type NumberOptions = TypeOptions<number> & { min?: number; max?: number };

export type ArrayOptions<T> = TypeOptions<T[]> & { minSize?: number; maxSize?: number };

export type ObjectTypeOptions<P extends Props> = TypeOptions<ObjectResultType<P>> & {
  /** Keys that the schema does not name: kept, dropped, or refused (the default). */
  unknowns?: 'allow' | 'ignore' | 'forbid';
};

export type UriOptions = TypeOptions<string> & { scheme?: string | string[] };

export interface DurationOptions {
  /** A number is milliseconds; a text is `<count>[ms|s|m|h|d|w|M|Y]`. */
  defaultValue?: Duration | string | number;
  validate?: (value: Duration) => string | void;
}

export interface ByteSizeValue {
  getValueInBytes(): number;
}

export interface ByteSizeOptions {
  defaultValue?: ByteSizeValue | string | number;
  min?: ByteSizeValue | string | number;
  max?: ByteSizeValue | string | number;
  validate?: (value: ByteSizeValue) => string | void;
}

interface Schema {
  any(options?: TypeOptions<unknown>): Type<unknown>;
  arrayOf<T>(itemType: Type<T>, options?: ArrayOptions<T>): Type<T[]>;
  boolean(options?: TypeOptions<boolean>): Type<boolean>;
  byteSize(options?: ByteSizeOptions): Type<ByteSizeValue>;
  contextRef<T>(key: string): Reference<T>;
  conditional<A extends string | number | boolean | object | null, B, C>(
    leftOperand: Reference<A>,
    rightOperand: Reference<A> | A | Type<unknown>,
    equalType: Type<B>,
    notEqualType: Type<C>,
    options?: TypeOptions<B | C>
  ): Type<B | C>;
  duration(options?: DurationOptions): Type<Duration>;
  ip(options?: TypeOptions<string> & { versions: Array<'ipv4' | 'ipv6'> }): Type<string>;
  literal<T extends string | number | boolean | null>(value: T): Type<T>;
  mapOf<K, V>(
    keyType: Type<K>,
    valueType: Type<V>,
    options?: TypeOptions<Map<K, V>>
  ): Type<Map<K, V>>;
  maybe<V>(type: Type<V>): Type<V | undefined>;
  nullable<V>(type: Type<V>): Type<V | null>;
  never(): Type<never>;
  number(options?: NumberOptions): Type<number>;
  object<P extends Props>(props: P, options?: ObjectTypeOptions<P>): ObjectType<P>;
  oneOf<A>(types: [Type<A>], options?: TypeOptions<A>): Type<A>;
  oneOf<A, B>(types: [Type<A>, Type<B>], options?: TypeOptions<A | B>): Type<A | B>;
  oneOf<A, B, C>(
    types: [Type<A>, Type<B>, Type<C>],
    options?: TypeOptions<A | B | C>
  ): Type<A | B | C>;
  oneOf<A, B, C, D>(
    types: [Type<A>, Type<B>, Type<C>, Type<D>],
    options?: TypeOptions<A | B | C | D>
  ): Type<A | B | C | D>;
  oneOf<A, B, C, D, E>(
    types: [Type<A>, Type<B>, Type<C>, Type<D>, Type<E>],
    options?: TypeOptions<A | B | C | D | E>
  ): Type<A | B | C | D | E>;
  oneOf<A, B, C, D, E, F>(
    types: [Type<A>, Type<B>, Type<C>, Type<D>, Type<E>, Type<F>],
    options?: TypeOptions<A | B | C | D | E | F>
  ): Type<A | B | C | D | E | F>;
  recordOf<K extends string, V>(
    keyType: Type<K>,
    valueType: Type<V>,
    options?: TypeOptions<Record<K, V>>
  ): Type<Record<K, V>>;
  siblingRef<T>(key: string): Reference<T>;
  stream(options?: TypeOptions<Stream>): Type<Stream>;
  string(options?: StringOptions): Type<string>;
  uri(options?: UriOptions): Type<string>;
}

export declare const schema: Schema;

export declare class ValidationError extends Error {}
