import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostVersions } from '../../../scripts/packaging/host_versions';
import { zipName } from '../../../scripts/packaging/plugin_files';
import { readPluginIdentity } from '../../../scripts/packaging/plugin_identity';
import { projectRoot } from '../../../scripts/project_root';
import { configurationKeys } from './configuration_keys';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** Rows of the table whose first heading is the one given, as texts without the marks of code. */
function tableOf(heading: string): string[][] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|'))
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    );
}

const code = (cell: string | undefined) => (cell ?? '').replace(/^`(.*)`$/, '$1');

describe('the README', () => {
  it('has each key of the configuration, with its default and its meaning, and no other', async () => {
    const documented = tableOf('`wazuh_isolation.`').map(([key, usual, meaning]) => {
      expect(meaning).toMatch(/\w/);
      return [code(key), code(usual)];
    });
    expect(documented.sort()).toEqual((await configurationKeys()).sort());
  });

  it('names a zip for each version of the host', () => {
    const identity = readPluginIdentity(projectRoot);
    const named = new Set(tableOf('Wazuh Dashboard').map(([, zip]) => code(zip)));
    expect(named).toEqual(new Set(hostVersions.map((version) => zipName(identity, version))));
  });

  it('links to files that are there', () => {
    const links = Array.from(readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), ([, path]) => path);
    expect(links.length).toBeGreaterThan(8);
    links.forEach((path) => readFileSync(join(projectRoot, path ?? '')));
  });
});
