import { EuiEmptyPrompt } from '@elastic/eui';
import { I18nProvider } from '@osd/i18n/react';
import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreSetup, CoreStart, PluginInitializer } from 'opensearch-dashboards/public';
import { Application } from './application';
import { createBasePath } from './base_path';
import { Chrome } from './chrome';
import { ChromeView, LabNotice } from './chrome_view';
import { createHttpClient } from './http_client';
import { readInjectedMetadata } from './injected_metadata';
import type { InjectedMetadata } from './injected_metadata';
import { ToastList, Toasts } from './notifications';
import { OverlayLayers, Overlays } from './overlays';
import { SIMULATED_PLUGINS, toMountPoint } from './simulated_plugins';
import { createUiSettings } from './ui_settings';

declare global {
  interface Window {
    __osdBundles__: {
      define: (key: string, load: () => unknown) => void;
      get: (key: string) => { plugin: PluginInitializer<unknown, unknown> };
    };
  }
}

function createCore(metadata: InjectedMetadata) {
  const basePath = createBasePath(metadata.serverBasePath);
  const http = createHttpClient({
    basePath,
    version: metadata.version,
    pageUrl: () => window.location.href,
  });
  const toasts = new Toasts();
  const overlays = new Overlays();
  const chrome = new Chrome();
  const application = new Application({
    basePath,
    capabilities: metadata.capabilities,
    overlays,
    setHeaderActionMenu: (mount) => chrome.actionMenu$.next(mount),
    mountNotFound: toMountPoint(
      <EuiEmptyPrompt iconType="alert" title={<h2>Application not found</h2>} />
    ),
  });
  application.currentAppId$.subscribe(() => chrome.reset());
  const uiSettings = createUiSettings(metadata, http);
  const i18n: CoreStart['i18n'] = {
    Context: ({ children }) => (
      <I18nProvider>
        <>{children}</>
      </I18nProvider>
    ),
  };
  return { http, toasts, overlays, chrome, application, uiSettings, i18n };
}

type Core = ReturnType<typeof createCore>;

/** Sets up all plugins, dependencies first, then starts them in the same order; a plugin that throws breaks the whole page. */
async function runPlugins(core: Core, { uiPlugins, lab, env }: InjectedMetadata): Promise<void> {
  const { http, toasts, overlays, chrome, application, uiSettings, i18n } = core;
  const notifications = { toasts };
  const coreStart: CoreStart = {
    application,
    chrome,
    http,
    i18n,
    notifications,
    overlays,
    uiSettings,
  };
  const coreSetup = { application, chrome: chrome.setup, http, notifications, uiSettings };
  const setups = new Map<string, unknown>();
  const starts = new Map<string, unknown>();
  for (const id of lab.simulated) {
    // The core has started before the first plugin is set up: only apps ask for this, which are mounted later.
    const getStartServices = async (): Promise<[CoreStart, object, unknown]> => [coreStart, {}, {}];
    const contract = SIMULATED_PLUGINS[id]?.setup?.({ ...coreSetup, getStartServices }, lab);
    setups.set(id, contract ?? {});
    starts.set(id, contract ?? {});
  }

  const starting: Array<() => Promise<void>> = [];
  for (const { id, plugin, config } of uiPlugins) {
    const { plugin: initialize } = window.__osdBundles__.get(`plugin/${id}/public`);
    const instance = initialize({
      opaqueId: Symbol(id),
      env,
      // The plugin alone knows the type of what its server half exposed.
      config: { get: <T extends object>() => config as T },
    });
    const wanted = [...plugin.requiredPlugins, ...plugin.optionalPlugins];
    const dependencies = (contracts: Map<string, unknown>): object =>
      Object.fromEntries([...contracts].filter(([other]) => wanted.includes(other)));
    let started: (services: [CoreStart, object, unknown]) => void;
    const startServices = new Promise<[CoreStart, object, unknown]>((resolve) => {
      started = resolve;
    });
    const own: CoreSetup = { ...coreSetup, getStartServices: () => startServices };
    setups.set(id, await instance.setup(own, dependencies(setups)));
    starting.push(async () => {
      const theirs = dependencies(starts);
      const contract = await instance.start(coreStart, theirs);
      starts.set(id, contract);
      started([coreStart, theirs, contract]);
    });
  }
  for (const start of starting) await start();
}

function drawPage(
  { chrome, application, uiSettings, toasts, overlays }: Core,
  lab: InjectedMetadata['lab']
) {
  const body = document.createElement('div');
  body.id = 'opensearch-dashboards-body';
  document.body.className = 'coreSystemRootDomElement';
  document.body.replaceChildren(body);
  const container = React.createRef<HTMLDivElement>();
  ReactDOM.render(
    <I18nProvider>
      <div className="content" data-test-subj="opensearchDashboardsChrome">
        <ChromeView chrome={chrome} application={application} uiSettings={uiSettings} lab={lab} />
        <div className="app-wrapper">
          <LabNotice application={application} lab={lab} />
          <div className="application" ref={container} />
        </div>
        <ToastList toasts={toasts} />
        <OverlayLayers overlays={overlays} />
      </div>
    </I18nProvider>,
    body
  );
  if (container.current) application.showIn(container.current);
}

/** Starts the dashboard. Called by `bootstrap.js` once all bundles are loaded. */
export async function startDashboard(): Promise<void> {
  try {
    const metadata = readInjectedMetadata();
    const core = createCore(metadata);
    await runPlugins(core, metadata);
    drawPage(core, metadata.lab);
  } catch (error) {
    console.error(error);
    const prompt = (
      <EuiEmptyPrompt
        iconType="alert"
        title={<h2>Something went wrong</h2>}
        body={<pre>{(error as Error).stack}</pre>}
      />
    );
    ReactDOM.render(prompt, document.body);
  }
}
