import {
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPage,
  EuiPageBody,
  EuiPanel,
  EuiTab,
  EuiTabs,
  EuiText,
} from '@elastic/eui';
import React from 'react';
import { AgentButton } from './agent_button';
import type { AgentButtonProps } from './agent_button';
import type { WazuhAgent } from './wazuh_agent';

/** Names of the tabs of a module; the first is selected. */
export type ModuleTabs = readonly string[];

interface ModulePageProps extends Omit<AgentButtonProps, 'agent'> {
  readonly agent: WazuhAgent | undefined;
  readonly tabs: ModuleTabs;
}

/** A module that shows the events of the pinned agent, or of all. */
export function ModulePage({ agent, tabs, ...agentButton }: ModulePageProps) {
  const isHygiene = tabs.length > 2;
  return (
    <>
      <div className="wz-module">
        <div className="wz-module-header-nav">
          <div className="wz-welcome-page-agent-tabs">
            <EuiFlexGroup>
              <EuiFlexItem>
                <EuiTabs>
                  {tabs.map((text, index) => (
                    <EuiTab key={text} isSelected={index === 0}>
                      {text}
                    </EuiTab>
                  ))}
                </EuiTabs>
              </EuiFlexItem>
              <EuiFlexItem grow={false}>
                <EuiFlexGroup>
                  <EuiFlexItem>
                    {agent ? (
                      <AgentButton agent={agent} {...agentButton} />
                    ) : (
                      <EuiButtonEmpty iconType="watchesApp" onClick={agentButton.onOpenSelector}>
                        Explore agent
                      </EuiButtonEmpty>
                    )}
                  </EuiFlexItem>
                  <EuiFlexItem>
                    <EuiButtonEmpty iconType="document" isDisabled={isHygiene}>
                      Generate report
                    </EuiButtonEmpty>
                  </EuiFlexItem>
                </EuiFlexGroup>
              </EuiFlexItem>
            </EuiFlexGroup>
          </div>
        </div>
      </div>
      <EuiPage>
        <EuiPageBody>
          <EuiPanel>
            <EuiText>{`Events of ${agent ? agent.name : 'all agents'}`}</EuiText>
          </EuiPanel>
        </EuiPageBody>
      </EuiPage>
    </>
  );
}
