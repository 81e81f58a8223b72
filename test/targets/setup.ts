import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import setUpBuiltPlugin from '../setup_built_plugin';

const installedFrom = join(__dirname, 'node_modules', '.installed-from');

/** Installs the targets' own packages by their lock file where that has not been done, and builds the plugin. */
export default function setUpTargets(): void {
  const lock = readFileSync(join(__dirname, 'package-lock.json'), 'utf8');
  if (!existsSync(installedFrom) || readFileSync(installedFrom, 'utf8') !== lock) {
    const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: __dirname,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`npm ci in test/targets failed:\n${stderr}`);
    writeFileSync(installedFrom, lock);
  }
  setUpBuiltPlugin();
}
