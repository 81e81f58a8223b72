import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** Builds the plugin where its sources have changed since the last build; throws what the build said where it fails. */
export default function setUpBuiltPlugin(): void {
  const root = dirname(__dirname);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts', 'build.ts'), '--if-needed'],
    { cwd: root, encoding: 'utf8' }
  );
  if (status !== 0) throw new Error(`The plugin could not be built:\n${stderr}`);
}
