import { EuiEmptyPrompt, EuiPage, EuiPageBody, EuiProgress } from '@elastic/eui';
import React, { useEffect, useState } from 'react';
import { useObservable } from '../host/browser/use_observable';
import { AgentList } from './agent_list';
import { AgentPage } from './agent_page';
import { NeverConnected, NoAgent } from './agent_prompts';
import { AgentSelector } from './agent_selector';
import { AgentTabPage } from './agent_tab_page';
import { ModulePage } from './module_page';
import type { ModuleTabs } from './module_page';
import { agentHash, LIST_HASH } from './page_route';
import { pinnedAgent } from './pinned_agent';
import type { ShownPages } from './shown_page';
import type { WazuhAgent } from './wazuh_agent';
import type { PagesVersion } from './wazuh_version';

export interface WazuhPageProps {
  readonly pages: ShownPages;
  readonly agents: Promise<readonly WazuhAgent[]>;
  readonly version: PagesVersion;
  readonly moduleTabs: ModuleTabs;
  readonly onOpenModule: (app: string) => void;
}

/** 4.9 shows that it is loading. */
function Loading({ version }: Pick<WazuhPageProps, 'version'>) {
  if (version !== '4.9') return null;
  return (
    <EuiPage>
      <EuiPageBody>
        <EuiProgress size="xs" color="primary" />
      </EuiPageBody>
    </EuiPage>
  );
}

/** None until they have come. */
function useAgents(coming: Promise<readonly WazuhAgent[]>): readonly WazuhAgent[] {
  const [agents, setAgents] = useState<readonly WazuhAgent[]>([]);
  useEffect(() => {
    let isOver = false;
    void coming.then((come) => {
      if (!isOver) setAgents(come);
    });
    return () => {
      isOver = true;
    };
  }, [coming]);
  return agents;
}

/** Draws one of Wazuh's apps. Pages of one kind keep their nodes when the agent changes; another kind takes them away. */
export function WazuhPage(props: WazuhPageProps) {
  const { pages, version, moduleTabs, onOpenModule } = props;
  const agents = useAgents(props.agents);
  const shown = useObservable(pages.shown$);
  const [isSelecting, setSelecting] = useState(false);
  const openSelector = () => setSelecting(true);
  const unpin = () => {
    setSelecting(false);
    pages.unpin();
  };
  const agentButton = { version, onOpenSelector: openSelector, onUnpin: unpin };
  const draw = () => {
    switch (shown.page) {
      case 'loading':
        return <Loading version={version} />;
      case 'list':
        return (
          <AgentList agents={agents} onOpen={({ id }) => pages.goTo(agentHash('welcome', id))} />
        );
      case 'start':
        return (
          <EuiEmptyPrompt
            title={<h2>Overview</h2>}
            body={<p>Wazuh&apos;s first page stands here on a real dashboard.</p>}
          />
        );
      case 'no_agent':
        return <NoAgent onOpenSelector={openSelector} onOpenList={() => pages.goTo(LIST_HASH)} />;
      case 'never_connected':
        return <NeverConnected onOpenSelector={openSelector} />;
      case 'welcome':
        return (
          <AgentPage
            agent={shown.agent}
            {...agentButton}
            onOpenModule={onOpenModule}
            onOpenTab={(tab) => pages.goTo(agentHash(tab, shown.agent.id))}
          />
        );
      case 'tab':
        return <AgentTabPage agent={shown.agent} tab={shown.tab} {...agentButton} />;
      case 'module':
        return <ModulePage agent={shown.agent} tabs={moduleTabs} {...agentButton} />;
    }
  };
  return (
    <>
      <div className="wazuhNotReadyYet" />
      {draw()}
      {isSelecting && (
        <AgentSelector
          agents={agents}
          pinned={pinnedAgent.read()}
          version={version}
          onUnpin={unpin}
          onClose={() => setSelecting(false)}
          onChoose={(agent) => {
            setSelecting(false);
            void pages.choose(agent);
          }}
        />
      )}
    </>
  );
}
