import { asArray, asInteger, asObject, asText, field, valueAt } from './json_reading';

describe('reading JSON of unknown shape', () => {
  it('gives a value of the type that is asked for, and nothing for any other', () => {
    const values = [undefined, null, true, 1, 1.5, 'text', [], {}];
    expect(values.filter((value) => asObject(value))).toEqual([{}]);
    expect(values.filter((value) => asArray(value))).toEqual([[]]);
    expect(values.filter((value) => asText(value) !== undefined)).toEqual(['text']);
    expect(values.filter((value) => asInteger(value) !== undefined)).toEqual([1]);
  });

  it('takes no number that a float cannot hold exactly for an integer', () => {
    expect(asInteger(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(asInteger(2 ** 63)).toBeUndefined();
    expect(asInteger(NaN)).toBeUndefined();
  });

  it('finds own properties only', () => {
    expect(field({ a: 1 }, 'a')).toBe(1);
    expect(field({}, 'constructor')).toBeUndefined();
    expect(field(JSON.parse('{"__proto__":{"a":1}}'), '__proto__')).toEqual({ a: 1 });
    expect(field('text', 'length')).toBeUndefined();
    expect(field(['first'], '0')).toBeUndefined();
  });

  it('follows a path as far as it goes', () => {
    expect(valueAt({ a: { b: [1] } }, 'a', 'b')).toEqual([1]);
    expect(valueAt({ a: { b: 1 } }, 'a', 'c', 'd')).toBeUndefined();
    expect(valueAt(null, 'a')).toBeUndefined();
  });
});
