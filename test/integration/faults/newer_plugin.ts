import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../../../common/ledger/endpoint_document';
import { projectRoot } from '../../../scripts/project_root';

/** Version of the documents that the newer plugin writes. */
export const NEWER_SCHEMA = SCHEMA_VERSION + 1;

/** Places of the built server that name the version: where it is defined, and where the bundler has put the number itself. */
const VERSION_IN_BUNDLE = new RegExp(
  `(SCHEMA_VERSION(?: =|[^;\\n]{0,10}\\*/)\\s*)${SCHEMA_VERSION}\\b`,
  'g'
);

/** The plugin as built, as a later version of it: it writes documents of a newer version. */
export class NewerPlugin {
  private constructor(readonly directory: string) {}

  static copy(): NewerPlugin {
    const directory = mkdtempSync(join(tmpdir(), 'newer-plugin-'));
    for (const part of ['opensearch_dashboards.json', 'target']) {
      cpSync(join(projectRoot, part), join(directory, part), { recursive: true });
    }
    const entry = join(directory, 'target', 'server', 'index.js');
    const bundle = readFileSync(entry, 'utf8');
    const raised = bundle.replace(VERSION_IN_BUNDLE, `$1${NEWER_SCHEMA}`);
    if (raised === bundle) throw new Error('the built server names no version of the ledger');
    writeFileSync(entry, raised);
    return new NewerPlugin(directory);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
