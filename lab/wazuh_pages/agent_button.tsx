import { EuiButtonEmpty, EuiButtonIcon, EuiToolTip } from '@elastic/eui';
import React from 'react';
import type { WazuhAgent } from './wazuh_agent';
import type { PagesVersion } from './wazuh_version';

export interface AgentButtonProps {
  readonly agent: WazuhAgent;
  readonly version: PagesVersion;
  readonly onOpenSelector: () => void;
  readonly onUnpin: () => void;
}

/** The pinned agent, with the ways to another one and to none. 4.9 has neither its mark for tests nor its background. */
export function AgentButton({ agent, version, onOpenSelector, onUnpin }: AgentButtonProps) {
  const background = version === '4.9' ? undefined : 'wz-unpin-agent-bg';
  return (
    <div
      data-test-subj={version === '4.9' ? undefined : 'explore-agent-button'}
      style={{ display: 'inline-flex' }}
    >
      <EuiToolTip content="Change agent selected">
        <EuiButtonEmpty
          color="primary"
          iconType="watchesApp"
          className={background}
          onClick={onOpenSelector}
        >
          {`${agent.name} (${agent.id})`}
        </EuiButtonEmpty>
      </EuiToolTip>
      <EuiToolTip content="Unpin agent">
        <EuiButtonIcon
          color="primary"
          iconType="pinFilled"
          className={['wz-unpin-agent', background].filter(Boolean).join(' ')}
          aria-label="Unpin agent"
          onClick={onUnpin}
        />
      </EuiToolTip>
    </div>
  );
}
