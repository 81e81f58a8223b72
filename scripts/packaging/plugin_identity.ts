import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PluginIdentity {
  /** Camel case: the folder in the zip, the browser bundle and its public path are named after it. */
  readonly id: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
  /** All of opensearch_dashboards.json. The host refuses a manifest with a key that it does not know. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

function readJson(path: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error(`${path} is not a JSON object`);
  }
  return Object.fromEntries(Object.entries(parsed));
}

function readText(from: Record<string, unknown>, key: string, path: string): string {
  const value = from[key];
  if (typeof value !== 'string' || value === '') {
    throw new Error(`${path}: "${key}" is missing`);
  }
  return value;
}

/** Throws where package.json and opensearch_dashboards.json do not say the same name and version. */
export function readPluginIdentity(root: string): PluginIdentity {
  const manifestPath = join(root, 'opensearch_dashboards.json');
  const packagePath = join(root, 'package.json');
  const manifest = readJson(manifestPath);
  const packageJson = readJson(packagePath);
  const id = readText(manifest, 'id', manifestPath);
  const version = readText(manifest, 'version', manifestPath);
  const packageName = readText(packageJson, 'name', packagePath);
  const packageVersion = readText(packageJson, 'version', packagePath);
  if (packageName !== id || packageVersion !== version) {
    throw new Error(
      `package.json is ${packageName} ${packageVersion}, opensearch_dashboards.json is ${id} ${version}: make them the same`
    );
  }
  return {
    id,
    version,
    license: readText(packageJson, 'license', packagePath),
    description: readText(packageJson, 'description', packagePath),
    manifest,
  };
}
