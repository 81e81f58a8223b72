import { runInNewContext } from 'node:vm';
import { packageOf } from '../../../scripts/packaging/module_origin';
import { sharedModules } from '../../../scripts/packaging/shared_modules';
import { readBuiltZips, textOf } from './built_zips';
import type { BuiltZip } from './built_zips';
import { browserTarget, problemsOf } from './code_problems';

const entryPath = 'target/public/endpointIsolation.plugin.js';

/** Texts that stand in the shared libraries and nowhere else, minified or not. */
const marksOfSharedLibraries = {
  react: 'react.element',
  'react-dom': '_reactRootContainer',
  lodash: '__lodash_hash_undefined__',
  moment: 'defineLocaleOverride',
  rxjs: 'UnsubscriptionError',
  '@elastic/eui': 'euiButton__content',
  'styled-components': 'data-styled-version',
  jquery: 'jQuery requires a window',
};

let zip: BuiltZip;
let bundles: Array<[path: string, code: string]>;

beforeAll(async () => {
  const [first] = await readBuiltZips();
  if (!first) throw new Error('no zip was built');
  zip = first;
  bundles = [...zip.entries.keys()]
    .filter((path) => path.startsWith('target/public/') && path.endsWith('.js'))
    .map((path) => [path, textOf(first, path)]);
});

/** Runs the entry bundle as the host's page does, and returns what it did. */
function runEntry() {
  const defined: Array<[key: string, load: () => unknown]> = [];
  const publicPathsRead: PropertyKey[] = [];
  const window = {
    __osdPublicPath__: new Proxy(
      {},
      {
        get(_, key) {
          publicPathsRead.push(key);
          return '/bundles/plugin/endpointIsolation/';
        },
      }
    ),
  };
  const sharedRead: PropertyKey[] = [];
  runInNewContext(textOf(zip, entryPath), {
    window,
    __osdBundles__: { define: (key: string, load: () => unknown) => defined.push([key, load]) },
    __osdSharedDeps__: new Proxy({}, { get: (_, key) => sharedRead.push(key) }),
  });
  return { defined, publicPathsRead, sharedRead };
}

describe('the entry bundle', () => {
  it('registers itself under the name that the host asks for, and runs nothing else', () => {
    const { defined, publicPathsRead, sharedRead } = runEntry();
    expect(defined.map(([key]) => key)).toEqual(['plugin/endpointIsolation/public']);
    expect(publicPathsRead).toEqual(['endpointIsolation']);
    expect(sharedRead).toEqual([]);
  });

  it('exports the function that makes the plugin', () => {
    const [[, load] = []] = runEntry().defined;
    const { plugin, ...others } = Object(load?.());
    // A function of the page is not an instance of this test's Function.
    expect(typeof plugin).toBe('function');
    expect(others).toEqual({});
  });

  it('has no styles of its own', () => {
    expect([...zip.entries.keys()].filter((path) => path.endsWith('.plugin.css'))).toEqual([]);
  });
});

describe('the browser bundles', () => {
  it('have a chunk that is loaded on demand', () => {
    expect(bundles.length).toBeGreaterThan(1);
  });

  it('need nothing newer than ES2020, and turn no text into code', () => {
    for (const [path, code] of bundles) {
      expect([path, problemsOf(code, browserTarget)]).toEqual([path, []]);
    }
  });

  it('have no second copy of a library of the host', () => {
    for (const [path, code] of bundles) {
      const found = Object.entries(marksOfSharedLibraries).filter(([, mark]) =>
        code.includes(mark)
      );
      expect([path, found]).toEqual([path, []]);
    }
    const shared = new Set([...sharedModules.keys()].map(packageOf));
    const [, list = ''] =
      /^In the browser half:\n((?: {2}.*\n)+)/m.exec(textOf(zip, 'THIRD_PARTY_NOTICES.txt')) ?? [];
    const bundled = [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name);
    expect(bundled.length).toBeGreaterThan(0);
    expect(bundled.filter((name) => shared.has(name))).toEqual([]);
  });

  it('ask the host for shared modules only, by their names there', () => {
    const known = new Set(sharedModules.values());
    for (const [, code] of bundles) {
      for (const [expression] of code.matchAll(/__osdSharedDeps__(\.\w+)+/g)) {
        expect(known).toContain(expression);
      }
    }
  });

  it('name no address outside of the host', () => {
    for (const [path, code] of bundles) {
      expect([path, code.match(/https?:\/\/[a-z0-9.-]+\/\S*\.(js|css|woff2?|png|svg)/gi)]).toEqual([
        path,
        null,
      ]);
    }
  });
});
