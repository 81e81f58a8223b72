import { join } from 'node:path';
import { readBuiltZips, textOf } from '../../integration/packaging/built_zips';
import type { BuiltZip } from '../../integration/packaging/built_zips';
import { node18Target, problemsOf } from '../../integration/packaging/code_problems';
import { InstalledPlugin } from '../../integration/packaging/installed_plugin';
import { runNode18 } from './node18';

/** Names that dependencies ask for before they use them, with `typeof` or in a `try`: their browser halves, and newer runtimes. */
const askedFor = [
  'self',
  'window',
  'document',
  'localStorage',
  'navigator',
  'XMLHttpRequest',
  'WorkerGlobalScope',
  'Float16Array',
];

const moduleGlobals = ['require', 'module', 'exports', '__filename', '__dirname'];

let zip: BuiltZip;

beforeAll(async () => {
  // The lab's host is this version.
  const found = (await readBuiltZips()).find(({ name }) => name.endsWith('_2.19.1.zip'));
  if (!found) throw new Error('no zip for 2.19.1 was built');
  zip = found;
});

describe('the server bundle under Node 18', () => {
  it('uses nothing newer', () => {
    const globals: string[] = JSON.parse(
      runNode18(['-p', 'JSON.stringify(Object.getOwnPropertyNames(globalThis))'])
    );
    const target = node18Target([...globals, ...moduleGlobals, ...askedFor]);
    expect(problemsOf(textOf(zip, 'server/index.js'), target)).toEqual([]);
  });

  it('starts, answers and stops in a host', () => {
    const plugin = new InstalledPlugin(zip);
    try {
      const said = runNode18(['--import', 'tsx', join(__dirname, 'ask_plugin.ts'), plugin.folder]);
      expect(JSON.parse(said)).toEqual({
        node: 'v18.20.8',
        status: 503,
        attributes: { code: 'indexer_unreachable' },
      });
    } finally {
      plugin.remove();
    }
  }, 60_000);
});
