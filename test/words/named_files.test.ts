import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../scripts/project_root';
import { readDocumentation } from './source_files';

/** A file or folder of this project as a text names it. */
const NAMED = /(?<![\w-]|\w\/)(?:common|server|public|lab|test|scripts|docs)\/[\w/.-]*\w/g;

const namedIn = (text: string) => Array.from(text.matchAll(NAMED), ([path]) => path);
/** Files of this project to which links lead, as they stand there. */
const linksIn = (text: string) =>
  Array.from(text.matchAll(/\]\(([^):#\s]+)(?:#[^)]*)?\)/g), ([, path = '']) => path);
const isThere = (path: string) => existsSync(join(projectRoot, path));

describe('the documentation', () => {
  it.each(readDocumentation().map(({ path, text }) => [path, text]))(
    'names only files and folders that are there: %s',
    (_, text) => {
      expect(namedIn(text).filter((path) => !isThere(path))).toEqual([]);
    }
  );

  it.each(readDocumentation().map(({ path, text }) => [path, text]))(
    'links only to files that are there: %s',
    (path, text) => {
      expect(linksIn(text).filter((to) => !isThere(join(dirname(path), to)))).toEqual([]);
    }
  );

  it('finds a name that leads nowhere', () => {
    const [gone, there] = namedIn('See `server/nowhere.ts` and [fold](../common/base/time.ts).');
    expect([gone, there].map((path) => path !== undefined && isThere(path))).toEqual([false, true]);
  });
});

describe('the map', () => {
  const map = readFileSync(join(projectRoot, 'docs', 'dev', 'map.md'), 'utf8');

  it.each(['common', 'server', 'public'])('says what every folder of %s may know', (part) => {
    const section = map.slice(map.indexOf(`**\`${part}/\`**`)).split('\n**`')[0] ?? '';
    const cells = Array.from(section.matchAll(/^\| (`[^|]*) \|/gm), ([, cell = '']) => cell);
    const told = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name));
    const folders = readdirSync(join(projectRoot, part), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(told.sort()).toEqual(folders.sort());
  });

  it('walks the way of an isolation in seven files', () => {
    const steps = Array.from(map.matchAll(/^\| (\d) \w+ \| `([^`]+)`/gm), ([, n, path]) => ({
      n: Number(n),
      isThere: path !== undefined && isThere(path),
    }));
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => ({ n, isThere: true })));
  });
});
