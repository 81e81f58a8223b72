import {
  EuiBasicTable,
  EuiButtonIcon,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHealth,
  EuiIconTip,
  EuiModal,
  EuiModalBody,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiToolTip,
} from '@elastic/eui';
import React from 'react';
import type { WazuhAgent } from './wazuh_agent';
import type { PagesVersion } from './wazuh_version';

interface AgentSelectorProps {
  readonly agents: readonly WazuhAgent[];
  readonly pinned: WazuhAgent | undefined;
  readonly version: PagesVersion;
  readonly onChoose: (agent: WazuhAgent) => void;
  readonly onUnpin: () => void;
  readonly onClose: () => void;
}

const COLUMNS = [
  { field: 'id', name: 'ID', sortable: true },
  { field: 'name', name: 'Name', sortable: true },
  { field: 'version', name: 'Version', sortable: true },
  { field: 'status', name: 'Status', sortable: true },
];

function Pinned({
  agent,
  version,
  onUnpin,
}: Pick<AgentSelectorProps, 'version' | 'onUnpin'> & { agent: WazuhAgent }) {
  return (
    <EuiFlexGroup justifyContent="flexEnd" responsive={false}>
      <EuiFlexItem grow={false}>
        <EuiFlexGroup gutterSize="xs" alignItems="center" responsive={false}>
          <EuiToolTip content={agent.status}>
            <EuiHealth className="wz-flex" color="#007871" />
          </EuiToolTip>
          <span className="hide-agent-status">{`${agent.name} (${agent.id})`}</span>
          <EuiIconTip
            type="iInCircle"
            color="primary"
            content={agent.status}
            anchorClassName={version === '4.9' ? 'wz-margin-left-10' : 'wz-agent-icon-tip'}
          />
        </EuiFlexGroup>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiToolTip content="Unpin agent">
          <EuiButtonIcon
            color="danger"
            iconType="pinFilled"
            aria-label="Unpin agent"
            onClick={onUnpin}
          />
        </EuiToolTip>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

const toolBar = { alignItems: 'center', responsive: false, wrap: true } as const;

/** "Explore agent": pins another agent. */
export function AgentSelector(props: AgentSelectorProps) {
  const { agents, pinned, version, onChoose, onClose } = props;
  return (
    <EuiModal className="wz-select-agent-modal" onClose={onClose}>
      <EuiModalHeader>
        <EuiModalHeaderTitle>Explore agent</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <div>
          {pinned && <Pinned {...props} agent={pinned} />}
          <EuiSpacer size="m" />
          <EuiFlexGroup gutterSize="s" direction="column" responsive={false}>
            <EuiFlexItem>
              <EuiFlexGroup {...toolBar}>
                <EuiFlexItem>
                  <EuiFlexGroup {...toolBar}>
                    <EuiFlexItem grow={false} className="wz-flex-basis-auto" />
                  </EuiFlexGroup>
                </EuiFlexItem>
                <EuiFlexItem grow={false}>
                  <EuiFlexGroup {...toolBar} />
                </EuiFlexItem>
              </EuiFlexGroup>
            </EuiFlexItem>
            <EuiFlexItem>
              <div>
                <div className="euiSuggestInput">
                  <input aria-label="Search agent" />
                </div>
              </div>
              <EuiSpacer size="s" />
              <EuiBasicTable
                items={[...agents]}
                columns={COLUMNS}
                data-test-subj={version === '4.9' ? undefined : 'table-with-search-bar'}
                rowProps={(agent: WazuhAgent) => ({
                  'data-test-subj': `explore-agent-${agent.id}`,
                  onClick: () => onChoose(agent),
                })}
              />
            </EuiFlexItem>
          </EuiFlexGroup>
        </div>
      </EuiModalBody>
    </EuiModal>
  );
}
