import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { projectRoot } from '../../../scripts/project_root';

const parts = [
  'common',
  'docs',
  'server',
  'public',
  'scripts',
  'opensearch_dashboards.json',
  'package.json',
  'package-lock.json',
  'LICENSE',
];

export interface BuildResult {
  readonly status: number | null;
  readonly errors: string;
}

/** The sources of the project in a folder of their own, to be built there. */
export class ProjectCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'endpoint-isolation-'));

  constructor() {
    for (const part of parts) {
      cpSync(join(projectRoot, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(this.root, 'node_modules'));
  }

  build(environment: Readonly<Record<string, string>> = {}): BuildResult {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(projectRoot, 'scripts', 'build.ts'), '--root', this.root],
      { cwd: projectRoot, encoding: 'utf8', env: { ...process.env, ...environment } }
    );
    return { status, errors: stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
