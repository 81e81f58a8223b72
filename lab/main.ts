/** `npm start`: the built plugin in a local dashboard, with simulated managers and endpoints. `--help` names the options. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFoldersOf } from '../scripts/packaging/build_folders';
import { BuildMark } from '../scripts/packaging/build_mark';
import { projectRoot } from '../scripts/project_root';
import type { StartRequest } from './command_line';
import { readCommandLine } from './command_line';
import { endOnSignals } from './end_on_signals';
import { Endings } from './endings';
import { browserBundles } from './host/bundles/browser_bundles';
import { startLab } from './lab';
import { openBrowser } from './open_browser';
import { speeds } from './panel/speeds';
import { reasonAgainstPort } from './port_check';
import { openLabStore } from './store/lab_store';

const say = (line: string) => console.log(line);

const isBuilt = () => BuildMark.isUpToDate(buildFoldersOf(projectRoot));

/** Builds in a process of its own: the bundler leaves words behind in one that ends by a signal. */
async function buildWhereNeeded(): Promise<void> {
  if (isBuilt()) return;
  const script = join(projectRoot, 'scripts', 'build.ts');
  await timed('Plugin built', () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', script], { cwd: projectRoot })
  );
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const result = await work();
  say(`  ${what} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return result;
}

async function endAndExit(endings: Endings): Promise<void> {
  say('\nStopping …');
  try {
    await endings.endAll();
    say('Stopped.');
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

async function start(request: StartRequest, endings: Endings): Promise<void> {
  const { managers, fleetSize, managerVersion } = request.lab;
  say('Starting the demo. Press Ctrl-C to stop.');
  if (!isBuilt()) say('  Building. The first time, this takes a minute …');
  const [store] = await Promise.all([
    timed('Store started', async () => {
      const opened = await openLabStore(request.store, (line) => say(`  ${line}`));
      endings.add(() => opened.stop());
      return opened;
    }),
    buildWhereNeeded(),
    timed('Dashboard built', browserBundles),
  ]);
  const lab = await timed('Managers, endpoints and dashboard started', () =>
    startLab({
      ...request.lab,
      requestsPerMinute: 300,
      opensearchUrl: store.url,
      storeName: store.name,
      gate: store.gate,
      delays: speeds.as_measured.delays,
      notice: `Demo: everything behind this dashboard is simulated. ${store.notice ?? ''}`.trim(),
    })
  );
  endings.add(() => lab.stop());
  const url = `${lab.host.url}/app/endpoint-isolation`;
  say(`
  Wazuh ${managerVersion}, ${managers * fleetSize} endpoints. ${store.name}

  Dashboard      ${url}
  Control panel  ${lab.panelUrl}
`);
  if (request.opening === 'browser') openBrowser(url);
}

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.kind === 'help') {
    say(line.text);
    return;
  }
  const refusal =
    line.kind === 'refused' ? line.message : await reasonAgainstPort(line.request.lab.port);
  if (line.kind === 'refused' || refusal !== undefined) {
    console.error(refusal);
    process.exitCode = 1;
    return;
  }
  const endings = new Endings();
  endOnSignals(() => void endAndExit(endings));
  try {
    await start(line.request, endings);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await endings.endAll();
    process.exit(1);
  }
}

void main();
