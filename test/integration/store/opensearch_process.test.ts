import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeOnOpenSearch, startTimeLimit } from './stores';
import type { RunningOpenSearch } from '../../../lab/store/opensearch/opensearch';
import { startOpenSearch } from '../../../lab/store/opensearch/opensearch';

const isRunning = (pid: number) => existsSync(`/proc/${pid}/status`);

/** The folder that the process was told to keep its data in. */
function homeOf(pid: number): string {
  const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return args[args.indexOf('lab.OpenSearchProcess') + 1] as string;
}

async function until(what: string, happened: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!happened()) {
    if (Date.now() > giveUpAt) throw new Error(`did not happen in 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describeOnOpenSearch('an OpenSearch of our own', () => {
  it(
    'answers on the address it gives, and is gone with its data after stop',
    async () => {
      const started = await startOpenSearch();
      const home = homeOf(started.pid);
      expect(existsSync(home)).toBe(true);
      const answer = await (await fetch(started.url)).json();
      expect(answer.version).toMatchObject({ distribution: 'opensearch', number: '2.19.1' });

      await started.stop();
      expect(isRunning(started.pid)).toBe(false);
      expect(existsSync(home)).toBe(false);
      await started.stop();
    },
    startTimeLimit
  );

  it(
    'ends with the process that started it, even when that one is killed',
    async () => {
      const parent = spawn(
        process.execPath,
        ['--import', 'tsx', join(__dirname, 'start_and_wait.ts')],
        { stdio: ['ignore', 'pipe', 'inherit'] }
      );
      const pid = await new Promise<number>((resolve, reject) => {
        parent.on('exit', () => reject(new Error('ended before OpenSearch was ready')));
        let said = '';
        parent.stdout.on('data', (part) => {
          said += part;
          const line = /^pid (\d+)$/m.exec(said);
          if (line !== null) resolve(Number(line[1]));
        });
      });
      const home = homeOf(pid);
      expect(isRunning(pid)).toBe(true);

      parent.kill('SIGKILL');
      await until('the Java process ends', () => !isRunning(pid));
      expect(existsSync(home)).toBe(false);
    },
    startTimeLimit
  );

  it(
    'is refused a port that is taken, with OpenSearch’s own words, and leaves no process',
    async () => {
      let first: RunningOpenSearch | undefined;
      try {
        first = await startOpenSearch();
        const port = Number(new URL(first.url).port);
        await expect(startOpenSearch({ port })).rejects.toThrow(
          /ended at its start.*BindHttpException/s
        );
      } finally {
        await first?.stop();
      }
    },
    startTimeLimit
  );
});
