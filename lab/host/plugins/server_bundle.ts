import { existsSync, readFileSync } from 'fs';
import { builtinModules } from 'module';
import { dirname, join } from 'path';
import type { PluginInitializer } from 'opensearch-dashboards/server';
import * as configSchema from '../../osd/config_schema';
import type { LabClock } from '../../lab_clock';
import type { ConfigDescriptor } from './configuration';
import { pluginGlobals } from './plugin_globals';

export interface ServerBundle {
  plugin: PluginInitializer<unknown, unknown>;
  config?: ConfigDescriptor;
}

/** Entry files of an unpacked zip, or of a working tree after `npm run build`. */
const ENTRIES = ['server/index.js', 'target/server/index.js'];

/**
 * Runs the built server half of a plugin as it is. Beside Node's own modules it finds `@osd/config-schema` and nothing else: what
 * OSD's `node_modules` hold besides is an accident that no plugin may build on.
 * @param time that the plugin takes for the machine's; the machine's own where left out
 * @throws where there is no server bundle, or where it asks for another module.
 */
export function loadServerBundle(directory: string, time?: LabClock): ServerBundle {
  const entry = ENTRIES.map((path) => join(directory, path)).find(existsSync);
  if (!entry) {
    throw new Error(
      `No built server in ${directory}: run "npm run build" (looked for ${ENTRIES.join(', ')}).`
    );
  }
  const globals = time ? Object.entries(pluginGlobals(time)) : [];
  return run(entry, globals, new Map()) as ServerBundle;
}

type Globals = ReadonlyArray<readonly [name: string, value: unknown]>;

function run(file: string, globals: Globals, loaded: Map<string, { exports: unknown }>): unknown {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} as unknown };
  loaded.set(file, module);
  if (file.endsWith('.json')) {
    module.exports = JSON.parse(readFileSync(file, 'utf8'));
    return module.exports;
  }
  const requireFromBundle = (id: string): unknown => {
    if (builtinModules.includes(id.replace(/^node:/, ''))) return require(id);
    if (id === '@osd/config-schema') return configSchema;
    if (!id.startsWith('.')) throw new Error(`Cannot find module '${id}' (required by ${file}).`);
    const path = join(dirname(file), id);
    const found = [path, `${path}.js`, join(path, 'index.js')].find(
      (each) => /\.js(on)?$/.test(each) && existsSync(each)
    );
    if (!found) throw new Error(`Cannot find module '${id}' (required by ${file}).`);
    return run(found, globals, loaded);
  };
  // Node's own require would look for the bundle's modules on this machine; the source URL keeps stack traces readable.
  const source = `${readFileSync(file, 'utf8')}\n//# sourceURL=${file}`;
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  const wrapped = new Function(...names, ...globals.map(([name]) => name), source);
  const values = globals.map(([, value]) => value);
  wrapped(module.exports, requireFromBundle, module, file, dirname(file), ...values);
  return module.exports;
}
