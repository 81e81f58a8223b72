import { tokenOf } from './token';

const NOW = 1_000_000;
const jwt = (claims: object) =>
  ['{}', JSON.stringify(claims), 'signature']
    .map((part) =>
      Buffer.from(part)
        .toString('base64')
        .replace(/=+$/, '')
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
    )
    .join('.');

describe('a token', () => {
  it('is used until 60 s before its end, counted from when we got it', () => {
    // The manager's clock is years away from ours: only the difference of its two times counts.
    expect(tokenOf(jwt({ nbf: 5, exp: 305 }), NOW)?.goodUntil).toBe(NOW + 240_000);
  });

  it('lives 900 s where it does not say how long', () => {
    expect(tokenOf(jwt({ sub: 'wazuh' }), NOW)?.goodUntil).toBe(NOW + 840_000);
    expect(tokenOf('not.base64url-json.x', NOW)?.goodUntil).toBe(NOW + 840_000);
    expect(tokenOf(jwt({ nbf: 9, exp: 1 }), NOW)?.goodUntil).toBe(NOW + 840_000);
  });

  it('that lives shorter than the margin is used for half of its life', () => {
    expect(tokenOf(jwt({ nbf: 0, exp: 30 }), NOW)?.goodUntil).toBe(NOW + 15_000);
  });

  it.each([
    [undefined],
    [null],
    [''],
    ['word'],
    ['a.b.c\r\nX-Injected: yes'],
    ['a.b.c d'],
    [{ token: 'a.b.c' }],
    [`a.b.${'c'.repeat(20000)}`],
  ])('is none: %p', (text) => {
    expect(tokenOf(text, NOW)).toBeUndefined();
  });
});
