import fc from 'fast-check';
import {
  userAndReference,
  parseClaimedUser,
  parseRef,
  REF_ALPHABET,
  refFromBytes,
  userWithRef,
} from './ref';

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('a ref', () => {
  it('is read again from the user that was sent with it, whatever the user is called', () => {
    fc.assert(
      fc.property(fc.asciiString({ maxLength: 40 }), bytes, (user, random) => {
        const ref = refFromBytes(random);
        expect(parseClaimedUser(userWithRef(user, ref))).toEqual({ user, ref });
      })
    );
  });

  it('has each of 32 characters equally often, since only whole bits decide', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const [first = ''] = refFromBytes(new Uint8Array(8).fill(byte));
      seen.set(first, (seen.get(first) ?? 0) + 1);
    }
    expect(Array.from(seen.keys()).sort().join('')).toBe(REF_ALPHABET);
    expect(new Set(seen.values())).toEqual(new Set([8]));
  });

  it('is not made of too little randomness', () => {
    expect(() => refFromBytes(new Uint8Array(7))).toThrow(RangeError);
  });

  it.each(['', 'k7m2q9x', 'k7m2q9xdd', 'K7M2Q9XD', 'k7m2q9xi', 'k7m2q9xl', 'k7m2q9xo', 'k7m2q9xu'])(
    'is not %j',
    (text) => {
      expect(parseRef(text)).toBeUndefined();
    }
  );
});

describe('the user that an endpoint echoes', () => {
  it.each([
    ['alice#k7m2q9xd', 'alice', 'k7m2q9xd'],
    ['a#b#k7m2q9xd', 'a#b', 'k7m2q9xd'],
    ['#k7m2q9xd', '', 'k7m2q9xd'],
    ['alice', 'alice', undefined],
    ['domain\\alice@corp#abc', 'domain\\alice@corp#abc', undefined],
    ['alice#k7m2q9xd ', 'alice#k7m2q9xd ', undefined],
    ['', '', undefined],
  ])('%j is %j with ref %j', (text, user, ref) => {
    expect(parseClaimedUser(text)).toEqual({ user, ref });
  });
});

describe('the user of a report that answers no command of ours', () => {
  it.each([
    ['alice#rel1', 'alice', 'rel1'],
    ['corp#alice#42', 'corp#alice', '42'],
    ['alice', 'alice', undefined],
    ['alice#', 'alice#', undefined],
    ['#rel1', '#rel1', undefined],
    ['', '', undefined],
  ])('%j has the name %j and the reference %j', (text, name, reference) => {
    expect(userAndReference(text)).toEqual({ name, reference });
  });
});
