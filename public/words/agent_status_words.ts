import { i18n } from '@osd/i18n';
import type { AgentStatus } from '../../common/manager/agent';

/** Words for agent statuses, in lower case as on Wazuh's own pages. */
export const AGENT_STATUS_WORDS: Readonly<Record<AgentStatus, string>> = {
  active: i18n.translate('endpointIsolation.agentStatus.active', { defaultMessage: 'active' }),
  disconnected: i18n.translate('endpointIsolation.agentStatus.disconnected', {
    defaultMessage: 'disconnected',
  }),
  pending: i18n.translate('endpointIsolation.agentStatus.pending', { defaultMessage: 'pending' }),
  never_connected: i18n.translate('endpointIsolation.agentStatus.neverConnected', {
    defaultMessage: 'never connected',
  }),
};
