/**
 * The part of OpenSearch Dashboards' server that a plugin of ours uses, 2.13 to 2.19, written by hand because the host's
 * packages are on no registry. Where the host says `any`, this says `unknown`: code that passes here passes there. It is held
 * against a real source tree by `npm run typecheck -- --osd-tree PATH`.
 */
import type { Capabilities } from '../capabilities';
import type { HttpServiceSetup, HttpServiceStart, OpenSearchDashboardsRequest } from './http';
import type { IScopedClusterClient, OpenSearchServiceStart } from './opensearch';
import type { IUiSettingsClient } from './ui_settings';

export type { Capabilities } from '../capabilities';
export type { EnvironmentMode, PackageInfo } from '../environment';
export type {
  CustomHttpResponseOptions,
  ErrorHttpResponseOptions,
  Headers,
  HttpResponseOptions,
  HttpResponsePayload,
  HttpServerInfo,
  HttpServiceSetup,
  HttpServiceStart,
  IBasePath,
  IOpenSearchDashboardsResponse,
  IRouter,
  OpenSearchDashboardsRequest,
  OpenSearchDashboardsResponseFactory,
  RequestHandler,
  ResponseError,
  ResponseErrorAttributes,
  ResponseHeaders,
  RouteConfig,
  RouteConfigOptions,
  RouteMethod,
  RouteRegistrar,
  RouteValidatorConfig,
} from './http';
export type { Logger, LoggerFactory, LogMeta } from './logging';
export type {
  IClusterClient,
  IScopedClusterClient,
  OpenSearchClient,
  OpenSearchServiceStart,
} from './opensearch';
export type {
  ConfigDeprecation,
  ConfigDeprecationFactory,
  ConfigDeprecationProvider,
  Plugin,
  PluginConfigDescriptor,
  PluginInitializer,
  PluginInitializerContext,
  PluginOpaqueId,
  SharedGlobalConfig,
} from './plugins';
export type { IUiSettingsClient } from './ui_settings';

/**
 * The context a route's handler gets. It stands in this very file so that a plugin that adds to it (`wazuh_core`) can do so with `declare
 * module 'opensearch-dashboards/server'`, here and in the host's tree alike.
 */
export interface RequestHandlerContext {
  core: {
    opensearch: { client: IScopedClusterClient };
    uiSettings: { client: IUiSettingsClient };
  };
}

export interface CapabilitiesSetup {
  registerProvider(provider: () => Partial<Capabilities>): void;
  registerSwitcher(
    switcher: (
      request: OpenSearchDashboardsRequest,
      uiCapabilities: Capabilities
    ) => Partial<Capabilities> | Promise<Partial<Capabilities>>
  ): void;
}

export interface CapabilitiesStart {
  resolveCapabilities(request: OpenSearchDashboardsRequest): Promise<Capabilities>;
}

/** Resolves when the host and all that this plugin depends on have started. */
export type StartServicesAccessor<
  TPluginsStart extends object = object,
  TStart = unknown
> = () => Promise<[CoreStart, TPluginsStart, TStart]>;

export interface CoreSetup<TPluginsStart extends object = object, TStart = unknown> {
  capabilities: CapabilitiesSetup;
  http: HttpServiceSetup;
  getStartServices: StartServicesAccessor<TPluginsStart, TStart>;
}

export interface CoreStart {
  capabilities: CapabilitiesStart;
  http: HttpServiceStart;
  opensearch: OpenSearchServiceStart;
}
