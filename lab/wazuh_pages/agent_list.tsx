import { EuiInMemoryTable, EuiPage, EuiPageBody, EuiPanel } from '@elastic/eui';
import React from 'react';
import type { WazuhAgent } from './wazuh_agent';

interface AgentListProps {
  readonly agents: readonly WazuhAgent[];
  readonly onOpen: (agent: WazuhAgent) => void;
}

/** The list of endpoints. */
export function AgentList({ agents, onOpen }: AgentListProps) {
  return (
    <EuiPage>
      <EuiPageBody>
        <EuiPanel>
          <EuiInMemoryTable
            items={[...agents]}
            search={{ box: { incremental: true } }}
            pagination={{ initialPageSize: 25 }}
            columns={[
              { field: 'id', name: 'ID' },
              { field: 'name', name: 'Name' },
              { field: 'ip', name: 'IP address' },
              { field: 'version', name: 'Version' },
              { field: 'status', name: 'Status' },
            ]}
            rowProps={(agent: WazuhAgent) => ({
              'data-test-subj': `agentRow-${agent.id}`,
              onClick: () => onOpen(agent),
            })}
          />
        </EuiPanel>
      </EuiPageBody>
    </EuiPage>
  );
}
