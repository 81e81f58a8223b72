import { IntentKeys } from './intent_key';

describe('IntentKeys', () => {
  it('gives the same intent the same key, and every other one a new key', () => {
    let drawn = 0;
    const keys = new IntentKeys(() => `key-${++drawn}`);
    expect(keys.keyFor({ reason: 'a' })).toBe('key-1');
    expect(keys.keyFor({ reason: 'a' })).toBe('key-1');
    expect(keys.keyFor({ reason: 'b' })).toBe('key-2');
    expect(keys.keyFor({ reason: 'a' })).toBe('key-3');
  });

  it('draws keys that the API takes and nobody guesses', () => {
    const one = new IntentKeys().keyFor({});
    const other = new IntentKeys().keyFor({});
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(other).not.toBe(one);
  });
});
