import { randomUUID } from 'crypto';
import { of } from 'rxjs';
import type {
  CoreSetup,
  CoreStart,
  IRouter,
  Logger,
  PluginInitializerContext,
} from 'opensearch-dashboards/server';
import { RELEASE } from '../release';
import type { CapabilitiesService } from './capabilities';
import type { PluginConfiguration } from './configuration';
import type { InstalledPlugin } from './manifest';
import type { RouteContextProvider, RouteContexts } from './route_contexts';
import type { ServerBundle } from './server_bundle';

/** A plugin that is on: its manifest, its checked configuration and, where it has a server half, what its bundle exports. */
export interface ReadyPlugin extends InstalledPlugin {
  configuration: PluginConfiguration;
  bundle?: ServerBundle;
}

export interface PluginHost {
  log: Logger;
  http: Omit<CoreSetup['http'], 'createRouter'>;
  coreStart: CoreStart;
  capabilities: CapabilitiesService;
  routeContexts: RouteContexts;
  createRouter: (plugin: ReadyPlugin) => IRouter;
  /** Contracts of the simulated plugins for those that depend on them, at setup and at start. */
  simulated: ReadonlyMap<string, unknown>;
}

interface Running {
  start: () => Promise<void>;
  stop: () => void;
}

/**
 * Sets up, and returns how to start and stop, the server halves of plugins, which are given in the order of their setup. As in OSD
 * one that throws while it is set up or started keeps the whole server from starting.
 */
export async function setUpPlugins(plugins: readonly ReadyPlugin[], host: PluginHost) {
  const setupContracts = new Map(host.simulated);
  const startContracts = new Map(host.simulated);
  const running: Running[] = [];
  for (const plugin of plugins) {
    if (plugin.bundle)
      running.push(await setUp(plugin, plugin.bundle, host, setupContracts, startContracts));
  }
  return {
    start: async () => {
      for (const { start } of running) await start();
    },
    stop: () => [...running].reverse().forEach(({ stop }) => stop()),
  };
}

type Contracts = Map<string, unknown>;

async function setUp(
  plugin: ReadyPlugin,
  { plugin: initialize }: ServerBundle,
  host: PluginHost,
  setupContracts: Contracts,
  startContracts: Contracts
): Promise<Running> {
  const { manifest } = plugin;
  const instance = initialize(initializerContext(plugin, host));
  let started: (services: [CoreStart, object, unknown]) => void;
  const startServices = new Promise<[CoreStart, object, unknown]>((resolve) => {
    started = resolve;
  });
  const core = {
    capabilities: host.capabilities,
    http: {
      ...host.http,
      createRouter: () => host.createRouter(plugin),
      registerRouteHandlerContext: (name: string, provide: RouteContextProvider) =>
        host.routeContexts.register(manifest.id, name, provide),
    },
    getStartServices: () => startServices,
  };
  setupContracts.set(
    manifest.id,
    await instance.setup(core as CoreSetup, dependencies(plugin, setupContracts))
  );
  return {
    start: async () => {
      const theirs = dependencies(plugin, startContracts);
      const own = await instance.start(host.coreStart, theirs);
      startContracts.set(manifest.id, own);
      started([host.coreStart, theirs, own]);
    },
    stop: () => instance.stop?.(),
  };
}

/** Only what the manifest names, and of that only what is there. */
function dependencies({ manifest }: InstalledPlugin, contracts: Contracts): object {
  const wanted = [...manifest.requiredPlugins, ...manifest.optionalPlugins];
  return Object.fromEntries([...contracts].filter(([id]) => wanted.includes(id)));
}

function initializerContext(
  { manifest, configuration }: ReadyPlugin,
  { log }: PluginHost
): PluginInitializerContext {
  return {
    opaqueId: Symbol(manifest.id),
    env: {
      mode: { name: 'production', dev: false, prod: true },
      packageInfo: RELEASE,
      instanceUuid: randomUUID(),
    },
    logger: { get: (...path) => log.get('plugins', manifest.id, ...path) },
    config: {
      legacy: {
        globalConfig$: of({ opensearchDashboards: { index: '.kibana' }, path: { data: 'data' } }),
      },
      // The values are what the plugin's own schema made of them; only the plugin knows their type.
      create: <T>() => of(configuration.values as unknown as T),
      createIfExists: <T>() => of(configuration.values as unknown as T),
    },
  };
}
