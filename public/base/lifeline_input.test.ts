import { anAddress } from '../../test/builders/views';
import {
  choiceOf,
  hasWrongAddress,
  inputOf,
  NOTHING_CHOSEN,
  ownAddressesIn,
} from './lifeline_input';

describe('ownAddressesIn', () => {
  it('reads what was pasted as several addresses, each in its normal form', () => {
    expect(ownAddressesIn(' 10.0.0.1, 192.168.1.1/24;2001:DB8::1\n10.0.0.2 ')).toEqual([
      { text: '10.0.0.1' },
      { text: '192.168.1.0/24' },
      { text: '2001:db8::1' },
      { text: '10.0.0.2' },
    ]);
  });

  it.each([
    ['vpn.example.com', 'host_name'],
    ['0.0.0.0/0', 'everything'],
    ['127.0.0.1', 'unusable'],
    ['10.0.0.256', 'not_an_address'],
  ])('says why %s cannot be let through', (text, why) => {
    expect(ownAddressesIn(text)).toEqual([{ text, why }]);
  });
});

describe('choiceOf', () => {
  it('asks the server only about what is an address', () => {
    const input = { ...NOTHING_CHOSEN, addresses: ownAddressesIn('10.0.0.1 any') };
    expect(hasWrongAddress(input)).toBe(true);
    expect(choiceOf(input).addresses).toEqual(['10.0.0.1']);
  });
});

describe('what was chosen for an isolation', () => {
  it('is chosen again, with profiles that are still configured', () => {
    const entry = (text: string, source: 'request' | 'profile' | 'reported', label?: string) => ({
      address: anAddress(text),
      sources: [{ source, ...(label === undefined ? {} : { label }) }],
    });
    const action = {
      lifeline: [
        { address: anAddress('192.168.1.1'), sources: [{ source: 'configured' as const }] },
        entry('10.0.0.7', 'request'),
        entry('10.0.0.8', 'profile', 'EDR cloud'),
        entry('10.0.0.9', 'profile', 'Gone'),
        entry('10.0.0.10', 'reported'),
      ],
      left_out: ['192.168.1.2'],
    };
    expect(inputOf(action, [{ id: 'edr', label: 'EDR cloud' }])).toEqual({
      addresses: [{ text: '10.0.0.7' }],
      profiles: ['edr'],
      reported: ['10.0.0.10'],
      leftOut: ['192.168.1.2'],
    });
  });
});
