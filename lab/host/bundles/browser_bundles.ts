import { execFile } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import { projectRoot } from '../../../scripts/project_root';

/** Folders of what the browser loads before any plugin. */
export interface BrowserBundles {
  core: string;
  'osd-ui-shared-deps': string;
}

let making: Promise<BrowserBundles> | undefined;

/** Built once for each state of the sources and of the lock file, and kept in `.lab/host`. */
export function browserBundles(): Promise<BrowserBundles> {
  making ??= make().catch((error: unknown) => {
    making = undefined;
    throw error;
  });
  return making;
}

async function make(): Promise<BrowserBundles> {
  const folder = join(projectRoot, '.lab', 'host', digest());
  if (!existsSync(join(folder, 'finished'))) {
    // In a process of its own: the bundler is an ES module, which the test runner cannot load.
    const script = join(__dirname, 'make_bundles.ts');
    const args = ['--import', 'tsx', script, folder];
    await promisify(execFile)(process.execPath, args, { cwd: projectRoot });
  }
  return {
    core: join(folder, 'core'),
    'osd-ui-shared-deps': join(folder, 'osd-ui-shared-deps'),
  };
}

const SOURCES = [
  'lab/host/browser',
  'lab/host/bundles',
  'lab/osd',
  'lab/wazuh_pages',
  'scripts/packaging',
];

function digest(): string {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot, 'package-lock.json')));
  for (const folder of SOURCES) {
    const path = join(projectRoot, folder);
    for (const name of readdirSync(path).sort()) {
      hash.update(name).update(readFileSync(join(path, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
