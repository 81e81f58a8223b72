import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import type { Address } from './address';
import { readAddress } from './address';
import { AddressSet } from './address_set';

function address(text: string): Address {
  const reading = readAddress(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.why}`);
  return reading.address;
}

describe('a set of addresses', () => {
  it.each([
    ['10.0.0.0/8', '10.200.0.1', true],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.0/9', '10.127.0.1', true],
    ['10.0.0.0/9', '10.128.0.1', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '10.0.0.1', false],
    ['10.0.0.0/8', '2001:db8::1', false],
    ['a00::/8', '10.0.0.1', false],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(new AddressSet([address(outer)]).covers(address(inner))).toBe(expected);
  });

  it('names the widest of those that cover an address', () => {
    const set = new AddressSet(['10.0.0.1', '10.0.0.0/24', '10.0.0.0/16'].map(address));
    expect(set.widestOver(address('10.0.0.1'))).toBe('10.0.0.0/16');
    expect(set.widestOver(address('10.1.0.1'))).toBeUndefined();
    expect(new AddressSet([]).covers(address('10.1.0.1'))).toBe(false);
  });

  it('covers what one of its networks matches, and nothing else', () => {
    const small = fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 24, max: 32 }))
      .map(([last, length]) => address(`10.0.0.${last}/${length}`));
    const isWithin = (inner: Address, outer: Address) => {
      const [ip = '', length = '32'] = inner.split('/');
      const [network, prefix] = ipaddr.parseCIDR(outer.includes('/') ? outer : `${outer}/32`);
      return Number(length) >= prefix && ipaddr.parse(ip).match(network, prefix);
    };
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), small, (networks, one) => {
        const expected = networks.some((network) => isWithin(one, network));
        expect(new AddressSet(networks).covers(one)).toBe(expected);
      })
    );
  });
});
