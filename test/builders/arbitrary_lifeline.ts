import fc from 'fast-check';
import { readServerAddress } from '../../common/address/address';
import type {
  LifelineChoice,
  LifelineFacts,
  ReportedManagers,
  TrustedAddress,
} from '../../common/lifeline/lifeline';
import { TRUSTED_SOURCES } from '../../common/lifeline/lifeline';
import { address } from './actions';

/** A few addresses close to each other, so that sources, requests and reports often meet and cover one another. */
const TEXTS = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '10.0.0.0/30',
  '10.0.0.2/31',
  '10.0.0.0/8',
  '2001:db8::1',
  '2001:db8::2',
  '2001:db8::/64',
] as const;

export const anyAddress = fc.constantFrom(...TEXTS).map(address);

/** Values a browser can send in place of an address. */
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...TEXTS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0.0.0.0/0',
      '::/0',
      '127.0.0.1',
      'wazuh.example',
      '',
      ' 10.0.0.1 ',
      '10.0.0.1/24'
    ),
  }
);

export const anyTrusted: fc.Arbitrary<TrustedAddress[]> = fc.array(
  fc.record({
    source: fc.constantFrom(...TRUSTED_SOURCES),
    address: anyAddress,
  }),
  { maxLength: 4 }
);

/** Anything a compromised endpoint can have in its configuration, or no response at all. */
export const anyReport: fc.Arbitrary<ReportedManagers> = fc.oneof(
  fc.constant<ReportedManagers>({ read: false, why: 'The agent did not answer.' }),
  fc
    .array(
      fc.record({
        server: fc
          .oneof(anyText, fc.constantFrom('wazuh.example/10.0.0.1', 'any', '10.0.0.1-10.0.0.9'))
          .map(readServerAddress),
        resolved: fc.array(anyAddress, { maxLength: 2 }),
      }),
      { maxLength: 4 }
    )
    .map((servers): ReportedManagers => ({ read: true, servers }))
);

export const anyFacts: fc.Arbitrary<LifelineFacts> = fc.record({
  trusted: anyTrusted,
  reported: anyReport,
  alwaysAllowed: fc.array(anyAddress, { maxLength: 2 }),
  profiles: fc.constant([
    { id: 'edr', label: 'EDR cloud', addresses: [address('10.0.0.3')] },
    { id: 'all', label: 'Everything near', addresses: [address('10.0.0.0/8')] },
  ]),
});

export const anyChoice: fc.Arbitrary<LifelineChoice> = fc.record({
  addresses: fc.array(anyText, { maxLength: 3 }),
  profiles: fc.subarray(['edr', 'all', 'gone']),
  reported: fc.array(anyText, { maxLength: 2 }),
  left_out: fc.array(anyText, { maxLength: 3 }),
});
