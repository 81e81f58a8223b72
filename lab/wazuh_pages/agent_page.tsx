import {
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPage,
  EuiPageBody,
  EuiPanel,
  EuiStat,
  EuiText,
} from '@elastic/eui';
import React, { useState } from 'react';
import { AgentHeader } from './agent_header';
import type { AgentHeaderProps } from './agent_header';
import type { WazuhAgent } from './wazuh_agent';

function RibbonItem({ name, title, value }: { name: string; title: string; value?: string }) {
  return (
    <EuiFlexItem grow={false} className="wz-ribbon-item" data-test-subj={`ribbon-item-${name}`}>
      <EuiStat title={value ?? '-'} description={title} titleElement="span" titleSize="xs" />
    </EuiFlexItem>
  );
}

function Ribbon({ agent }: { agent: WazuhAgent }) {
  const os = [agent.os?.name, agent.os?.version].filter(Boolean).join(' ');
  return (
    <EuiPanel>
      <EuiFlexGroup wrap justifyContent="spaceBetween" data-test-subj="agent-info">
        <EuiFlexGroup className="wz-ribbon-condensed">
          <RibbonItem name="id" title="ID" value={agent.id} />
          <RibbonItem name="agent-status" title="Status" value={agent.status} />
          <RibbonItem name="ip" title="IP address" value={agent.ip} />
          <RibbonItem name="version" title="Version" value={agent.version} />
          <RibbonItem name="groups" title="Group" value={agent.group?.join(', ')} />
        </EuiFlexGroup>
        <RibbonItem name="operating-system" title="Operating system" value={os} />
        <RibbonItem name="cluster-node" title="Cluster node" value={agent.node_name} />
        <RibbonItem name="registration-date" title="Registration date" value={agent.dateAdd} />
        <RibbonItem name="last-keep-alive" title="Last keep alive" value={agent.lastKeepAlive} />
      </EuiFlexGroup>
    </EuiPanel>
  );
}

/** An agent's own page. Its ribbon had no marks in 4.9. */
export function AgentPage(props: AgentHeaderProps) {
  const { agent, version } = props;
  const [reads, setReads] = useState(0);
  return (
    <div className="wz-module wz-module-welcome">
      <AgentHeader {...props} />
      <div className="wz-module-agents-padding-responsive">
        <EuiPage>
          <EuiPageBody>
            {version === '4.9' ? (
              <EuiPanel>
                <EuiText size="s">{`${agent.id} ${agent.status} ${agent.ip ?? ''}`}</EuiText>
              </EuiPanel>
            ) : (
              <Ribbon agent={agent} />
            )}
            <EuiFlexGroup>
              <EuiFlexItem />
              <EuiFlexItem grow={false}>
                <EuiButtonEmpty data-test-subj="refresh" onClick={() => setReads(reads + 1)}>
                  Last 24 hours
                </EuiButtonEmpty>
              </EuiFlexItem>
            </EuiFlexGroup>
            <EuiPanel>
              <EuiText>{`Events count evolution, read ${reads + 1} times`}</EuiText>
            </EuiPanel>
          </EuiPageBody>
        </EuiPage>
      </div>
    </div>
  );
}
