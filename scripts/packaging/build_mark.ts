import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildFolders } from './build_folders';

type Folders = Pick<BuildFolders, 'root' | 'target'>;

/** Everything the built plugin depends on. */
const inputs = [
  'common',
  'server',
  'public',
  'docs',
  'scripts/packaging',
  'opensearch_dashboards.json',
  'package.json',
  'package-lock.json',
  'LICENSE',
];

function filesUnder(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** The same where nothing that the built plugin depends on has changed; tests beside the sources do not count. */
function sourceDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((path) => filesUnder(root, path))) {
    if (!/\.test\.tsx?$/.test(file)) {
      const content = readFileSync(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** A note in the target folder of what was built from which sources. */
export class BuildMark {
  private constructor(private readonly path: string, private readonly digest: string) {}

  private static of({ root, target }: Folders): BuildMark {
    return new BuildMark(join(target, '.built-from'), sourceDigest(root));
  }

  /** Takes the last build's mark away, so that a build that fails leaves none. */
  static begin(folders: Folders): BuildMark {
    const mark = BuildMark.of(folders);
    rmSync(mark.path, { force: true });
    return mark;
  }

  /** True if the last build finished, and was made from the sources as they are now. */
  static isUpToDate(folders: Folders): boolean {
    const { path, digest } = BuildMark.of(folders);
    return existsSync(path) && readFileSync(path, 'utf8') === digest;
  }

  finish(): void {
    writeFileSync(this.path, this.digest);
  }
}
