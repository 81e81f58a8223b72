import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WazuhCoreOptions } from '../../../lab/host';
import type { LogRecord } from '../../../lab/host/log';
import { lookForSecrets } from '../../secret_watch';

/** Setup of a dashboard. */
export interface DashboardSetup {
  /** `wazuh_isolation.*`, without the prefix. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly opensearchUrl: string;
  /** Folder of the built plugin; this project's is used if this is left out. */
  readonly pluginDirectory?: string;
  /** The plugin goes its own way to the manager if this is left out. */
  readonly wazuhCore?: WazuhCoreOptions;
  /** File of a `CommonClock`; the machine's own clock where left out. */
  readonly clock?: string;
}

export type FromDashboard =
  | { readonly loaded: true }
  | { readonly url: string }
  | { readonly failed: string }
  | { readonly log: string; readonly level: LogRecord['level'] };

/** A process that has loaded everything and waits to be told to begin. */
export class LoadedDashboard {
  private constructor(private readonly child: ChildProcess, private readonly logged: string[]) {}

  static async load(): Promise<LoadedDashboard> {
    const child = fork(join(__dirname, 'dashboard_process.ts'), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const logged: string[] = [];
    child.on('message', (message: FromDashboard) => {
      if (!('log' in message)) return;
      const { log, level } = message;
      lookForSecrets('the log of a dashboard', log);
      if (level !== 'debug' && level !== 'trace') logged.push(log);
    });
    await answerOf(child, (message) => ('loaded' in message ? true : undefined));
    return new LoadedDashboard(child, logged);
  }

  async begin(setup: DashboardSetup): Promise<Dashboard> {
    const url = answerOf(this.child, (message) => ('url' in message ? message.url : undefined));
    this.child.send(setup);
    return new Dashboard(this.child, await url, this.logged);
  }

  end(): Promise<void> {
    return endOf(this.child);
  }
}

/** A dashboard that runs in a process of its own. */
export class Dashboard {
  constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** Lines of its log, from `info` on. */
    readonly logged: readonly string[]
  ) {}

  /** Pauses like a suspended computer: no timer, no response, no connection ends. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  /** `kill -9`: nothing of it runs any more when this resolves. */
  kill(): Promise<void> {
    return endOf(this.child);
  }

  /** Most memory that it ever had, bytes (Linux). */
  mostMemory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function answerOf<T>(
  child: ChildProcess,
  read: (message: FromDashboard) => T | undefined
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the dashboard ended with ${code}`));
    const onMessage = (message: FromDashboard) => {
      if ('failed' in message) reject(new Error(message.failed));
      const answer = read(message);
      if (answer === undefined) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}
