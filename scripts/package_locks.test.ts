import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project_root';

const folders = ['.', 'test/targets'];

const read = (folder: string, file: string) =>
  JSON.parse(readFileSync(join(projectRoot, folder, file), 'utf8'));

describe.each(folders)('the packages of %s', (folder) => {
  it('are locked without the address of a registry', () => {
    const { packages } = read(folder, 'package-lock.json');
    const withAddress = Object.entries(packages).filter(([, entry]) =>
      /^https?:/.test(Object(entry).resolved ?? '')
    );
    expect(withAddress).toEqual([]);
  });

  it('are pinned to one version each', () => {
    const { dependencies, devDependencies, optionalDependencies } = read(folder, 'package.json');
    const ranges = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(ranges.length).toBeGreaterThan(1);
    expect(ranges.filter(([, range]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(String(range)))).toEqual(
      []
    );
  });
});

describe('the packages of the project', () => {
  it('bring no command that takes the place of one that the project works with', () => {
    const { packages } = read('.', 'package-lock.json');
    const commands = Object.values(packages).flatMap((entry) =>
      Object.keys(Object(entry).bin ?? {})
    );
    expect(commands.filter((command) => command === 'node' || command === 'tsc')).toEqual(['tsc']);
  });
});
