import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project_root';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { PluginClient } from './plugin_client';
import { until } from './until';

interface Started {
  readonly process: ChildProcess;
  /** Standard output and standard error so far. */
  said(): string;
  readonly ended: Promise<number | null>;
}

/** `npm start -- WORDS`, without npm between: what npm adds is tried by hand. */
function start(...words: string[]): Started {
  const started = spawn(
    process.execPath,
    [join(projectRoot, 'scripts', 'installed.mjs'), 'lab/main.ts', ...words],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] }
  );
  let said = '';
  [started.stdout, started.stderr].forEach((stream) => stream.on('data', (part) => (said += part)));
  return {
    process: started,
    said: () => said,
    ended: new Promise((resolve) => started.once('close', resolve)),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The address that it says when it is ready. */
async function dashboardOf({ said, process: { exitCode } }: Started): Promise<string> {
  const ready = /Dashboard {2,}(http:\S+)\/app\/endpoint-isolation/;
  const text = await until(
    async () => said(),
    (words) => ready.test(words) || exitCode !== null,
    startTimeLimit
  );
  const url = ready.exec(text)?.[1];
  if (url === undefined) throw new Error(`it ended before it was ready: ${text}`);
  return url;
}

/** Process ids of those that descend from a process, itself left out. */
function descendantsOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [[Number(name), Number(parent)] as const];
      } catch (gone) {
        return [];
      }
    });
  const childrenOf = (of: number): number[] =>
    parents
      .filter(([, parent]) => parent === of)
      .flatMap(([child]) => [child, ...childrenOf(child)]);
  return childrenOf(pid);
}

const isRunning = (pid: number) => existsSync(`/proc/${pid}`);

/** Ends it as a Ctrl-C does, and waits until nothing of it is left. */
async function interrupt(started: Started, url: string): Promise<void> {
  const { pid = 0 } = started.process;
  const descendants = descendantsOf(pid);
  started.process.kill('SIGINT');
  // npm sends it a second time.
  started.process.kill('SIGINT');
  expect(await started.ended).toBe(0);
  expect(started.said()).toMatch(/Stopping …\nStopped\.\n$/);
  await until(
    async () => descendants.filter(isRunning),
    (left) => left.length === 0
  );
  await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
}

const notices = async (url: string) => {
  const page = await (await fetch(`${url}/app/endpoint-isolation`)).text();
  return /&quot;notice&quot;:&quot;(.*?)&quot;,/.exec(page)?.[1] ?? '';
};

describe('npm start', () => {
  const all: Started[] = [];
  const started = (...words: string[]) => {
    const one = start(...words);
    all.push(one);
    return one;
  };
  afterEach(() => all.splice(0).forEach(({ process: child }) => child.kill('SIGKILL')));

  it(
    'serves the plugin on the small store, says so on every page, and ends with all that it started',
    async () => {
      const port = await freePort();
      const lab = started('--port', String(port), '--opensearch', 'embedded', '--fleet', '60');
      const url = await dashboardOf(lab);
      expect(url).toBe(`http://127.0.0.1:${port}`);
      expect(await new PluginClient(url).endpoints('lab', { size: '1' })).toMatchObject({
        total: 60,
      });
      expect(await notices(url)).toMatch(
        /^Demo: everything behind this dashboard is simulated\. Data is kept in a small embedded store/
      );
      expect(lab.said()).toContain(`Control panel  ${url}/lab/panel`);

      const second = started('--port', String(port));
      expect(await second.ended).toBe(1);
      expect(second.said()).toMatch(`Port ${port} is taken by a dashboard: another demo`);

      await interrupt(lab, url);
    },
    startTimeLimit
  );

  it('says what it does not understand, and what it takes', async () => {
    const unknown = started('--colour', 'red');
    expect(await unknown.ended).toBe(1);
    expect(unknown.said()).toMatch(/^Unknown option '--colour'\n/);
    const help = started('--help');
    expect(await help.ended).toBe(0);
    expect(help.said()).toContain('--managers 1|2');
  }, 30_000);

  it('says that a given store does not answer, and ends', async () => {
    const port = await freePort();
    const lab = started(
      '--port',
      String(port),
      '--opensearch',
      `http://127.0.0.1:${await freePort()}`
    );
    expect(await lab.ended).toBe(1);
    expect(lab.said()).toMatch(/The OpenSearch at \S+ can't be used: connect ECONNREFUSED/);
  }, 30_000);

  it('leaves no handle open behind a stop, also with the store out of reach', () => {
    const script = join(__dirname, 'start_and_stop.ts');
    const options = { cwd: projectRoot, encoding: 'utf8', timeout: 60_000 } as const;
    const said = execFileSync(process.execPath, ['--import', 'tsx', script], options);
    expect(said).toMatch(/stopped\n$/);
  }, 90_000);
});

describeOnOpenSearch('npm start with Java and Maven', () => {
  it(
    'has a real OpenSearch, which ends with it',
    async () => {
      const port = await freePort();
      const lab = start('--port', String(port), '--fleet', '60', '--base-path', '/dash');
      const url = await dashboardOf(lab);
      expect(url).toBe(`http://127.0.0.1:${port}/dash`);
      expect(lab.said()).toContain('A real OpenSearch at');
      expect(await notices(url)).toBe('Demo: everything behind this dashboard is simulated.');
      await until(
        () => new PluginClient(url).endpoints('lab', { state: 'isolated' }),
        ({ endpoints }) => endpoints.length > 0
      );
      await interrupt(lab, url);
    },
    startTimeLimit
  );
});
