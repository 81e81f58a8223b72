import { covers, isAcceptedByProgram } from './program_address';

describe('addresses as Python reads them', () => {
  it.each([
    '192.168.1.1',
    '192.168.1.1/24',
    '1.2.3.4/024',
    '10.0.0.0/0.0.0.0',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/255.255.255.255',
    '10.0.0.0/0.0.0.255',
    '0.0.0.0/0',
    '::/0',
    '::1/128',
    'fe80::1%12',
    'fe80::1%12/64',
    '::ffff:1.2.3.4',
  ])('takes %p', (text) => expect(isAcceptedByProgram(text)).toBe(true));

  it.each([
    '',
    '1',
    '1.2.3',
    '01.2.3.4',
    ' 1.2.3.4',
    '1.2.3.4/',
    '1.2.3.4/33',
    '1.2.3.4/-1',
    '1.2.3.4/+1',
    '10.0.0.0/255.0.255.0',
    '::1/129',
    '::/ffff::',
    'fe80::1%',
    '1::2::3',
    '12345::',
  ])('refuses %p', (text) => expect(isAcceptedByProgram(text)).toBe(false));

  it.each([
    ['192.168.1.77/24', '192.168.1.1', true],
    ['192.168.1.0/24', '192.168.2.1', false],
    ['10.0.0.0/255.0.0.0', '10.9.9.9', true],
    ['10.0.0.0/0.0.0.255', '10.0.1.1', false],
    ['fe80::/10', 'fe80::9', true],
    ['fe80::1%12', 'fe80::1', true],
    ['::/0', '2001:db8::1', true],
    ['192.168.1.0/24', 'fe80::1', false],
    ['wazuh.example.local', '192.168.1.1', false],
  ])('%p covers %p: %p', (range, address, expected) => {
    expect(covers(range, address)).toBe(expected);
  });
});
