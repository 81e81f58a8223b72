import { builtinModules } from 'node:module';
import { readBuiltZips, textOf } from './built_zips';
import type { BuiltZip } from './built_zips';

let zip: BuiltZip;

beforeAll(async () => {
  const [first] = await readBuiltZips();
  if (!first) throw new Error('no zip was built');
  zip = first;
});

/** Modules of the host that a command uses and the server half must not: an administrator runs it, and the dashboard never. */
const OF_COMMANDS = ['./index.js', '@opensearch-project/opensearch', 'js-yaml'];

describe('the server bundle', () => {
  it.each([
    ['server/index.js', []],
    ['server/rebuild.js', OF_COMMANDS],
  ])('asks at run time only for what Node and the host have: %s', (path, more) => {
    const asked = [...textOf(zip, path).matchAll(/\brequire\(\s*([^)]*?)\s*\)/g)].map(
      ([, what]) => what
    );
    const names = new Set(
      asked.map((what) => /^"([^"]+)"$/.exec(what ?? '')?.[1] ?? `not a name: ${what}`)
    );
    const known = ['@osd/config-schema', ...more, ...builtinModules];
    expect([...names].filter((name) => !known.includes(name.replace(/^node:/, '')))).toEqual([]);
  });

  it('has a command that is small: the plugin itself is not in it twice', () => {
    expect(textOf(zip, 'server/rebuild.js').length).toBeLessThan(20_000);
  });
});
