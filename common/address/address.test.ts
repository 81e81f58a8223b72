import fc from 'fast-check';
import type { Address } from './address';
import { isVeryWide, readAddress, readServerAddress } from './address';
import { isAcceptedByProgram } from '../../lab/endpoints/program_address';

function address(text: string): Address {
  const reading = readAddress(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.why}`);
  return reading.address;
}

/** A server of which only the name can be used. */
function named(text: string, why: string) {
  return { kind: 'name', name: 'wazuh.example.local', problem: { text, why } };
}

describe('an address of a lifeline', () => {
  it.each([
    ['192.168.1.1', '192.168.1.1'],
    [' 192.168.1.1 ', '192.168.1.1'],
    ['192.168.1.1/32', '192.168.1.1'],
    ['192.168.1.77/24', '192.168.1.0/24'],
    ['200.0.0.0/1', '128.0.0.0/1'],
    ['2001:0DB8:0000::0001', '2001:db8::1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['fd00::1', 'fd00::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:0a00:0001', '10.0.0.1'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ])('%s is %s', (text, normal) => {
    expect(readAddress(text)).toEqual({ ok: true, address: normal });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['wazuh.example.local', 'host_name'],
    ['manager', 'host_name'],
    ['any', 'host_name'],
    ['LocalSubnet', 'host_name'],
    ['0.0.0.0/0', 'everything'],
    ['10.1.2.3/0', 'everything'],
    ['::/0', 'everything'],
    ['2001:db8::/0', 'everything'],
    ['::ffff:0.0.0.0/96', 'everything'],
    ['127.0.0.1', 'unusable'],
    ['0.0.0.0', 'unusable'],
    ['10.0.0.0/1', 'unusable'],
    ['::', 'unusable'],
    ['::1', 'unusable'],
    ['224.0.0.1', 'unusable'],
    ['169.254.1.1', 'unusable'],
    ['fe80::1', 'unusable'],
    ['ff02::1', 'unusable'],
    ['255.255.255.255', 'unusable'],
    ['::ffff:127.0.0.1', 'unusable'],
    ['10.0.0.1/255.255.255.0', 'not_an_address'],
    ['10.0.0.1/0.0.0.255', 'not_an_address'],
    ['10.0.0.1/33', 'not_an_address'],
    ['10.0.0.1/08', 'not_an_address'],
    ['10.0.0.1/', 'not_an_address'],
    ['10.0.0.1/-1', 'not_an_address'],
    ['10.0.0.1/8/8', 'not_an_address'],
    ['010.0.0.1', 'not_an_address'],
    ['10.0.1', 'not_an_address'],
    ['167772161', 'not_an_address'],
    ['0x0a000001', 'host_name'],
    ['10.0.0.256', 'not_an_address'],
    ['10.0.0.1-10.0.0.9', 'not_an_address'],
    ['10.0.0.1 10.0.0.2', 'not_an_address'],
    ['10.0.0.1,10.0.0.2', 'not_an_address'],
    ['fe80::1%12', 'not_an_address'],
    ['2001:db8::1::2', 'not_an_address'],
    ['2001:db8::/129', 'not_an_address'],
    ['١٠.٠.٠.١', 'not_an_address'],
    ['x'.repeat(10000), 'not_an_address'],
    [undefined, 'not_an_address'],
    [167772161, 'not_an_address'],
    [['10.0.0.1'], 'not_an_address'],
  ])('is not %j: %s', (text, why) => {
    expect(readAddress(text)).toEqual({ ok: false, why });
  });

  it('is in its normal form already when it is read again, and the program takes it', () => {
    const prefixed = (ip: fc.Arbitrary<string>, longest: number) =>
      fc
        .tuple(ip, fc.integer({ min: 0, max: longest }))
        .map(([text, length]) => `${text}/${length}`);
    const anyAddress = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      prefixed(fc.ipV4(), 32),
      prefixed(fc.ipV6(), 128)
    );
    fc.assert(
      fc.property(anyAddress, (text) => {
        const reading = readAddress(text);
        if (!reading.ok) return;
        expect(readAddress(reading.address)).toEqual(reading);
        expect(isAcceptedByProgram(reading.address)).toBe(true);
      })
    );
  });
});

it.each([
  ['10.0.0.0/16', false],
  ['10.0.0.0/15', true],
  ['2001:db8::/64', false],
  ['2001:db8::/63', true],
  ['10.0.0.1', false],
])('%s is very wide: %s', (text, expected) => {
  expect(isVeryWide(address(text))).toBe(expected);
});

describe("an agent's own server address", () => {
  it.each([
    ['192.168.1.1', { kind: 'address', address: '192.168.1.1' }],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', { kind: 'address', address: '2001:db8::1' }],
    ['wazuh.example.local', { kind: 'name', name: 'wazuh.example.local' }],
    [
      'wazuh.example.local/192.168.1.1',
      { kind: 'address', address: '192.168.1.1', name: 'wazuh.example.local' },
    ],
    ['wazuh.example.local/', named('wazuh.example.local/', 'not_resolved')],
    ['wazuh.example.local/ ', named('wazuh.example.local/', 'not_resolved')],
    ['wazuh.example.local/127.0.0.1', named('wazuh.example.local/127.0.0.1', 'unusable')],
    ['wazuh.example.local/fe80::1', named('wazuh.example.local/fe80::1', 'unusable')],
    ['wazuh.example.local/other', named('wazuh.example.local/other', 'host_name')],
    ['127.0.0.1', { kind: 'refused', text: '127.0.0.1', why: 'unusable' }],
    ['10.0.0.0/8', { kind: 'refused', text: '10.0.0.0/8', why: 'not_an_address' }],
    ['0.0.0.0/0', { kind: 'refused', text: '0.0.0.0/0', why: 'everything' }],
    ['wazuh.example.local/10.0.0.0/8', named('wazuh.example.local/10.0.0.0/8', 'not_an_address')],
    ['<b>manager</b>', { kind: 'refused', text: '<b>manager</b>', why: 'not_an_address' }],
    [{ ip: '10.0.0.1' }, { kind: 'refused', text: '', why: 'not_an_address' }],
  ])('%j is read as %j', (text, expected) => {
    expect(readServerAddress(text)).toEqual(expected);
  });
});
