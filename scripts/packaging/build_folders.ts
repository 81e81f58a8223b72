import { join } from 'node:path';

export interface BuildFolders {
  /** Folder with package.json and the sources. */
  readonly root: string;
  /** Gets `public/`, `server/` and the mark that tells what they were built from. */
  readonly target: string;
  /** Gets the zips; what lies there is removed first. */
  readonly zips: string;
}

/** Folders in which a project builds. */
export function buildFoldersOf(root: string): BuildFolders {
  return { root, target: join(root, 'target'), zips: join(root, 'build') };
}
