import { checkDnsDhcp } from './check_dns_dhcp';

describe('profiles for DNS and DHCP', () => {
  it('are missing where no profile has that purpose', () => {
    expect(checkDnsDhcp([]).code).toBe('dns_dhcp_none');
    expect(checkDnsDhcp([{ id: 'edr', label: 'EDR', addresses: [] }]).code).toBe('dns_dhcp_none');
  });

  it('are named where there are some', () => {
    const found = checkDnsDhcp([
      { id: 'edr', label: 'EDR', addresses: [] },
      { id: 'dns', label: 'Name servers', addresses: [], purpose: 'dns_dhcp' },
    ]);
    expect(found).toMatchObject({ code: 'dns_dhcp_profiles', facts: { names: 'Name servers' } });
  });
});
