import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of packages (absolute paths) that are part of the bundles. */
export interface BundledFiles {
  readonly browser: readonly string[];
  readonly server: readonly string[];
}

interface BundledPackage {
  readonly title: string;
  readonly licenceTexts: readonly string[];
}

/** The folder of the package that a file belongs to, nested `node_modules` included. */
function packageFolder(file: string): string {
  const marker = '/node_modules/';
  const start = file.lastIndexOf(marker) + marker.length;
  const segments = file.slice(start).split('/');
  return file.slice(0, start) + segments.slice(0, segments[0]?.startsWith('@') ? 2 : 1).join('/');
}

/** @throws Error where a package says nothing: its licence wants its text to be given along */
function licenceTextsIn(folder: string): readonly string[] {
  const files = readdirSync(folder).sort();
  const texts = files
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length > 0) return texts;
  // Some packages have it at the end of their description only.
  const found = files
    .filter((file) => /^readme/i.test(file))
    .flatMap((file) => licenceSectionOf(readFileSync(join(folder, file), 'utf8')) ?? []);
  if (found.length === 0) throw new Error(`no licence text in ${folder}`);
  return found;
}

function licenceSectionOf(readme: string): string | undefined {
  const parts = /^#*[ \t]*licen[cs]e[ \t]*$\n?(?:[-=]+[ \t]*\n)?([\s\S]+)/im.exec(readme);
  return parts?.[1]?.trim();
}

function packagesOf(files: readonly string[]): BundledPackage[] {
  return [...new Set(files.map(packageFolder))]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8')
      );
      return {
        title: `${name} ${version} (${license})`,
        licenceTexts: licenceTextsIn(folder),
      };
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function listOf(half: string, packages: readonly BundledPackage[]): string {
  const titles = packages.map(({ title }) => `  ${title}\n`);
  return `In the ${half} half:\n${titles.length === 0 ? '  none\n' : titles.join('')}`;
}

/** Names, versions and licences of the packages that are part of the bundles, which their licences want to be given along. */
export function thirdPartyNotices(files: BundledFiles): string {
  const browser = packagesOf(files.browser);
  const server = packagesOf(files.server);
  const all = new Map([...browser, ...server].map((one) => [one.title, one]));
  const texts = [...all.values()]
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, licenceTexts }) => [title, ...licenceTexts].join('\n\n'));
  return [
    `Packages of others that this plugin contains\n\n${listOf('browser', browser)}\n${listOf(
      'server',
      server
    )}`,
    ...texts.map((text) => `${text}\n`),
  ].join(`\n${'-'.repeat(80)}\n\n`);
}
