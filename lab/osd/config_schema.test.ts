import { Duplex } from 'stream';
import { duration } from 'moment';
import { ByteSizeValue, isConfigSchema, schema } from './config_schema';
import type { Type } from './config_schema';

const refusalOf = (type: Type, value: unknown, namespace?: string) => {
  try {
    type.validate(value, {}, namespace);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('one value', () => {
  it.each<[string, Type, unknown, unknown]>([
    ['a string stays a string', schema.string(), '', ''],
    ['a number may be text', schema.number(), '2.5', 2.5],
    ['a boolean may be text in any case', schema.boolean(), 'TRUE', true],
    [
      'a host name is one by RFC 1123',
      schema.string({ hostname: true }),
      'a-1.example',
      'a-1.example',
    ],
    ['a host name may be an address', schema.string({ hostname: true }), '::1', '::1'],
    ['an address', schema.ip(), 'fe80::1', 'fe80::1'],
    ['a URI', schema.uri(), 'ldap://[2001:db8::7]/c=GB?one', 'ldap://[2001:db8::7]/c=GB?one'],
    ['a literal', schema.literal(null), null, null],
    ['anything', schema.any(), null, null],
    ['null in a nullable', schema.nullable(schema.string()), null, null],
    ['nothing in a nullable is null', schema.nullable(schema.string()), undefined, null],
    ['nothing in a maybe stays nothing', schema.maybe(schema.string()), undefined, undefined],
    ['nothing where nothing may be', schema.never(), undefined, undefined],
    [
      'the first type of several that fits',
      schema.oneOf([schema.number(), schema.string()]),
      'a',
      'a',
    ],
    ['a list in JSON', schema.arrayOf(schema.number()), '[1]', [1]],
    ['an object in JSON', schema.object({ a: schema.number() }), '{"a":1}', { a: 1 }],
    ['a record', schema.recordOf(schema.string(), schema.number()), { a: 1 }, { a: 1 }],
    ['a map', schema.mapOf(schema.string(), schema.number()), { a: 1 }, new Map([['a', 1]])],
    ['a default', schema.string({ defaultValue: 'x' }), undefined, 'x'],
    ['a default that is made', schema.string({ defaultValue: () => 'x' }), undefined, 'x'],
  ])('%s', (_, type, value, expected) => {
    expect(type.validate(value)).toEqual(expected);
  });

  it.each<[Type, unknown, string]>([
    [schema.string(), 1, 'expected value of type [string] but got [number]'],
    [schema.string(), [], 'expected value of type [string] but got [Array]'],
    [schema.string(), null, 'expected value of type [string] but got [null]'],
    [schema.string(), undefined, 'expected value of type [string] but got [undefined]'],
    [
      schema.string({ minLength: 2 }),
      'a',
      'value has length [1] but it must have a minimum length of [2].',
    ],
    [
      schema.string({ maxLength: 1 }),
      'ab',
      'value has length [2] but it must have a maximum length of [1].',
    ],
    [schema.string({ hostname: true }), 'a b', 'value must be a valid hostname (see RFC 1123).'],
    [schema.number(), '', 'expected value of type [number] but got [string]'],
    [schema.number(), NaN, 'expected value of type [number] but got [number]'],
    [schema.number({ min: 1 }), 0, 'Value must be equal to or greater than [1].'],
    [schema.number({ max: 1 }), 2, 'Value must be equal to or lower than [1].'],
    [schema.boolean(), 1, 'expected value of type [boolean] but got [number]'],
    [schema.any(), undefined, 'expected value of type [any] but got [undefined]'],
    [schema.literal('a'), 'b', 'expected value to equal [a]'],
    [schema.never(), 1, "a value wasn't expected to be present"],
    [schema.uri(), '3domain.local', 'value must be a valid URI (see RFC 3986).'],
    [schema.uri(), 'https://example.com?baz[]=foo', 'value must be a valid URI (see RFC 3986).'],
    [schema.uri(), 1, 'expected value of type [string] but got [number].'],
    [
      schema.uri({ scheme: ['http', 'https'] }),
      'ftp://a',
      'expected URI with scheme [http|https].',
    ],
    [schema.ip({ versions: ['ipv4'] }), '::1', 'value must be a valid ipv4 address'],
    [schema.arrayOf(schema.any()), {}, 'expected value of type [array] but got [Object]'],
    [schema.arrayOf(schema.any()), 'x', 'could not parse array value from json input'],
    [
      schema.arrayOf(schema.any(), { minSize: 1 }),
      [],
      'array size is [0], but cannot be smaller than [1]',
    ],
    [schema.object({}), [], 'expected a plain object value, but found [Array] instead.'],
    [schema.object({}), 'x', 'could not parse object value from json input'],
    [
      schema.recordOf(schema.string(), schema.any()),
      1,
      'expected value of type [object] but got [number]',
    ],
    [
      schema.mapOf(schema.string(), schema.any()),
      1,
      'expected value of type [Map] or [object] but got [number]',
    ],
    [
      schema.oneOf([schema.string()]),
      undefined,
      'expected at least one defined value but got [undefined]',
    ],
    [schema.duration(), {}, 'expected value of type [moment.Duration] but got [Object]'],
    [schema.duration(), -1, 'Value in milliseconds is expected to be a safe positive integer.'],
    [schema.byteSize({ max: '1kb' }), '2mb', 'Value must be equal to or less than [1kb]'],
    [schema.byteSize({ min: '1kb' }), 0, 'Value must be equal to or greater than [1kb]'],
    [schema.byteSize(), {}, 'expected value of type [ByteSize] but got [Object]'],
    [schema.buffer(), '', 'expected value of type [Buffer] but got [string]'],
    [schema.stream(), '', 'expected value of type [Stream] but got [string]'],
  ])('is refused with a message that does not carry it: %#', (type, value, message) => {
    expect(refusalOf(type, value)).toBe(message);
  });

  it('is a duration in milliseconds or with a unit', () => {
    expect(schema.duration().validate('5m')).toEqual(duration(5, 'm'));
    expect(schema.duration({ defaultValue: 1500 }).validate(undefined)).toEqual(duration(1500));
    expect(refusalOf(schema.duration(), '5 m')).toContain('Failed to parse value as time value.');
  });

  it('is a size in bytes or with a unit', () => {
    expect(schema.byteSize().validate('2mb')).toEqual(new ByteSizeValue(2 * 1024 * 1024));
    expect(String(schema.byteSize({ defaultValue: 1536 }).validate(undefined))).toBe('1.5kb');
    expect(refusalOf(schema.byteSize(), 'many')).toContain('Failed to parse value as byte value.');
  });

  it('is a stream or a buffer where one is asked for', () => {
    expect(schema.buffer().validate(Buffer.from('a'))).toEqual(Buffer.from('a'));
    expect(schema.stream().validate(new Duplex())).toBeInstanceOf(Duplex);
  });

  it('is looked at by the custom check behind all others, and never as a default', () => {
    const type = schema.string({ defaultValue: 'no', validate: (value: string) => `${value}?` });
    expect(refusalOf(type, 'hm')).toBe('hm?');
    expect(type.validate(undefined)).toBe('no');
    const throws = () => {
      throw new Error('thrown by the check');
    };
    expect(refusalOf(schema.string({ validate: throws }), 'x')).toBe('thrown by the check');
  });
});

describe('an object', () => {
  it('that is not given is an empty one, with the defaults and refusals of its keys', () => {
    const type = schema.object({ a: schema.object({ b: schema.number({ defaultValue: 1 }) }) });
    expect(type.validate(undefined)).toEqual({ a: { b: 1 } });
    expect(refusalOf(schema.object({ a: schema.string() }), undefined)).toBe(
      '[a]: expected value of type [string] but got [undefined]'
    );
  });

  it('refuses a missing key before an unknown one', () => {
    const type = schema.object({ a: schema.string() });
    expect(refusalOf(type, { z: 1 })).toBe(
      '[a]: expected value of type [string] but got [undefined]'
    );
    expect(refusalOf(type, { a: '', z: 1 })).toBe('[z]: definition for this key is missing');
  });

  it('keeps or drops unknown keys when told to', () => {
    const props = { a: schema.string() };
    const given = { a: '', z: 1 };
    expect(schema.object(props, { unknowns: 'allow' }).validate(given)).toEqual(given);
    expect(schema.object(props, { unknowns: 'ignore' }).validate(given)).toEqual({ a: '' });
  });

  it('is extended by keys, and loses those that are given as nothing', () => {
    const type = schema.object({ a: schema.string(), b: schema.string() });
    expect(type.extends({ b: null, c: schema.number() }).validate({ a: '', c: 1 })).toEqual({
      a: '',
      c: 1,
    });
  });

  it('has keys that depend on other keys, in whatever order they are written', () => {
    const type = schema.object({
      value: schema.conditional(
        schema.siblingRef('kind'),
        'number',
        schema.number(),
        schema.maybe(schema.string())
      ),
      kind: schema.string({ defaultValue: 'number' }),
    });
    expect(type.validate({ value: 1 })).toEqual({ kind: 'number', value: 1 });
    expect(type.validate({ kind: 'none' })).toEqual({ kind: 'none' });
    expect(refusalOf(type, { kind: 'text', value: 1 })).toBe(
      '[value]: expected value of type [string] but got [number]'
    );
  });

  it('has conditions on the context, by a schema too', () => {
    const type = schema.conditional(
      schema.contextRef('dist'),
      schema.literal(true),
      schema.string({ defaultValue: 'built' }),
      schema.string({ defaultValue: schema.contextRef('name') })
    );
    expect(type.validate(undefined, { dist: true })).toBe('built');
    expect(type.validate(undefined, { dist: false, name: 'source' })).toBe('source');
  });
});

describe('the path of a refusal', () => {
  it('leads through lists, records and keys, behind the namespace', () => {
    const type = schema.object({
      hosts: schema.recordOf(schema.string({ minLength: 2 }), schema.arrayOf(schema.string())),
    });
    expect(refusalOf(type, { hosts: { ab: ['', 1] } }, 'request body')).toBe(
      '[request body.hosts.ab.1]: expected value of type [string] but got [number]'
    );
    expect(refusalOf(type, { hosts: { a: [] } })).toBe(
      '[hosts.key("a")]: value has length [1] but it must have a minimum length of [2].'
    );
  });

  it('numbers the alternatives, those of alternatives with an indent', () => {
    const type = schema.object({
      x: schema.oneOf([schema.number(), schema.oneOf([schema.literal('a'), schema.literal('b')])]),
    });
    expect(refusalOf(type, { x: 'c' })).toBe(
      [
        '[x]: types that failed validation:',
        '- [x.0]: expected value of type [number] but got [string]',
        '- [x.1]: types that failed validation:',
        ' - [x.1.0]: expected value to equal [a]',
        ' - [x.1.1]: expected value to equal [b]',
      ].join('\n')
    );
  });
});

it('a schema is told from anything else', () => {
  expect([schema.any(), {}, undefined].map(isConfigSchema)).toEqual([true, false, false]);
});
