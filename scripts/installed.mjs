// Every command of package.json goes through here, so that `npm start` and `npm test` each work as the first and only
// command of a fresh clone: it installs by the lock file when needed, then runs the given TypeScript file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The bundler needs it; the plugin itself runs on Node 18, in the host.
const needed = [20, 19];
const running = process.versions.node.split('.').map(Number);
if (running[0] < needed[0] || (running[0] === needed[0] && running[1] < needed[1])) {
  console.error(
    `Node ${process.versions.node} is too old: this project needs ${needed.join('.')} or newer.`
  );
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const mark = join(modules, '.installed-from');

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function run(command, args) {
  // Windows starts npm through a .cmd file, which needs a shell.
  const { status, error, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error) throw error;
  return status ?? (signal ? 130 : 1);
}

// A link leads to the packages of another clone, which are not to be taken away under it.
const isLinked = existsSync(modules) && lstatSync(modules).isSymbolicLink();
const lock = lockDigest();
if (!isLinked && (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock)) {
  console.log('Installing dependencies (npm ci) …');
  const status = run('npm', ['ci', '--no-fund', '--no-audit']);
  if (status !== 0) {
    console.error('npm ci failed: see its output above. Nothing else was run.');
    process.exit(status);
  }
  writeFileSync(mark, lock);
}

// In this very process, so that it is the one that gets the signals: a Ctrl-C, or the one that npm sends on.
const [script, ...args] = process.argv.slice(2);
process.argv = [process.execPath, join(root, script), ...args];
await import('tsx');
await import(pathToFileURL(join(root, script)).href);
