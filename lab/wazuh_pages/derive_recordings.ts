/**
 * `npx tsx lab/wazuh_pages/derive_recordings.ts FOLDER [--write]`: derives frames and navigation from recordings of Wazuh's pages and
 * compares them with those of the project, or writes them there. Fails where they differ, and where there is nothing to compare.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { navigationFiles } from './recorded_navigation';
import { RECORDINGS_FOLDER, frameFiles, readHtmlPages } from './recorded_pages';

function filesIn(folder: string): Map<string, string> {
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory()
  );
  return new Map(
    versions.flatMap(({ name }) =>
      readdirSync(join(folder, name)).map((file): [string, string] => [
        `${name}/${file}`,
        readFileSync(join(folder, name, file), 'utf8'),
      ])
    )
  );
}

function main([folder, option]: string[]): void {
  if (folder === undefined) throw new Error('Give the folder of the recorded pages.');
  const pages = readHtmlPages(folder);
  const derived = new Map([...frameFiles(pages), ...navigationFiles(folder)]);
  const present = filesIn(RECORDINGS_FOLDER);
  if (option === '--write') {
    for (const path of present.keys()) rmSync(join(RECORDINGS_FOLDER, path));
    for (const [path, text] of derived) {
      mkdirSync(dirname(join(RECORDINGS_FOLDER, path)), { recursive: true });
      writeFileSync(join(RECORDINGS_FOLDER, path), text);
    }
  } else {
    const paths = new Set([...present.keys(), ...derived.keys()]);
    const different = [...paths].filter((path) => present.get(path) !== derived.get(path)).sort();
    if (different.length > 0) throw new Error(`Not as recorded:\n${different.join('\n')}`);
  }
  console.log(`${pages.length} recorded pages are kept in ${derived.size} files.`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
