import { sha256, sha256Of } from './sha256';

describe('the hash of a value', () => {
  it('is the same in any order of its fields, and another one for another value', () => {
    expect(sha256Of({ a: 1, b: [2] })).toBe(sha256Of({ b: [2], a: 1 }));
    expect(sha256Of({ a: 1, b: [2] })).not.toBe(sha256Of({ a: 1, b: [3] }));
  });

  it('is what the ledger already has: documents are found by it', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Of(['alice', 'actions', 'key'])).toBe(sha256('["alice","actions","key"]'));
  });
});
