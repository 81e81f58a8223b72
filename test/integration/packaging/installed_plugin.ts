import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { projectRoot } from '../../../scripts/project_root';
import type { BuiltZip } from './built_zips';

/** Packages of the host that a command of the plugin or the stand-in for `@osd/config-schema` takes. */
const OF_THE_HOST = ['@opensearch-project/opensearch', 'js-yaml', 'lodash', 'moment'];

/** The host's own package that is on no registry; what stands in for it is in `lab/osd`. */
const CONFIG_SCHEMA = '@osd/config-schema';

/** A zip's files in a folder of their own, where the plugin finds no package of the project by chance. */
export class InstalledPlugin {
  private readonly root = mkdtempSync(join(tmpdir(), 'endpoint-isolation-installed-'));
  readonly folder = join(this.root, 'plugins', 'endpointIsolation');

  constructor(zip: BuiltZip) {
    for (const [path, { content, mode }] of zip.entries) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode: mode & 0o777 });
    }
  }

  /** Puts around the plugin what a host has in its `node_modules`, for a command that is run there. */
  installHost(): void {
    const modules = join(this.root, 'node_modules');
    for (const name of OF_THE_HOST) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(projectRoot, 'node_modules', name), join(modules, name));
    }
    const schema = join(modules, CONFIG_SCHEMA);
    mkdirSync(schema, { recursive: true });
    writeFileSync(join(schema, 'package.json'), '{"main":"config_schema.js"}');
    const sources = join(projectRoot, 'lab', 'osd');
    for (const name of readdirSync(sources)) {
      if (!/^config_\w+\.ts$/.test(name)) continue;
      const { code } = transformFileSync(join(sources, name), {
        jsc: { target: 'es2020', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      });
      writeFileSync(join(schema, name.replace(/\.ts$/, '.js')), code);
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
