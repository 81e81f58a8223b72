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
  EuiTitle,
} from '@elastic/eui';
import React from 'react';
import { AgentButton } from './agent_button';
import type { AgentButtonProps } from './agent_button';
import type { AgentTab } from './shown_page';

/** Tabs of each page; the first is the page's own. */
const TABS: Record<AgentTab, ReadonlyArray<[id: string, text: string]>> = {
  stats: [['stats', 'Stats']],
  configuration: [['configuration', 'Configuration']],
  software: [
    ['software', 'Software'],
    ['network', 'Network'],
    ['processes', 'Processes'],
  ],
  syscollector: [],
};

const hasReport = (tab: AgentTab) => tab === 'software' || tab === 'syscollector';

const report = (subject?: string) => (
  <EuiButtonEmpty iconType="document" data-test-subj={subject}>
    Generate report
  </EuiButtonEmpty>
);

interface AgentTabPageProps extends AgentButtonProps {
  readonly tab: AgentTab;
}

/** 4.9 says the agent's name there and has no button for it. */
function TitleHeader({ agent, tab }: AgentTabPageProps) {
  return (
    <EuiFlexGroup>
      <EuiFlexItem className="wz-module-header-agent-title">
        <EuiFlexGroup>
          <EuiFlexItem grow={false}>
            <span>
              <EuiTitle size="s">
                <h1 className="wz-module-header-agent-title-btn">
                  <span>
                    <span>{agent.name}</span>
                  </span>
                </h1>
              </EuiTitle>
            </span>
          </EuiFlexItem>
          <EuiFlexItem />
          {hasReport(tab) && <EuiFlexItem grow={false}>{report()}</EuiFlexItem>}
        </EuiFlexGroup>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function TabsHeader({ tab, ...agentButton }: AgentTabPageProps) {
  return (
    <EuiFlexGroup>
      <EuiFlexItem>
        <EuiTabs data-test-subj="agent-tabs">
          {TABS[tab].map(([id, text]) => (
            <EuiTab key={id} isSelected={id === tab} data-test-subj={`agent-tab-${id}`}>
              {text}
            </EuiTab>
          ))}
        </EuiTabs>
      </EuiFlexItem>
      <EuiFlexItem grow={false} className="euiTabs">
        <AgentButton {...agentButton} />
      </EuiFlexItem>
      {hasReport(tab) && (
        <EuiFlexItem grow={false} className="euiTabs">
          {report('generate-report-button')}
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

/** The pages behind the buttons of an agent's page. */
export function AgentTabPage(props: AgentTabPageProps) {
  return (
    <>
      <div className="wz-module">
        <div className="wz-module-header-agent-wrapper">
          <div className="wz-module-header-agent">
            {props.version === '4.9' ? <TitleHeader {...props} /> : <TabsHeader {...props} />}
          </div>
        </div>
        <div>
          <div />
        </div>
      </div>
      <EuiPage>
        <EuiPageBody>
          <EuiPanel>
            <EuiText>{`${props.tab} of ${props.agent.name}`}</EuiText>
          </EuiPanel>
        </EuiPageBody>
      </EuiPage>
    </>
  );
}
