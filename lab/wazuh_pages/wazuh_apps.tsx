import React from 'react';
import ReactDOM from 'react-dom';
import type { App, AppCategory, AppMountParameters, CoreSetup } from 'opensearch-dashboards/public';
import { WAZUH_AGENTS_PATH } from '../host/browser/list_paths';
import type { ModuleTabs } from './module_page';
import { ShownPages } from './shown_page';
import type { HomePage } from './shown_page';
import type { WazuhAgent } from './wazuh_agent';
import { WazuhPage } from './wazuh_page';
import type { PagesVersion } from './wazuh_version';

const HOME: AppCategory = {
  id: 'wz-category-home',
  label: 'Home',
  order: 100,
  euiIconType: 'home',
};
const THREATS: AppCategory = {
  id: 'wz-category-threat-intelligence',
  label: 'Threat intelligence',
  order: 300,
  euiIconType: 'lensApp',
};
const SERVER: AppCategory = {
  id: 'wz-category-server-management',
  label: 'Server management',
  order: 600,
  euiIconType: 'indexRollupApp',
};
const AGENTS: AppCategory = {
  id: 'wz-category-agents-management',
  label: 'Agents management',
  order: 600,
  euiIconType: 'graphApp',
};

interface WazuhApp extends Pick<App, 'id' | 'title' | 'category' | 'order'> {
  readonly home: HomePage;
  readonly tabs: ModuleTabs;
}

const DASHBOARD_AND_EVENTS = ['Dashboard', 'Events'];
const HYGIENE = ['Dashboard', 'System', 'Software', 'Processes', 'Network', 'Identity', 'Services'];

/** Wazuh's apps that show an agent; every one of them shows the agent page under its hash. */
const appsOf = (version: PagesVersion): WazuhApp[] => [
  { id: 'wz-home', title: 'Overview', category: HOME, order: 1, home: 'start', tabs: [] },
  {
    id: 'endpoints-summary',
    title: version === '4.9' ? 'Endpoints Summary' : 'Summary',
    category: version === '4.9' ? SERVER : AGENTS,
    order: 601,
    home: 'list',
    tabs: [],
  },
  {
    id: 'threat-hunting',
    title: 'Threat Hunting',
    category: THREATS,
    order: 301,
    home: 'module',
    tabs: DASHBOARD_AND_EVENTS,
  },
  ...(version === '4.14'
    ? [
        {
          id: 'it-hygiene',
          title: 'IT Hygiene',
          category: THREATS,
          order: 302,
          home: 'module' as const,
          tabs: HYGIENE,
        },
      ]
    : []),
  { id: 'server-status', title: 'Status', category: SERVER, order: 701, home: 'start', tabs: [] },
];

/**
 * Registers Wazuh's apps with the structure and the ways of the real ones.
 * @param prepare what each of their pages does first
 */
export function registerWazuhApps(
  core: CoreSetup,
  version: PagesVersion,
  prepare: () => Promise<void>
): void {
  for (const { home, tabs, ...app } of appsOf(version)) {
    core.application.register({
      ...app,
      mount: async ({ element }: AppMountParameters) => {
        const [{ application, chrome }] = await core.getStartServices();
        element.classList.add('dscAppWrapper', 'wz-app');
        const agents = prepare().then(() => core.http.get<WazuhAgent[]>(WAZUH_AGENTS_PATH));
        const pages = new ShownPages({
          version,
          home,
          findAgent: async (id) => (await agents).find((agent) => agent.id === id),
          setBreadcrumbs: (texts) => chrome.setBreadcrumbs(texts.map((text) => ({ text }))),
        });
        ReactDOM.render(
          <WazuhPage
            pages={pages}
            agents={agents}
            version={version}
            moduleTabs={tabs}
            onOpenModule={(id) => void application.navigateToApp(id)}
          />,
          element
        );
        pages.start();
        return () => {
          pages.stop();
          ReactDOM.unmountComponentAtNode(element);
        };
      },
    });
  }
}
