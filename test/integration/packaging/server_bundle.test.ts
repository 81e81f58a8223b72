import { builtinModules } from 'node:module';
import { readBuiltZips, textOf } from './built_zips';

let code: string;

beforeAll(async () => {
  const [zip] = await readBuiltZips();
  if (!zip) throw new Error('no zip was built');
  code = textOf(zip, 'server/index.js');
});

describe('the server bundle', () => {
  it('asks at run time only for what Node and the host have', () => {
    const asked = [...code.matchAll(/\brequire\(\s*([^)]*?)\s*\)/g)].map(([, what]) => what);
    const names = new Set(
      asked.map((what) => /^"([^"]+)"$/.exec(what ?? '')?.[1] ?? `not a name: ${what}`)
    );
    const unknown = [...names].filter(
      (name) =>
        name !== '@osd/config-schema' && !builtinModules.includes(name.replace(/^node:/, ''))
    );
    expect(unknown).toEqual([]);
  });
});
