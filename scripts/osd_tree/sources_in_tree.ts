import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const shippedFolders = ['common', 'server', 'public'];

/** Our types of plugins that a source tree of OpenSearch Dashboards doesn't have. It has its own types itself. */
const typesOfOthers = ['wazuh_core.ts', 'discover.ts'];

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/**
 * A copy of the sources that ship, without manifest, in the `plugins` folder of a source tree of OpenSearch Dashboards, where its
 * modules are found as they are for any plugin there.
 */
export class SourcesInTree {
  readonly folder: string;
  readonly configFile: string;

  constructor(projectRoot: string, tree: string) {
    this.folder = join(tree, 'plugins', 'endpointIsolation_typecheck');
    this.configFile = join(this.folder, 'tsconfig.json');
    this.remove();
    for (const name of shippedFolders) {
      cpSync(join(projectRoot, name), join(this.folder, name), {
        recursive: true,
        filter: (path) => !isTest(path),
      });
    }
    for (const name of typesOfOthers) {
      cpSync(join(projectRoot, 'types', name), join(this.folder, 'types', name));
    }
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) {
      const link = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(projectRoot, 'node_modules', name), link);
    }
    writeFileSync(
      this.configFile,
      JSON.stringify({
        extends: '../../tsconfig.base.json',
        compilerOptions: { noEmit: true, incremental: false, skipLibCheck: true },
        include: [...shippedFolders, 'types', '../../typings'].map((name) => `${name}/**/*`),
      })
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
