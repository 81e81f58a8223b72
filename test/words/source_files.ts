import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project_root';

/** A file of the repository, by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Folders of what others wrote or recorded, and of what is built. */
const NOT_OURS = new Set(['node_modules', 'recorded', 'build', 'target', '.lab', '.cache', '.git']);

const CODE = /\.(ts|tsx|js|mjs)$/;
const TEST = /\.test\.tsx?$/;

/** Reads the code below a folder or a single file, tests included. */
export function readCode(...places: readonly string[]): SourceFile[] {
  return readFiles(places, CODE);
}

/** Reads the code below a folder that runs outside tests. */
export function readCodeWithoutTests(...places: readonly string[]): SourceFile[] {
  return readCode(...places).filter(({ path }) => !TEST.test(path));
}

/** Reads the documentation, the description of the API included. */
export function readDocumentation(): SourceFile[] {
  return readFiles(
    ['docs', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'lab/README.md'],
    /\.(md|yaml)$/
  );
}

/** Reads the translations of the texts, if there are any. */
export function readTranslations(): SourceFile[] {
  return readFiles(['translations'], /\.json$/);
}

function readFiles(places: readonly string[], name: RegExp): SourceFile[] {
  return places
    .flatMap(pathsBelow)
    .filter((path) => name.test(path))
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

function pathsBelow(place: string): string[] {
  const absolute = join(projectRoot, place);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [place];
  return readdirSync(absolute, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap(({ name }) => pathsBelow(`${place}/${name}`));
}
