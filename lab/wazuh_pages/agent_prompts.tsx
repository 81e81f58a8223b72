import { EuiButton, EuiEmptyPrompt, EuiLink } from '@elastic/eui';
import React from 'react';

interface PromptProps {
  readonly onOpenSelector: () => void;
}

const selectAgent = (onOpenSelector: () => void) => (
  <EuiButton color="primary" fill onClick={onOpenSelector}>
    Select agent
  </EuiButton>
);

/** The prompt that replaces an agent's page if none is pinned. */
export function NoAgent({ onOpenSelector, onOpenList }: PromptProps & { onOpenList: () => void }) {
  return (
    <EuiEmptyPrompt
      iconType="watchesApp"
      title={<h2>No agent is selected</h2>}
      body={
        <>
          You need to select an agent or return to
          <div className="osdRedirectCrossAppLinks">
            <EuiLink className="eui-textCenter" href="#" onClick={onOpenList}>
              Endpoint summary
            </EuiLink>
          </div>
        </>
      }
      actions={selectAgent(onOpenSelector)}
    />
  );
}

/** The prompt that replaces the page of an agent that was enrolled and never connected. */
export function NeverConnected({ onOpenSelector }: PromptProps) {
  return (
    <EuiEmptyPrompt
      iconType="securitySignalDetected"
      title={<h2>Agent has never connected.</h2>}
      body={
        <>
          <p>The agent has been registered but has not yet connected to the manager.</p>
          <EuiLink href="https://documentation.wazuh.com/" target="_blank" external>
            Checking connection with the server
          </EuiLink>
        </>
      }
      actions={selectAgent(onOpenSelector)}
    />
  );
}
