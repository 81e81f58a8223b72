import { address } from '../../test/builders/actions';
import { readServerAddress } from '../address/address';
import type { LifelineChoice, LifelineFacts, ReportedServer, TrustedAddress } from './lifeline';
import { composeLifeline, uncoveredTrusted } from './lifeline';

const CHOICE: LifelineChoice = { addresses: [], profiles: [], reported: [], left_out: [] };

const MANAGER: TrustedAddress = { address: address('192.168.1.1'), source: 'configured' };

const NODE: TrustedAddress = {
  address: address('192.168.1.2'),
  source: 'cluster_node',
  label: 'worker-01',
};

function reports(...servers: string[]): ReportedServer[] {
  return servers.map((text) => ({ server: readServerAddress(text), resolved: [] }));
}

function compose(facts: Partial<LifelineFacts> = {}, choice: Partial<LifelineChoice> = {}) {
  return composeLifeline(
    {
      trusted: [MANAGER],
      reported: { read: true, servers: reports('192.168.1.1') },
      alwaysAllowed: [],
      profiles: [],
      ...facts,
    },
    { ...CHOICE, ...choice }
  );
}

describe('the guard at sending', () => {
  const recorded = compose({ trusted: [MANAGER] }).entries;

  it('finds what became trusted since and the lifeline does not cover', () => {
    expect(uncoveredTrusted(recorded, [], [MANAGER, NODE])).toEqual([NODE]);
    expect(uncoveredTrusted(recorded, [], [MANAGER])).toEqual([]);
  });

  it('takes a wider network for covering', () => {
    const wide = compose({}, { addresses: ['192.168.1.0/24'] }).entries;
    expect(uncoveredTrusted(wide, [], [MANAGER, NODE])).toEqual([]);
  });

  it('lets go what somebody acknowledged to cut off, and no other address', () => {
    expect(uncoveredTrusted(recorded, [NODE.address], [MANAGER, NODE])).toEqual([]);
    const other: TrustedAddress = { ...NODE, address: address('192.168.1.3') };
    expect(uncoveredTrusted(recorded, [NODE.address], [MANAGER, NODE, other])).toEqual([other]);
  });
});
