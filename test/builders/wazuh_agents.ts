import type { WazuhAgent } from '../../lab/wazuh_pages/wazuh_agent';

const windows = {
  name: 'Microsoft Windows 11 Pro',
  platform: 'windows',
  version: '10.0.22631.4602',
};

/** An agent as Wazuh's pages show it: active, with Windows. */
export function wazuhAgent(given: Partial<WazuhAgent> & Pick<WazuhAgent, 'id'>): WazuhAgent {
  return {
    name: `WIN-${given.id}`,
    status: 'active',
    ip: `10.20.1.${Number(given.id)}`,
    version: 'Wazuh v4.12.0',
    group: ['default'],
    os: windows,
    dateAdd: '2026-10-16T09:00:46+00:00',
    lastKeepAlive: '2026-11-24T09:20:56+00:00',
    node_name: 'node01',
    manager: 'wazuh-server',
    ...given,
  };
}

/** The agents of the recorded pages, by what the pages are about. */
export const RECORDED_AGENTS: readonly WazuhAgent[] = [
  wazuhAgent({ id: '000', name: 'wazuh-server' }),
  wazuhAgent({ id: '001', name: 'FIN-WS-01' }),
  wazuhAgent({ id: '002', name: 'FIN-WS-02' }),
  wazuhAgent({ id: '003', name: 'HQ-DC-01' }),
  wazuhAgent({ id: '004', name: 'web-01', os: { name: 'Debian GNU/Linux', platform: 'debian' } }),
  wazuhAgent({ id: '006', name: 'FIN-WS-03', status: 'disconnected' }),
  wazuhAgent({ id: '008', name: 'NEW-WS-08', status: 'never_connected', version: undefined }),
  wazuhAgent({ id: '009', name: 'FIN-WS-09', status: 'pending' }),
];
