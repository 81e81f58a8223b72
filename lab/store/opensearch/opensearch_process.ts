import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Milliseconds. A busy machine with two cores needed 16 s. */
const startLimit = 180_000;
const stopLimit = 20_000;

export interface ProcessOptions {
  readonly java: string;
  readonly classPath: readonly string[];
  /** Class names of OpenSearch plugins that are on the class path. */
  readonly plugins: readonly string[];
  readonly javaOptions: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** Contents of files by path below the node's `config` folder. */
  readonly files: Readonly<Record<string, string>>;
}

export interface OpenSearchProcess {
  readonly port: number;
  readonly pid: number;
  /** Ends it and waits till it is gone, its data with it. Calling it again changes nothing. */
  stop(): Promise<void>;
}

async function makeHome({ settings, files }: ProcessOptions): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'opensearch-'));
  // JSON is YAML.
  const all = { ...files, 'opensearch.yml': JSON.stringify(settings, null, 2) };
  for (const [path, content] of Object.entries(all)) {
    const file = join(home, 'config', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode: 0o600 });
  }
  return home;
}

/** Resolves with the port when the node answers; rejects with its last words when it ends before, or never says so. */
function whenReady(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    let complained = '';
    const limit = setTimeout(() => fail(`was not ready after ${startLimit / 1000} s`), startLimit);
    function fail(how: string) {
      clearTimeout(limit);
      reject(
        new Error(`OpenSearch ${how}:\n${complained.trim().split('\n').slice(-25).join('\n')}`)
      );
    }
    child.stderr?.on('data', (part) => (complained = (complained + part).slice(-20_000)));
    child.stdout?.on('data', (part) => {
      said += part;
      const ready = /^ready (\d+)$/m.exec(said);
      if (ready === null) return;
      clearTimeout(limit);
      resolve(Number(ready[1]));
    });
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('exit', (status, signal) => fail(`ended at its start (${signal ?? status})`));
  });
}

async function end(child: ChildProcess, home: string): Promise<void> {
  const runs = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (runs) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimit);
    child.stdin?.end();
    await gone;
    clearTimeout(limit);
  }
  // It deletes its home itself, unless it was killed.
  await rm(home, { recursive: true, force: true });
}

/**
 * Starts one OpenSearch node in a Java process, with its data in a temporary folder. The process watches its standard input, the other end
 * of which is held by this one: it ends and cleans up even if this process is killed.
 */
export async function startOpenSearchProcess(options: ProcessOptions): Promise<OpenSearchProcess> {
  const home = await makeHome(options);
  const child = spawn(
    options.java,
    [
      ...options.javaOptions,
      `-Dlog4j2.configurationFile=${join(__dirname, 'log4j2.properties')}`,
      '-Dlog4j2.disable.jmx=true',
      ...['lab.OpenSearchProcess', home, ...options.plugins],
    ],
    { env: { ...process.env, CLASSPATH: options.classPath.join(delimiter) } }
  );
  // Writing to a process that ended is no event worth dying for: its exit is what counts.
  child.stdin.on('error', () => undefined);
  try {
    const port = await whenReady(child);
    return { port, pid: child.pid as number, stop: () => end(child, home) };
  } catch (failed) {
    await end(child, home);
    throw failed;
  }
}
