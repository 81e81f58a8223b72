/** Run by itself with a folder: builds into it what the browser loads before any plugin, and a file `finished` at the end. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { bundle, commonConfiguration, externalsBy } from '../../../scripts/packaging/bundle';
import { browserModuleOrigin } from '../../../scripts/packaging/module_origin';
import { sharedModules } from '../../../scripts/packaging/shared_modules';
import { projectRoot } from '../../../scripts/project_root';

// Shared by OSD but on no registry, or large and of no use to a plugin of ours: they are absent here.
const ABSENT =
  /^(@osd\/(monaco|ui-shared-deps)|monaco-editor|@elastic\/(charts|numeral|eui\/dist\/eui_charts)|jquery|numeral|tslib)/;

const common = commonConfiguration(projectRoot, { target: 'es2020' });

/** All that OSD shares with plugins, from npm, under the names by which a built plugin finds it. */
async function makeSharedModules(folder: string): Promise<void> {
  const into = join(folder, 'osd-ui-shared-deps');
  const offered = [...sharedModules].filter(([request]) => !ABSENT.test(request));
  const entry = join(folder, 'shared_modules.js');
  writeFileSync(
    entry,
    [
      'window.__osdSharedDeps__ = { Theme: {} };',
      ...offered.map(([request, place]) => `window.${place} = require('${request}');`),
    ].join('\n')
  );
  await bundle({
    ...common,
    target: ['web', 'es2020'],
    entry: { 'osd-ui-shared-deps': entry },
    output: { path: into, filename: '[name].js', uniqueName: 'osdUiSharedDeps' },
    resolve: {
      ...common.resolve,
      alias: {
        '@osd/i18n$': join(projectRoot, 'lab/osd/i18n.ts'),
        '@osd/i18n/react$': join(projectRoot, 'lab/osd/i18n_react.tsx'),
      },
    },
  });
  for (const theme of ['light', 'dark']) {
    const source = require.resolve(`@elastic/eui/dist/eui_theme_${theme}.min.css`);
    copyFileSync(source, join(into, `osd-ui-shared-deps.v7.${theme}.css`));
  }
  compress(into);
}

/** The largest files compressed once, where the server would do it again for every page. */
function compress(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  for (const file of files.filter((each) => statSync(each).size > 100_000)) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
}

async function makeCore(folder: string): Promise<void> {
  const into = join(folder, 'core');
  await bundle({
    ...common,
    target: ['web', 'es2020'],
    entry: { 'core.entry': join(projectRoot, 'lab/host/browser/entry.ts') },
    output: { path: into, filename: '[name].js', uniqueName: 'core' },
    externals: [externalsBy(browserModuleOrigin, 'var')],
  });
  copyFileSync(join(projectRoot, 'lab/host/browser/chrome.css'), join(into, 'chrome.css'));
}

async function main([folder]: string[]): Promise<void> {
  if (!folder) throw new Error('Give the folder to build into.');
  mkdirSync(folder, { recursive: true });
  await makeSharedModules(folder);
  await makeCore(folder);
  writeFileSync(join(folder, 'finished'), '');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
