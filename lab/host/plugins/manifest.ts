import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { schema } from '../../osd/config_schema';
import { RELEASE } from '../release';

/** `opensearch_dashboards.json` of an installed plugin, as it is listed in the injected metadata too. */
export interface Manifest {
  id: string;
  version: string;
  opensearchDashboardsVersion: string;
  configPath: string | string[];
  server: boolean;
  ui: boolean;
  requiredPlugins: string[];
  optionalPlugins: string[];
  requiredBundles: string[];
  extraPublicDirs: string[];
}

export interface InstalledPlugin {
  directory: string;
  manifest: Manifest;
}

const names = () => schema.arrayOf(schema.string(), { defaultValue: [] });

const manifestSchema = schema.object({
  id: schema.string({
    validate: (id: string) =>
      /^[a-z][A-Za-z0-9]*$/.test(id) ? undefined : 'Plugin "id" must be camelCase.',
  }),
  version: schema.string(),
  opensearchDashboardsVersion: schema.string({ defaultValue: RELEASE.version }),
  configPath: schema.maybe(schema.oneOf([schema.string(), schema.arrayOf(schema.string())])),
  server: schema.boolean({ defaultValue: false }),
  ui: schema.boolean({ defaultValue: false }),
  requiredPlugins: names(),
  optionalPlugins: names(),
  requiredBundles: names(),
  extraPublicDirs: names(),
});

export const snakeCase = (id: string) =>
  id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @throws where OSD does not start: no manifest, an unknown key, another version of OSD. */
export function readPlugin(directory: string): InstalledPlugin {
  const path = join(directory, 'opensearch_dashboards.json');
  if (!existsSync(path))
    throw new Error(`No plugin in ${directory}: it has no opensearch_dashboards.json.`);
  const read = manifestSchema.validate(JSON.parse(readFileSync(path, 'utf8')), {}, path);
  const manifest = read as Manifest;
  if (manifest.opensearchDashboardsVersion !== RELEASE.version) {
    throw new Error(
      `Plugin "${manifest.id}" is only compatible with OpenSearch Dashboards version "${manifest.opensearchDashboardsVersion}", but used OpenSearch Dashboards version is "${RELEASE.version}".`
    );
  }
  return {
    directory,
    manifest: { ...manifest, configPath: manifest.configPath ?? snakeCase(manifest.id) },
  };
}

/**
 * The plugins that can be set up, those that others depend on first.
 * @param present ids that need no folder: the host's simulated plugins.
 * @param skipped told for each plugin that is left out because one that it requires is not there.
 */
export function inSetupOrder<P extends InstalledPlugin>(
  plugins: readonly P[],
  present: readonly string[],
  skipped: (plugin: P, missing: string[]) => void
): P[] {
  const ordered: P[] = [];
  const known = () => [...present, ...ordered.map(({ manifest }) => manifest.id)];
  let waiting = [...plugins];
  for (let progressed = true; progressed; ) {
    const ids = waiting.map(({ manifest }) => manifest.id);
    const ready = waiting.filter(
      ({ manifest }) =>
        manifest.requiredPlugins.every((id) => known().includes(id)) &&
        !manifest.optionalPlugins.some((id) => ids.includes(id))
    );
    ordered.push(...ready);
    waiting = waiting.filter((plugin) => !ready.includes(plugin));
    progressed = ready.length > 0;
  }
  for (const plugin of waiting) {
    skipped(
      plugin,
      plugin.manifest.requiredPlugins.filter((id) => !known().includes(id))
    );
  }
  return ordered;
}
