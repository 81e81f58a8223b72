import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { hostVersions } from '../../../scripts/packaging/host_versions';
import { projectRoot } from '../../../scripts/project_root';
import { readBuiltZips, textOf } from './built_zips';
import type { BuiltZip } from './built_zips';

/** All that the manifest parser of OpenSearch Dashboards 2.13 knows; with any other key the server does not start. */
const manifestKeys = [
  'id',
  'version',
  'opensearchDashboardsVersion',
  'configPath',
  'requiredPlugins',
  'optionalPlugins',
  'requiredBundles',
  'server',
  'ui',
];

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

let zips: BuiltZip[];

beforeAll(async () => {
  zips = await readBuiltZips();
});

function manifestOf(zip: BuiltZip) {
  return JSON.parse(textOf(zip, 'opensearch_dashboards.json'));
}

describe('the zips', () => {
  it('are one for each version of the host, and no other', () => {
    expect(zips.map(({ name }) => name)).toEqual(
      hostVersions.map((host) => `endpointIsolation-${version}_${host}.zip`)
    );
  });

  it('are regular files that their owner writes and everybody reads', () => {
    for (const { entries } of zips) {
      const modes = [...entries.values()].map(({ mode }) => mode.toString(8));
      expect(new Set(modes)).toEqual(new Set(['100644']));
    }
  });

  it('say in the manifest for which version of the host they are', () => {
    const versions = zips.map((zip) => manifestOf(zip).opensearchDashboardsVersion);
    expect(versions).toEqual([...hostVersions]);
  });

  it('have a manifest that every host accepts', () => {
    for (const zip of zips) {
      const manifest = manifestOf(zip);
      expect(manifestKeys).toEqual(expect.arrayContaining(Object.keys(manifest)));
      expect(manifest).toMatchObject({ id: 'endpointIsolation', version, server: true, ui: true });
      expect(manifest.id).toMatch(/^[a-z][a-zA-Z0-9]+$/);
    }
  });

  it('do not have the snake case of the id as the path of their configuration', () => {
    // OpenSearch Dashboards 2.19 writes the whole configuration of such a plugin into every page.
    for (const zip of zips) {
      expect(manifestOf(zip).configPath).toEqual(['wazuh_isolation']);
    }
  });

  it('have a package.json with the same versions and nothing to install or run', () => {
    zips.forEach((zip, index) => {
      expect(JSON.parse(textOf(zip, 'package.json'))).toEqual({
        name: 'endpointIsolation',
        version,
        description: expect.any(String),
        license: 'Apache-2.0',
        private: true,
        opensearchDashboards: { version: hostVersions[index] },
      });
    });
  });

  it('have the same code for every version of the host', () => {
    const codeOf = ({ entries }: BuiltZip) =>
      [...entries]
        .filter(([path]) => path !== 'opensearch_dashboards.json' && path !== 'package.json')
        .map(([path, { content }]) => [path, content.toString('base64')]);
    const [first, ...others] = zips.map(codeOf);
    for (const other of others) expect(other).toEqual(first);
  });

  it('have only what is loaded, and the licences', () => {
    const expected =
      /^(opensearch_dashboards\.json|package\.json|LICENSE|THIRD_PARTY_NOTICES\.txt|server\/(index|rebuild)\.js|target\/public\/endpointIsolation\.(plugin\.js|chunk\.[\w-]+\.[0-9a-f]{16}\.(js|css))(\.br|\.gz)?)$/;
    for (const { entries } of zips) {
      expect([...entries.keys()].filter((path) => !expected.test(path))).toEqual([]);
    }
  });

  it('have beside each public file its compressed copies, with the same content', () => {
    for (const zip of zips) {
      const files = [...zip.entries].filter(([path]) =>
        /^target\/public\/.*\.(js|css)$/.test(path)
      );
      expect(files.length).toBeGreaterThan(1);
      for (const [path, { content }] of files) {
        const brotli = zip.entries.get(`${path}.br`)?.content ?? Buffer.alloc(0);
        const gzip = zip.entries.get(`${path}.gz`)?.content ?? Buffer.alloc(0);
        expect(brotliDecompressSync(brotli).equals(content)).toBe(true);
        expect(gunzipSync(gzip).equals(content)).toBe(true);
      }
    }
  });

  it('name no source map: none is shipped, and a debugger would ask for it', () => {
    for (const { entries } of zips) {
      const naming = [...entries].filter(([, { content }]) =>
        /[#@] sourceMappingURL=/.test(content.toString('utf8'))
      );
      expect(naming.map(([path]) => path)).toEqual([]);
    }
  });

  it('have the text of a license for each package of others that they contain', () => {
    for (const zip of zips) {
      const notices = textOf(zip, 'THIRD_PARTY_NOTICES.txt');
      const [lists = '', ...texts] = notices.split(`\n${'-'.repeat(80)}\n\n`);
      const titles = [...lists.matchAll(/^ {2}(\S+ \S+ \(.*\))$/gm)].map(([, title = '']) => title);
      expect(titles.length).toBeGreaterThan(0);
      for (const title of titles) {
        const text = texts.find((one) => one.startsWith(`${title}\n`)) ?? '';
        expect([title, text.length > title.length + 200]).toEqual([title, true]);
      }
    }
  });

  it('carry no path of the machine that built them', () => {
    for (const { entries } of zips) {
      for (const [, { content }] of entries) expect(content.includes(projectRoot)).toBe(false);
    }
  });
});
