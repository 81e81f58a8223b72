import { get, isPlainObject, merge, set, unset } from 'lodash';
import type { ConfigDeprecationFactory, Logger } from 'opensearch-dashboards/server';
import { isConfigSchema } from '../../osd/config_schema';
import { snakeCase } from './manifest';
import type { Manifest } from './manifest';

type Values = Record<string, unknown>;

/** The `config` export of a server bundle, unchecked. */
export interface ConfigDescriptor {
  schema?: unknown;
  exposeToBrowser?: Record<string, boolean>;
  deprecations?: (
    factory: ConfigDeprecationFactory
  ) => Array<(config: Values, fromPath: string, logger: (message: string) => void) => Values>;
}

export interface PluginConfiguration {
  enabled: boolean;
  values: Values;
  /** The part of `values` that stands in the HTML of every page. */
  inPage: Values;
}

const pathOf = ({ configPath }: Manifest) => [configPath].flat().join('.');

/** `opensearch_dashboards.yml` as OSD reads it: dots in keys are levels. */
export function expandKeys(configuration: Values): Values {
  const expanded: Values = {};
  for (const [key, value] of Object.entries(configuration)) {
    merge(expanded, set({}, key, isPlainObject(value) ? expandKeys(Object(value)) : value));
  }
  return expanded;
}

/** @throws where a key of the configuration belongs to no plugin that is installed: OSD does not start then. */
export function refuseUnclaimed(configuration: Values, manifests: readonly Manifest[]) {
  const left = expandKeys(configuration);
  manifests.forEach((manifest) => unset(left, pathOf(manifest)));
  const keys = leaves(left);
  if (keys.length > 0) {
    throw new Error(
      `Unknown configuration key(s): ${keys
        .map((key) => `"${key}"`)
        .join(', ')}. Check for spelling errors and ensure that expected plugins are installed.`
    );
  }
}

function leaves(values: Values, prefix = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    isPlainObject(value) ? leaves(Object(value), `${prefix}${key}.`) : [prefix + key]
  );
}

/**
 * One plugin's part of the configuration, renamed keys first, then checked with its schema.
 * @throws ValidationError for an unknown key or a bad value: OSD does not start then.
 */
export function readConfiguration(
  configuration: Values,
  manifest: Manifest,
  descriptor: ConfigDescriptor | undefined,
  log: Logger
): PluginConfiguration {
  const path = pathOf(manifest);
  let all = expandKeys(configuration);
  for (const deprecation of descriptor?.deprecations?.(deprecationFactory) ?? []) {
    all = deprecation(all, path, (message) => log.warn(message));
  }
  const raw = Object(get(all, path) ?? {});
  const schema = descriptor?.schema;
  if (schema !== undefined && !isConfigSchema(schema)) {
    throw new Error('Configuration schema expected to be an instance of Type');
  }
  const values = schema ? Object(schema.validate(raw, {}, `config validation of [${path}]`)) : raw;
  return {
    enabled: (values.enabled ?? raw.enabled) !== false,
    values,
    inPage: inPage(values, manifest, descriptor?.exposeToBrowser ?? {}),
  };
}

/**
 * OSD 2.19 puts the whole configuration of a plugin whose path is the snake_case of its id into every page, whatever
 * `exposeToBrowser` says (measured); of any other path only the keys that are named there.
 */
function inPage(values: Values, manifest: Manifest, expose: Record<string, boolean>): Values {
  if (pathOf(manifest) === snakeCase(manifest.id)) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => expose[key]));
}

const deprecationFactory: ConfigDeprecationFactory = {
  rename: (oldKey, newKey) => (config, fromPath, log) => {
    const [from, to] = [`${fromPath}.${oldKey}`, `${fromPath}.${newKey}`];
    const value = get(config, from);
    if (value === undefined) return config;
    unset(config, from);
    const replaced = `"${from}" is deprecated and has been replaced by "${to}"`;
    if (get(config, to) === undefined) {
      set(config, to, value);
      log(replaced);
    } else {
      log(`${replaced}. However both key are present, ignoring "${from}"`);
    }
    return config;
  },
  unused: (unusedKey) => (config, fromPath, log) => {
    const path = `${fromPath}.${unusedKey}`;
    if (get(config, path) === undefined) return config;
    unset(config, path);
    log(`${path} is deprecated and is no longer used`);
    return config;
  },
};
