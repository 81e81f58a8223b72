import { ActionBuilder } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import type { QueueDocument } from '../../common/action/queue_lease';
import { NOBODY_WORKS } from '../../common/action/queue_lease';
import { SECOND } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { QueueWorker } from './queue_worker';

const waitingOf = (worker: string | undefined): ActionDocument =>
  new ActionBuilder('isolate').with({ host_id: 'lab', worker }).build();

const stored = (action: ActionDocument): StoredAction => ({
  id: actionIdOf(action),
  action,
  version: { seqNo: 1, primaryTerm: 1, writes: 1 },
});

const never = () => new Promise<void>(() => undefined);

/** Processes that share one document, each on its own monotonic clock, and their timers. */
class Processes {
  document: QueueDocument = NOBODY_WORKS;
  readonly taken: string[] = [];
  readonly gone: string[] = [];
  waiting: readonly ActionDocument[] = [];
  private passed = 0;
  private timers: Array<{ readonly at: number; readonly of: string; readonly work: () => void }> =
    [];
  private readonly workers = new Map<string, QueueWorker>();

  start(id: string, offset = 0): QueueWorker {
    const worker = new QueueWorker(id, {
      actions: {
        readById: async (ids) =>
          new Map(
            this.waiting
              .map(stored)
              .filter((one) => ids.includes(one.id))
              .map((one) => [one.id, one])
          ),
      },
      queue: {
        read: async () => new Map([['lab', this.document]]),
        update: async (_, change) => (this.document = change(this.document)),
      },
      isKnown: (hostId) => hostId === 'lab',
      hostIds: async () => ['lab'],
      takeUp: async () => void this.taken.push(id),
      onGone: () => void this.gone.push(id),
      monotonic: () => this.passed + offset,
      later: (work, ms) => void this.timers.push({ at: this.passed + ms, of: id, work }),
      onFailure: (error) => {
        throw error;
      },
    });
    this.workers.set(id, worker);
    return worker;
  }

  /** Ends a process as `kill -9` does. */
  kill(id: string): void {
    this.workers.delete(id);
  }

  async pass(ms: number): Promise<void> {
    const until = this.passed + ms;
    for (; this.passed <= until; this.passed += SECOND) {
      const due = this.timers.filter(({ at }) => at <= this.passed);
      this.timers = this.timers.filter(({ at }) => at > this.passed);
      for (const { of, work } of due) if (this.workers.has(of)) work();
      await settled();
      // A round each second.
      this.workers.forEach((worker) => worker.noticed(this.waiting));
      await settled();
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what a process left behind', () => {
  it('is taken up by another within 30 s of its death, and not while it works', async () => {
    const processes = new Processes();
    const a = processes.start('a');
    processes.start('b', 3_600_000);
    processes.waiting = [waitingOf('a')];
    void a.whileWorking('lab', processes.waiting.map(stored), never);
    await processes.pass(60 * SECOND);
    expect(processes.taken).toEqual([]);
    processes.kill('a');
    await processes.pass(15 * SECOND);
    expect(processes.taken).toEqual([]);
    await processes.pass(15 * SECOND);
    expect(new Set(processes.taken)).toEqual(new Set(['b']));
  });

  it('is taken up by one that was started after its death', async () => {
    const processes = new Processes();
    processes.waiting = [waitingOf('a')];
    processes.document = { holder: 'a', beats: { a: 7 } };
    processes.start('b');
    await processes.pass(15 * SECOND);
    expect(processes.taken).toEqual([]);
    await processes.pass(15 * SECOND);
    expect(processes.taken[0]).toBe('b');
  });

  it('is taken up by one of several', async () => {
    const processes = new Processes();
    processes.waiting = [waitingOf('gone')];
    processes.start('b');
    processes.start('c');
    await processes.pass(15 * SECOND);
    // Whose it is may only not have beaten yet.
    expect(processes.taken).toEqual([]);
    await processes.pass(20 * SECOND);
    expect(new Set(processes.taken)).toEqual(new Set(['b']));
  });

  it('is not what a process still records: it beats before it has anything to send', async () => {
    const processes = new Processes();
    const a = processes.start('a');
    processes.start('b');
    void a.whileWorking('lab', [], never);
    processes.waiting = [waitingOf('a')];
    await processes.pass(60 * SECOND);
    expect(processes.taken).toEqual([]);
    expect(processes.document.holder).toBe('a');
  });

  it('is noticed by one that has nothing to do and rarely reads', async () => {
    const processes = new Processes();
    const a = processes.start('a');
    const b = processes.start('b');
    b.start();
    void a.whileWorking('lab', [waitingOf('a')].map(stored), never);
    await processes.pass(30 * SECOND);
    expect(processes.gone).toEqual([]);
    processes.kill('a');
    await processes.pass(30 * SECOND);
    expect(processes.gone).toEqual(['b']);
  });

  it('is none of a host that is not configured here: somebody can write any name into the index', async () => {
    const processes = new Processes();
    processes.start('b');
    processes.waiting = [new ActionBuilder('isolate').with({ host_id: 'elsewhere' }).build()];
    await processes.pass(40 * SECOND);
    expect(processes.document).toEqual(NOBODY_WORKS);
    expect(processes.taken).toEqual([]);
  });

  it('is none where it ended: the document is left clean', async () => {
    const processes = new Processes();
    const a = processes.start('a');
    await a.whileWorking('lab', [waitingOf('a')].map(stored), async () => undefined);
    await processes.pass(15 * SECOND);
    expect(processes.document).toEqual(NOBODY_WORKS);
  });
});
