/**
 * `npm run build`: both halves of the plugin into target/, and a zip for each version of the host into build/.
 * `--if-needed`: only where the sources have changed since the last build.
 * `--root FOLDER`: builds the project in that folder.
 */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFoldersOf } from './packaging/build_folders';
import { BuildMark } from './packaging/build_mark';
import { buildPlugin } from './packaging/build_plugin';
import { projectRoot } from './project_root';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'if-needed': { type: 'boolean' }, root: { type: 'string', default: projectRoot } },
  });
  const folders = buildFoldersOf(values.root ?? projectRoot);
  if (values['if-needed'] && BuildMark.isUpToDate(folders)) return;
  for (const zip of await buildPlugin(folders)) console.log(relative(folders.root, zip));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
