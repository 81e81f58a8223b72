import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import { ASKED_AT } from './actions';

export function agentId(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Error(`${text} is no agent id`);
  return id;
}

/** A Windows agent in good health. */
export function anAgent(overrides: Partial<AgentRow> = {}): AgentRow {
  return {
    id: agentId('001'),
    name: 'FIN-WS-01',
    ip: '10.0.0.11',
    status: 'active',
    os_platform: 'windows',
    os_name: 'Microsoft Windows 11 Pro 10.0.22631.4602',
    version: 'Wazuh v4.12.0',
    groups: ['default', 'finance'],
    last_keep_alive: ASKED_AT - 5000,
    date_add: Date.UTC(2025, 0, 7),
    ...overrides,
  };
}
