import { EuiHealth } from '@elastic/eui';
import React from 'react';
import type { AgentStatus } from '../../common/manager/agent';
import { AGENT_STATUS_WORDS } from '../words/agent_status_words';

/** Wazuh's own colours of these dots. */
const COLORS: Readonly<Record<AgentStatus, string>> = {
  active: '#007871',
  disconnected: '#BD271E',
  pending: '#FEC514',
  never_connected: '#646A77',
};

/** A dot and a word in lower case, as on Wazuh's own pages. */
export function AgentStatusHealth({ status }: { status: AgentStatus }) {
  return <EuiHealth color={COLORS[status]}>{AGENT_STATUS_WORDS[status]}</EuiHealth>;
}
