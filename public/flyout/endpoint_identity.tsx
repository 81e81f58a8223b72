import { EuiBadge, EuiBadgeGroup, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReactNode } from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { AgentStatusHealth } from '../base/agent_status_health';
import { ClockTime, TimeAgo } from '../base/time_ago';

/** Identifies the endpoint as the manager lists it, with the age of that data. */
export function EndpointIdentity({ endpoint }: { endpoint: EndpointDetailView }) {
  const { agent_id: id, agent, rows_at: rowsAt } = endpoint;
  return (
    <EuiFlexGroup wrap responsive={false} gutterSize="l" data-test-subj="identity">
      <Fact label={i18n.translate('endpointIsolation.identity.id', { defaultMessage: 'ID' })}>
        {id}
      </Fact>
      {agent && (
        <>
          <Fact label={LABELS.status}>
            <AgentStatusHealth status={agent.status} />
          </Fact>
          <Fact label={LABELS.ip}>{agent.ip}</Fact>
          <Fact label={LABELS.os}>{agent.os_name ?? '-'}</Fact>
          <Fact label={LABELS.groups}>
            {agent.groups.length === 0 ? (
              '-'
            ) : (
              <EuiBadgeGroup gutterSize="xs">
                {agent.groups.map((group) => (
                  <EuiBadge key={group} color="hollow">
                    {group}
                  </EuiBadge>
                ))}
              </EuiBadgeGroup>
            )}
          </Fact>
          <Fact label={LABELS.version}>{agent.version ?? '-'}</Fact>
          {agent.node !== undefined && <Fact label={LABELS.node}>{agent.node}</Fact>}
          <Fact label={LABELS.keepAlive}>
            {agent.last_keep_alive === undefined ? '-' : <TimeAgo at={agent.last_keep_alive} />}
          </Fact>
          <Fact label={LABELS.asOf}>
            <ClockTime at={rowsAt} />
          </Fact>
        </>
      )}
    </EuiFlexGroup>
  );
}

/** The endpoint in one line under the panel's title: enough to know that it's the right one. */
export function IdentityLine({ endpoint }: { endpoint: EndpointDetailView }) {
  const { agent } = endpoint;
  if (!agent) return null;
  return (
    <EuiFlexGroup wrap responsive={false} gutterSize="s" data-test-subj="identityLine">
      <EuiFlexItem grow={false}>
        <AgentStatusHealth status={agent.status} />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiText size="s" color="subdued">
          {[agent.ip, agent.os_name].filter((fact) => fact !== undefined).join(' · ')}
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

const LABELS = {
  status: i18n.translate('endpointIsolation.identity.status', { defaultMessage: 'Status' }),
  ip: i18n.translate('endpointIsolation.identity.ip', { defaultMessage: 'IP address' }),
  os: i18n.translate('endpointIsolation.identity.os', { defaultMessage: 'OS' }),
  groups: i18n.translate('endpointIsolation.identity.groups', { defaultMessage: 'Groups' }),
  version: i18n.translate('endpointIsolation.identity.version', {
    defaultMessage: 'Agent version',
  }),
  node: i18n.translate('endpointIsolation.identity.node', { defaultMessage: 'Cluster node' }),
  keepAlive: i18n.translate('endpointIsolation.identity.keepAlive', {
    defaultMessage: 'Last keep alive',
  }),
  asOf: i18n.translate('endpointIsolation.identity.asOf', { defaultMessage: 'Agent data as of' }),
};

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <EuiFlexItem grow={false}>
      <EuiText size="xs" color="subdued">
        {label}
      </EuiText>
      <EuiText size="s">
        <strong>{children}</strong>
      </EuiText>
    </EuiFlexItem>
  );
}
