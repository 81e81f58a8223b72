import type { HostVersion } from './host_versions';
import type { PluginIdentity } from './plugin_identity';

export interface BuiltPlugin {
  readonly identity: PluginIdentity;
  /** Paths as in the zip, below the plugin's folder. The same for every version of the host. */
  readonly files: ReadonlyMap<string, Buffer>;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** All files of the zip for one version of the host, by their path in the zip. */
export function pluginFiles(
  { identity, files }: BuiltPlugin,
  hostVersion: HostVersion
): ReadonlyMap<string, Buffer> {
  const folder = `opensearch-dashboards/${identity.id}`;
  const { id, version, license, description } = identity;
  return new Map([
    [
      `${folder}/opensearch_dashboards.json`,
      json({ ...identity.manifest, opensearchDashboardsVersion: hostVersion }),
    ],
    [
      `${folder}/package.json`,
      json({
        name: id,
        version,
        description,
        license,
        private: true,
        opensearchDashboards: { version: hostVersion },
      }),
    ],
    ...[...files].map(([path, content]): [string, Buffer] => [`${folder}/${path}`, content]),
  ]);
}

export function zipName({ id, version }: PluginIdentity, hostVersion: HostVersion): string {
  return `${id}-${version}_${hostVersion}.zip`;
}
