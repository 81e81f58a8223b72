import { resolve } from 'path';
import type { Server } from '@hapi/hapi';
import type { CoreStart, RequestHandlerContext } from 'opensearch-dashboards/server';
import type { DiscoverHit } from '../../types/discover';
import type { LabClock } from '../lab_clock';
import type { WazuhAgent } from '../wazuh_pages/wazuh_agent';
import type { PagesVersion } from '../wazuh_pages/wazuh_version';
import { browserBundles } from './bundles/browser_bundles';
import { refusal } from './http/answer';
import { createBasePath } from './browser/base_path';
import { DISCOVER_DOCUMENTS_PATH, WAZUH_AGENTS_PATH } from './browser/list_paths';
import { BUNDLES, registerPage } from './http/page';
import { toDashboardsRequest } from './http/request';
import { createRouter } from './http/router';
import { createHttpServer } from './http/server';
import { serveFiles } from './http/static_files';
import { consoleSink, createLogger } from './log';
import type { LogSink } from './log';
import { createOpenSearchClients } from './opensearch/clients';
import type { OpenSearchOptions } from './opensearch/clients';
import { CapabilitiesService } from './plugins/capabilities';
import { readConfiguration, refuseUnclaimed } from './plugins/configuration';
import { setUpPlugins } from './plugins/lifecycle';
import type { ReadyPlugin } from './plugins/lifecycle';
import { inSetupOrder, readPlugin } from './plugins/manifest';
import { RouteContexts } from './plugins/route_contexts';
import { loadServerBundle } from './plugins/server_bundle';
import { RELEASE, SERVER_NAME } from './release';
import { UiSettings } from './ui_settings';
import { DEFAULT_USERS, signedIn } from './users';
import type { LabUser, Security } from './users';
import { registerLogin } from './wazuh_core/login_route';
import type { WazuhCoreOptions } from './wazuh_core/options';
import { createWazuhCore } from './wazuh_core/plugin';

export interface HostOptions {
  /** 0, the default, for a free one. It listens on 127.0.0.1 only. */
  port?: number;
  /** `server.basePath`, such as `/dash`, with `rewriteBasePath`; none by default. */
  basePath?: string;
  /** Built plugins: unpacked zips, or working trees after `npm run build`. */
  pluginDirectories: readonly string[];
  /** Content of `opensearch_dashboards.yml`; dots in keys are levels. */
  configuration?: Record<string, unknown>;
  opensearch: Pick<OpenSearchOptions, 'url' | 'internalUser'>;
  security?: Security;
  /** Users to choose from in the header; the first one is signed in until then. */
  users?: readonly LabUser[];
  /** The simulated plugin `wazuhCore`; left out, it is not installed. */
  wazuhCore?: WazuhCoreOptions;
  log?: LogSink;
  /** Time that plugins take for the machine's, which a test can turn forward; the machine's own by default. */
  time?: LabClock;
  /** Bytes; OSD's own 1,048,576 by default. */
  maxPayloadBytes?: number;
  customResponseHeaders?: Record<string, string>;
  /** Stands above every page: what about this lab is not as it would be on a real dashboard. */
  notice?: string;
  /** Links beside the notice, such as to the lab's panel; paths without the base path. */
  links?: ReadonlyArray<{ label: string; href: string }>;
  /** The lab's own routes, such as its panel; they are no part of OSD. */
  registerRoutes?: (server: Server) => void;
  /** Wazuh's own pages; those of 4.12 without an agent by default. */
  wazuhPages?: WazuhPages;
  /** Documents that Discover lists; none by default. */
  discoverDocuments?: () => Promise<readonly DiscoverHit[]>;
}

/** Wazuh's own pages: their shape, and the agents that they know. */
export interface WazuhPages {
  version: PagesVersion;
  agents: () => readonly WazuhAgent[];
}

export interface Host {
  /** URL of the dashboard, with the base path and no closing slash. */
  url: string;
  /** Builds the browser's half of the host, which the first page would otherwise wait for (some seconds, kept in `.lab`). */
  prepareBrowser(): Promise<void>;
  stop(): Promise<void>;
}

/** Simulated plugins that are always there; they have no server contract that a plugin of ours would call. */
const SIMULATED = ['navigation', 'data', 'opensearchDashboardsReact', 'discover', 'wazuh'];

/**
 * Runs built plugins as OpenSearch Dashboards 2.19.1 does.
 * @throws where OSD does not start: a manifest, a configuration or a route that it refuses, or a plugin that throws.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { security = 'none', users = DEFAULT_USERS, configuration = {} } = options;
  const { wazuhPages = { version: '4.12', agents: () => [] } } = options;
  const log = createLogger(options.log ?? consoleSink);
  const basePath = createBasePath(options.basePath ?? '');
  const server = createHttpServer({
    port: options.port ?? 0,
    basePath,
    maxPayloadBytes: options.maxPayloadBytes ?? 1_048_576,
    customResponseHeaders: options.customResponseHeaders ?? {},
  });
  const opensearch = createOpenSearchClients({ ...options.opensearch, security, users });
  const uiSettings = new UiSettings();
  const capabilities = new CapabilitiesService();
  const http = {
    basePath,
    getServerInfo: () => ({
      name: SERVER_NAME,
      hostname: '127.0.0.1',
      port: Number(server.info.port),
      protocol: 'http' as const,
    }),
  };
  const coreStart: CoreStart = { capabilities, http, opensearch };
  const routeContexts = new RouteContexts(
    (request): RequestHandlerContext => ({
      core: {
        opensearch: { client: opensearch.client.asScoped(request) },
        uiSettings: { client: { get: async <T>(key: string) => uiSettings.get(key) as T } },
      },
    })
  );

  const wazuhCore =
    options.wazuhCore &&
    createWazuhCore(options.wazuhCore, security, log.get('plugins', 'wazuhCore'));
  if (wazuhCore) {
    routeContexts.register('wazuhCore', 'wazuh_core', wazuhCore.routeContext);
    const wazuh = { id: 'wazuh', requiredPlugins: ['wazuhCore'], optionalPlugins: [] };
    registerLogin(createRouter(server, (request) => routeContexts.of(wazuh, request), log));
  }

  const simulated = new Map<string, unknown>(SIMULATED.map((id) => [id, {}]));
  if (wazuhCore) simulated.set('wazuhCore', wazuhCore.contract);
  const plugins = readPlugins(options, configuration, [...simulated.keys()], log);
  const lifecycle = await setUpPlugins(plugins, {
    log,
    http,
    coreStart,
    capabilities,
    routeContexts,
    createRouter: ({ manifest }) =>
      createRouter(server, (request) => routeContexts.of(manifest, request), log.get('http')),
    simulated,
  });

  server.ext('onPreAuth', ({ path, headers }, h) => {
    const known = security === 'none' || signedIn(headers.cookie, users);
    if (path.startsWith('/api/') && !known) throw refusal(401, 'Authentication required');
    return h.continue;
  });
  uiSettings.registerRoute(server);
  registerBundles(server, plugins);
  const inBrowser = plugins.filter(({ manifest }) => manifest.ui);
  registerPage(server, async (request) => ({
    basePath,
    pluginIds: inBrowser.map(({ manifest }) => manifest.id),
    darkMode: uiSettings.get('theme:darkMode') === true,
    metadata: {
      version: RELEASE.version,
      buildNumber: RELEASE.buildNum,
      branch: RELEASE.branch,
      basePath: basePath.serverBasePath,
      serverBasePath: basePath.serverBasePath,
      env: { mode: { name: 'production', dev: false, prod: true }, packageInfo: RELEASE },
      i18n: { translationsUrl: basePath.prepend('/translations/en.json') },
      legacyMetadata: { uiSettings: uiSettings.forPage() },
      uiPlugins: inBrowser.map(({ manifest, configuration: { inPage } }) => ({
        id: manifest.id,
        plugin: manifest,
        config: inPage,
      })),
      capabilities: await capabilities.resolveCapabilities(toDashboardsRequest(request, false)),
      lab: {
        simulated: [...simulated.keys()],
        hosts: (options.wazuhCore?.hosts ?? []).map(({ id }) => id),
        users: security === 'none' ? [] : users.map(({ name }) => name),
        user: security === 'none' ? undefined : signedIn(request.headers.cookie, users)?.name,
        notice: options.notice,
        links: options.links ?? [],
        wazuhPages: wazuhPages.version,
      },
    },
  }));
  registerLists(server, wazuhPages, options.discoverDocuments ?? (async () => []));
  options.registerRoutes?.(server);

  await wazuhCore?.start();
  await lifecycle.start();
  await server.start();
  return {
    url: `http://127.0.0.1:${server.info.port}${basePath.serverBasePath}`,
    prepareBrowser: async () => {
      await browserBundles();
    },
    stop: async () => {
      lifecycle.stop();
      await server.stop({ timeout: 1000 });
      await opensearch.close();
    },
  };
}

function readPlugins(
  { pluginDirectories: directories, time }: HostOptions,
  configuration: Record<string, unknown>,
  simulated: readonly string[],
  log: ReturnType<typeof createLogger>
): ReadyPlugin[] {
  const installed = directories.map((directory) => readPlugin(resolve(directory)));
  refuseUnclaimed(
    configuration,
    installed.map(({ manifest }) => manifest)
  );
  const ready = installed.map((plugin) => {
    const bundle = plugin.manifest.server ? loadServerBundle(plugin.directory, time) : undefined;
    const own = readConfiguration(
      configuration,
      plugin.manifest,
      bundle?.config,
      log.get('config')
    );
    return { ...plugin, bundle, configuration: own };
  });
  const enabled = ready.filter((plugin) => plugin.configuration.enabled);
  return inSetupOrder(enabled, simulated, ({ manifest }, missing) =>
    log.info(
      `Plugin "${manifest.id}" has been disabled since the following direct or transitive dependencies are missing or disabled: [${missing}]`
    )
  );
}

function registerLists(
  server: Server,
  { agents }: WazuhPages,
  documents: () => Promise<readonly DiscoverHit[]>
) {
  const lists = [
    [WAZUH_AGENTS_PATH, async () => [...agents()]],
    [DISCOVER_DOCUMENTS_PATH, async () => [...(await documents())]],
  ] as const;
  for (const [path, handler] of lists) server.route({ method: 'GET', path, handler });
}

function registerBundles(server: Server, plugins: readonly ReadyPlugin[]) {
  for (const part of ['core', 'osd-ui-shared-deps'] as const) {
    serveFiles(server, `${BUNDLES}/${part}`, async () => (await browserBundles())[part]);
  }
  for (const { directory, manifest } of plugins.filter((plugin) => plugin.manifest.ui)) {
    serveFiles(server, `${BUNDLES}/plugin/${manifest.id}`, () =>
      resolve(directory, 'target/public')
    );
  }
}
