import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuiltZip } from '../../integration/packaging/built_zips';

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

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
