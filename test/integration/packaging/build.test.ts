import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project_root';
import { ProjectCopy } from './project_copy';

let copy: ProjectCopy;

beforeEach(() => {
  copy = new ProjectCopy();
});

afterEach(() => copy.remove());

/** Makes a source file import something, and use it. */
function addImport(path: string, request: string): void {
  appendFileSync(
    join(copy.root, path),
    `\nimport * as added from '${request}';\nexport const used = [added];\n`
  );
}

describe('the build', () => {
  it('makes the same bytes in another folder and another time zone', () => {
    expect(copy.build({ TZ: 'Asia/Kolkata' })).toEqual({ status: 0, errors: '' });
    const zipsOf = (root: string) =>
      readdirSync(join(root, 'build')).map((name) => [
        name,
        readFileSync(join(root, 'build', name)).toString('base64'),
      ]);
    expect(zipsOf(copy.root)).toEqual(zipsOf(projectRoot));
  });

  it.each([
    ['public/plugin.ts', 'opensearch-dashboards/public', 'has no values at run time'],
    ['public/plugin.ts', 'lodash/get', "would be a second copy of the host's lodash"],
    ['public/plugin.ts', 'react/jsx-runtime', "would be a second copy of the host's react"],
    ['public/plugin.ts', '@osd/config-schema', 'not among the modules that the host shares'],
    ['server/plugin.ts', 'opensearch-dashboards/server', 'has no values at run time'],
    ['server/plugin.ts', '@osd/i18n', 'only @osd/config-schema is used in the server'],
    ['server/plugin.ts', 'not-installed', "Can't resolve 'not-installed'"],
  ])('fails where %s imports %s', (path, request, reason) => {
    addImport(path, request);
    const { status, errors } = copy.build();
    expect(status).toBe(1);
    expect(errors).toContain(reason);
    expect(errors).toContain(path);
  });

  it('fails where the manifest and package.json differ', () => {
    const manifest = JSON.parse(
      readFileSync(join(copy.root, 'opensearch_dashboards.json'), 'utf8')
    );
    writeFileSync(
      join(copy.root, 'opensearch_dashboards.json'),
      JSON.stringify({ ...manifest, version: '99.0.0' })
    );
    const { status, errors } = copy.build();
    expect(status).toBe(1);
    expect(errors).toContain('make them the same');
  });
});
