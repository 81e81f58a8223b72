import type { Observable } from 'rxjs';
import type { Type } from '@osd/config-schema';
import type { EnvironmentMode, PackageInfo } from '../environment';
import type { CoreSetup, CoreStart } from '.';
import type { LoggerFactory } from './logging';

export type PluginOpaqueId = symbol;

/** A part of the host's own settings, which plugins may read. */
export interface SharedGlobalConfig {
  readonly opensearchDashboards: { readonly index: string };
  readonly path: { readonly data: string };
}

export interface PluginInitializerContext<ConfigSchema = unknown> {
  opaqueId: PluginOpaqueId;
  env: {
    mode: EnvironmentMode;
    packageInfo: Readonly<PackageInfo>;
    instanceUuid: string;
  };
  logger: LoggerFactory;
  config: {
    legacy: { globalConfig$: Observable<SharedGlobalConfig> };
    create: <T = ConfigSchema>() => Observable<T>;
    createIfExists: <T = ConfigSchema>() => Observable<T | undefined>;
  };
}

export interface Plugin<
  TSetup = void,
  TStart = void,
  TPluginsSetup extends object = object,
  TPluginsStart extends object = object
> {
  setup(core: CoreSetup, plugins: TPluginsSetup): TSetup | Promise<TSetup>;
  start(core: CoreStart, plugins: TPluginsStart): TStart | Promise<TStart>;
  stop?(): void;
}

export type PluginInitializer<
  TSetup,
  TStart,
  TPluginsSetup extends object = object,
  TPluginsStart extends object = object
> = (core: PluginInitializerContext) => Plugin<TSetup, TStart, TPluginsSetup, TPluginsStart>;

type ConfigValues = Record<string, unknown>;

/** A function that is given the whole configuration, the path of the plugin's part of it and where to say what was found. */
export type ConfigDeprecation = (
  config: ConfigValues,
  fromPath: string,
  logger: (message: string) => void
) => ConfigValues;

/** Keys are given without the plugin's own path. */
export interface ConfigDeprecationFactory {
  rename(oldKey: string, newKey: string): ConfigDeprecation;
  unused(unusedKey: string): ConfigDeprecation;
}

export type ConfigDeprecationProvider = (factory: ConfigDeprecationFactory) => ConfigDeprecation[];

export interface PluginConfigDescriptor<T> {
  deprecations?: ConfigDeprecationProvider;
  exposeToBrowser?: { [P in keyof T]?: boolean };
  schema: Type<T>;
}
