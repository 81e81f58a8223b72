import { mayMissRelease } from './missed_release';

describe('a release that may not reach its endpoint', () => {
  const LOST = { contact: 'lost', since: 0 } as const;

  it('is one of an endpoint that lost its manager and may be isolated', () => {
    expect(mayMissRelease(LOST, 'isolated')).toBe(true);
    expect(mayMissRelease(LOST, 'unknown')).toBe(true);
  });

  it('is none of an endpoint that isn’t isolated, or that is in contact', () => {
    expect(mayMissRelease(LOST, 'not_isolated')).toBe(false);
    expect(mayMissRelease(LOST, 'no_record')).toBe(false);
    expect(mayMissRelease({ contact: 'in_contact', seen_at: 0 }, 'isolated')).toBe(false);
    expect(mayMissRelease(undefined, 'isolated')).toBe(false);
  });
});
