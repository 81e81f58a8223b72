import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project_root';

const page = readFileSync(join(projectRoot, 'docs', 'dev', 'statements.md'), 'utf8');
const sections = page.split(/^## /m).filter((section) => /^\d/.test(section));

/** Files of the project that a text names. */
function filesIn(text: string): string[] {
  return Array.from(text.matchAll(/`([\w/]+\.(?:test\.)?tsx?)`/g), ([, path]) => path ?? '').filter(
    (path) => path.includes('/')
  );
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

describe('the page of statements', () => {
  it('has ten, each with the files by which it is kept and tested, all of which are there', () => {
    expect(sections.map((section) => parseInt(section, 10))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    for (const section of sections) {
      const files = filesIn(section);
      expect(files.filter((path) => path.endsWith('.test.ts')).length).toBeGreaterThan(1);
      expect(files.filter((path) => !path.endsWith('.test.ts')).length).toBeGreaterThan(0);
      expect(files.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    }
  });

  it('has for each a test of its number, in a file that it names', () => {
    sections.forEach((section, index) => {
      const tests = filesIn(section).filter((path) => path.endsWith('.test.ts'));
      const name = `it('statement ${index + 1}: `;
      expect(tests.filter((path) => read(path).includes(name))).not.toEqual([]);
    });
  });

  it('misses no statement that a test is named by', () => {
    const folder = join('test', 'statements');
    const names = readdirSync(join(projectRoot, folder)).filter((one) => one.endsWith('.test.ts'));
    const numbers = names.flatMap((one) =>
      Array.from(read(join(folder, one)).matchAll(/it\('statement (\d+): /g), ([, n]) => Number(n))
    );
    expect(Array.from(new Set(numbers)).sort((a, b) => a - b)).toEqual(
      sections.map((section) => parseInt(section, 10))
    );
  });
});
