import { join } from 'node:path';
import { ownProblems } from '../../../scripts/osd_tree/own_problems';
import type { CompilerOptions, OtherTypeScript } from '../../../scripts/osd_tree/own_problems';
import { projectRoot } from '../../../scripts/project_root';

/** The compiler of OpenSearch Dashboards 2.x. */
const ts: OtherTypeScript = jest.requireActual(
  join(projectRoot, 'test', 'targets', 'node_modules', 'typescript')
);

const folders = ['common', 'server', 'public'];

/** The options of the host's tsconfig.base.json that matter, and our types of the host. */
const options: CompilerOptions = {
  target: ts.ScriptTarget.ES2020,
  lib: ['lib.es2020.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.NodeJs,
  jsx: ts.JsxEmit.React,
  strict: true,
  isolatedModules: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  baseUrl: projectRoot,
  paths: {
    'opensearch-dashboards/*': ['types/opensearch_dashboards/*'],
    'js-yaml': ['types/js_yaml'],
    '@osd/config-schema': ['types/osd/config_schema'],
    '@osd/i18n': ['types/osd/i18n'],
    '@osd/i18n/react': ['types/osd/i18n_react'],
  },
};

describe('the sources that ship', () => {
  it('are read and checked by TypeScript 4.0', () => {
    expect(ts.version).toMatch(/^4\.0\./);
    const files = folders
      .flatMap((folder) =>
        ts.sys.readDirectory(join(projectRoot, folder), ['.ts', '.tsx'], undefined, ['**/*'])
      )
      .filter((file) => !/\.test\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(3);
    const program = ts.createProgram(files, options);
    expect(ownProblems(ts, program, (fileName) => !fileName.includes('/node_modules/'))).toBe('');
  }, 120_000);
});
