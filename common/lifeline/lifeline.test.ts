import { address } from '../../test/builders/actions';
import { readServerAddress } from '../address/address';
import type { LifelineChoice, LifelineFacts, ReportedServer, TrustedAddress } from './lifeline';
import { composeLifeline } from './lifeline';

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

const addressesOf = ({ entries }: ReturnType<typeof compose>) =>
  entries.map(({ address: one }) => one);

describe('a lifeline', () => {
  it('is the trusted addresses of the manager, each with where it comes from', () => {
    const lifeline = compose({
      trusted: [MANAGER, { ...MANAGER, source: 'api_host', label: 'wazuh.example' }, NODE],
    });
    expect(lifeline.entries).toEqual([
      {
        address: '192.168.1.1',
        sources: [{ source: 'configured' }, { source: 'api_host', label: 'wazuh.example' }],
      },
      { address: '192.168.1.2', sources: [{ source: 'cluster_node', label: 'worker-01' }] },
    ]);
    expect(lifeline.needs).toEqual([]);
    expect(lifeline.impossible).toBeUndefined();
  });

  it('has what is always allowed, the chosen profiles and the request’s own addresses', () => {
    const lifeline = compose(
      {
        alwaysAllowed: [address('10.9.9.9')],
        profiles: [
          { id: 'edr', label: 'EDR', addresses: [address('10.1.0.0/16')] },
          { id: 'dns', label: 'DNS', addresses: [address('10.2.0.53')] },
        ],
      },
      { profiles: ['edr'], addresses: ['10.3.0.7', ' 2001:db8::7 '] }
    );
    expect(addressesOf(lifeline)).toEqual([
      '192.168.1.1',
      '10.9.9.9',
      '10.1.0.0/16',
      '10.3.0.7',
      '2001:db8::7',
    ]);
    expect(lifeline.refused).toEqual([]);
  });

  it('has what a wider network covers in that network, with all its sources', () => {
    const lifeline = compose({}, { addresses: ['192.168.1.0/24'] });
    expect(lifeline.entries).toEqual([
      {
        address: '192.168.1.0/24',
        sources: [{ source: 'configured' }, { source: 'request' }],
      },
    ]);
  });
});

describe('what an endpoint reports of itself', () => {
  it('never widens the lifeline by itself', () => {
    const lifeline = compose({
      reported: { read: true, servers: reports('192.168.1.1', '203.0.113.66') },
    });
    expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
    expect(lifeline.reported_only).toEqual([{ address: '203.0.113.66', included: false }]);
  });

  it('is let through where the analyst ticks it', () => {
    const lifeline = compose(
      { reported: { read: true, servers: reports('192.168.1.1', '203.0.113.66') } },
      { reported: ['203.0.113.66'] }
    );
    expect(lifeline.entries[1]).toEqual({
      address: '203.0.113.66',
      sources: [{ source: 'reported' }],
    });
    expect(lifeline.reported_only).toEqual([{ address: '203.0.113.66', included: true }]);
  });

  it('is ticked in any form that is the same address', () => {
    const lifeline = compose(
      { reported: { read: true, servers: reports('2001:db8::66') } },
      { reported: [' 2001:DB8:0::66'] }
    );
    expect(lifeline.refused).toEqual([]);
    expect(lifeline.reported_only).toEqual([{ address: '2001:db8::66', included: true }]);
  });

  it('stays ticked where it became trusted meanwhile, reported still or not', () => {
    for (const servers of [reports('192.168.1.1'), []]) {
      const lifeline = compose(
        { reported: { read: true, servers } },
        { reported: ['192.168.1.1'] }
      );
      expect(lifeline.refused).toEqual([]);
      expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
    }
  });

  it('cannot be ticked where it was not reported', () => {
    const lifeline = compose({}, { reported: ['203.0.113.66'] });
    expect(lifeline.refused).toEqual([{ text: '203.0.113.66', why: 'not_reported' }]);
    expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
  });

  it('cannot make isolation impossible: nothing, nonsense or a network is only to be confirmed', () => {
    for (const servers of [[], ['0.0.0.0/0'], ['::1'], ['10.0.0.0/8'], ['not an address!']]) {
      const lifeline = compose({ reported: { read: true, servers: reports(...servers) } });
      expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
      expect(lifeline.impossible).toBeUndefined();
    }
    const unread = compose({ reported: { read: false, why: 'The agent did not answer.' } });
    expect(unread.impossible).toBeUndefined();
    expect(unread.needs).toEqual(['reported_unreadable']);
    expect(unread.not_read).toBe('The agent did not answer.');
  });

  it('has to be confirmed where the lifeline has none of it: the endpoint may talk to other managers', () => {
    const lifeline = compose({ reported: { read: true, servers: reports('203.0.113.66') } });
    expect(lifeline.needs).toEqual(['reported_not_covered']);
    const covered = compose(
      { reported: { read: true, servers: reports('203.0.113.66') } },
      { addresses: ['203.0.113.0/24'] }
    );
    expect(covered.needs).toEqual([]);
  });

  it.each([
    ['manager2.example/', 'not_resolved'],
    ['manager2.example/127.0.0.1', 'unusable'],
    ['127.0.0.1', 'unusable'],
    ['10.0.0.0/8', 'not_an_address'],
    ['<b>manager</b>', 'not_an_address'],
  ])('is shown as the agent reports it, with what is wrong with it: %s', (text, why) => {
    const lifeline = compose({ reported: { read: true, servers: reports('192.168.1.1', text) } });
    expect(lifeline.reported_problems).toEqual([{ text, why }]);
    expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
    expect(lifeline.needs).toEqual([]);
  });

  it.each(['manager2.example/', 'manager2.example/127.0.0.1', 'manager2.example/10.9.9.9'])(
    'can be ticked by the address of its name: %s',
    (text) => {
      const servers = [{ server: readServerAddress(text), resolved: [address('192.168.1.7')] }];
      const lifeline = compose(
        { trusted: [], reported: { read: true, servers } },
        { reported: ['192.168.1.7'] }
      );
      expect(lifeline.refused).toEqual([]);
      expect(addressesOf(lifeline)).toEqual(['192.168.1.7']);
      expect(lifeline.names.map(({ name }) => name)).toEqual(['manager2.example']);
    }
  );

  it('is known by a name also once the agent has resolved it: DNS is cut for it, too', () => {
    const servers = [
      { server: readServerAddress('wazuh.example/192.168.1.1'), resolved: [address('10.9.9.9')] },
    ];
    const lifeline = compose({ reported: { read: true, servers } });
    expect(lifeline.names).toEqual([
      {
        name: 'wazuh.example',
        addresses: [
          { address: '192.168.1.1', included: true, by_endpoint: true },
          { address: '10.9.9.9', included: false },
        ],
      },
    ]);
  });

  it('is not allowed by what its name is here, if the agent uses another address', () => {
    const servers = [
      { server: readServerAddress('wazuh.example/10.9.9.9'), resolved: [address('192.168.1.1')] },
    ];
    expect(compose({ reported: { read: true, servers } }).needs).toEqual(['reported_not_covered']);
  });

  it('is shown by name where it is one: the isolation cuts DNS', () => {
    const lifeline = compose({
      reported: {
        read: true,
        servers: [
          { server: { kind: 'name', name: 'wazuh.example' }, resolved: [address('192.168.1.1')] },
        ],
      },
    });
    expect(lifeline.names).toEqual([
      { name: 'wazuh.example', addresses: [{ address: '192.168.1.1', included: true }] },
    ]);
    expect(lifeline.needs).toEqual([]);
  });
});

describe('a trusted address that is left out', () => {
  it('has to be confirmed', () => {
    const lifeline = compose({ trusted: [MANAGER, NODE] }, { left_out: ['192.168.1.2'] });
    expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
    expect(lifeline.left_out).toEqual([NODE]);
    expect(lifeline.needs).toEqual(['trusted_left_out']);
  });

  it('is no loss where something else covers it', () => {
    const lifeline = compose(
      { trusted: [MANAGER, NODE] },
      { left_out: ['192.168.1.2'], addresses: ['192.168.1.0/30'] }
    );
    expect(lifeline.needs).toEqual([]);
  });

  it('may not leave nothing', () => {
    const lifeline = compose({}, { left_out: ['192.168.1.1'] });
    expect(lifeline).toMatchObject({ entries: [], impossible: 'empty_lifeline' });
  });
});

describe('what is refused of a request', () => {
  it.each([
    ['', 'empty'],
    ['manager.example', 'host_name'],
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
    ['127.0.0.1', 'unusable'],
    ['10.0.0.1-10.0.0.9', 'not_an_address'],
    ['10.0.0.01', 'not_an_address'],
    ['fe80::1%12', 'not_an_address'],
    ['any', 'host_name'],
    ['LocalSubnet', 'host_name'],
  ])('"%s", as %s', (text, why) => {
    const lifeline = compose({}, { addresses: [text] });
    expect(lifeline.refused).toEqual([{ text, why }]);
    expect(addressesOf(lifeline)).toEqual(['192.168.1.1']);
  });

  it('a profile that is not configured', () => {
    expect(compose({}, { profiles: ['edr'] }).refused).toEqual([
      { text: 'edr', why: 'unknown_profile' },
    ]);
  });

  it('is shown cut, however long it was', () => {
    const [refused] = compose({}, { addresses: ['x'.repeat(5000)] }).refused;
    expect(refused?.text).toHaveLength(100);
  });
});

describe('what has to be confirmed', () => {
  it('is a very wide network', () => {
    expect(compose({}, { addresses: ['10.0.0.0/15'] }).needs).toEqual(['very_wide']);
    expect(compose({}, { addresses: ['2001:db8::/63'] }).needs).toEqual(['very_wide']);
    expect(compose({}, { addresses: ['10.0.0.0/16', '2001:db8::/64'] }).needs).toEqual([]);
  });

  it('is that no trusted address is known at all', () => {
    const lifeline = compose({ trusted: [] }, { addresses: ['192.168.1.1'] });
    expect(lifeline.needs).toContain('no_trusted_address');
    expect(lifeline.impossible).toBeUndefined();
  });
});

describe('a lifeline that cannot leave', () => {
  it('has no address', () => {
    expect(compose({ trusted: [] }).impossible).toBe('empty_lifeline');
  });

  it('has more than 200', () => {
    const addresses = (count: number) =>
      Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    expect(compose({}, { addresses: addresses(199) }).impossible).toBeUndefined();
    expect(compose({}, { addresses: addresses(200) }).impossible).toBe('too_many_addresses');
  });
});
