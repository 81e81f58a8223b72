import React from 'react';
import ReactDOM from 'react-dom';
import type {
  AppMountParameters,
  CoreSetup,
  HttpSetup,
  MountPoint,
} from 'opensearch-dashboards/public';
import type {
  DiscoverHit,
  DiscoverSetup,
  DocViewInput,
  DocViewLink,
} from '../../../types/discover';
import { registerWazuhApps } from '../../wazuh_pages/wazuh_apps';
import { Discover } from './discover_app';
import type { InjectedMetadata } from './injected_metadata';
import { DISCOVER_DOCUMENTS_PATH } from './list_paths';

/** A plugin of OSD's or Wazuh's in so far as a plugin of ours meets it: its contracts, and the apps that are linked to. */
interface SimulatedPlugin {
  setup?: (core: CoreSetup, lab: InjectedMetadata['lab']) => unknown;
  /** Exports of its public bundle, for `requiredBundles`. */
  exports?: Record<string, unknown>;
}

const draw = (element: React.ReactElement, container: HTMLElement) => {
  ReactDOM.render(element, container);
  return () => {
    ReactDOM.unmountComponentAtNode(container);
  };
};

export const toMountPoint =
  (node: React.ReactElement): MountPoint =>
  (container) =>
    draw(node, container);

const EXPLORE = { id: 'explore', label: 'Explore', order: 200, euiIconType: 'discoverApp' };

/** Does what each Wazuh page does first: logs in to the selected manager and leaves the cookies that others read. */
async function chooseManager(http: HttpSetup, [id]: string[]): Promise<void> {
  if (!id) return;
  await http.post('/api/login', { body: JSON.stringify({ idHost: id }) });
  const twice = (value: unknown) => encodeURIComponent(encodeURIComponent(JSON.stringify(value)));
  document.cookie = `currentApi=${twice({ name: id, id })}; path=${http.basePath.prepend('/app')}`;
  document.cookie = 'currentPattern=wazuh-alerts-*; path=/';
}

const discover: SimulatedPlugin = {
  setup: ({ application, http }): DiscoverSetup => {
    const views: Array<DocViewInput | (() => DocViewInput)> = [];
    const links: DocViewLink[] = [];
    application.register({
      id: 'data-explorer',
      title: 'Discover',
      category: EXPLORE,
      order: 1,
      mount: async ({ element, history }: AppMountParameters) => {
        const url = history.createHref(history.location);
        const read = () => http.get<DiscoverHit[]>(DISCOVER_DOCUMENTS_PATH);
        return draw(<Discover url={url} read={read} views={views} links={links} />, element);
      },
    });
    return {
      docViews: { addDocView: (view) => views.push(view) },
      docViewsLinks: { addDocViewLink: (link) => links.push(link) },
    };
  },
};

const wazuh: SimulatedPlugin = {
  setup: (core, { hosts, wazuhPages }) => {
    const { http, notifications } = core;
    registerWazuhApps(core, wazuhPages, () =>
      chooseManager(http, hosts).catch((error: Error) => {
        notifications.toasts.addError(error, { title: 'Could not log in to the manager' });
      })
    );
    return {};
  },
};

export const SIMULATED_PLUGINS: Record<string, SimulatedPlugin> = {
  navigation: { setup: () => ({ ui: { TopNavMenu: () => null } }) },
  data: {},
  opensearchDashboardsReact: { exports: { toMountPoint } },
  discover,
  wazuh,
  wazuhCore: {},
};
