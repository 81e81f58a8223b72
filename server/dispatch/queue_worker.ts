import type { ActionDocument } from '../../common/action/action';
import type { QueueDocument, SeenBeats } from '../../common/action/queue_lease';
import {
  BEAT_EVERY,
  HELD_FOR,
  isGone,
  seenIn,
  withBeat,
  withoutProcess,
} from '../../common/action/queue_lease';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { QueueLedger } from '../indexer/queue_ledger';

export interface QueueWorkerDependencies {
  readonly actions: Pick<ActionLedger, 'readById'>;
  readonly queue: Pick<QueueLedger, 'read' | 'update'>;
  /** The hosts of which anything is known, without asking anyone. */
  readonly hostIds: () => Promise<readonly string[]>;
  /** Told that a process is gone that worked on something: the next round finds what waits. */
  readonly onGone: () => void;
  /** Sends what a process left behind that is gone, as far as this one may. */
  readonly takeUp: (hostId: string, waiting: readonly StoredAction[]) => Promise<void>;
  /** Time of this process that never jumps, ms. */
  readonly monotonic: () => number;
  readonly later: (work: () => void, ms: number) => void;
  readonly onFailure: (error: unknown) => void;
}

interface Host {
  /** Actions that this process works on. */
  readonly working: Set<string>;
  /** Actions that others recorded, and that wait as of the last round. */
  others: readonly ActionDocument[];
  seen: SeenBeats;
  /** Own monotonic time until which this process holds the lease, ms. */
  heldUntil: number;
  isBeating: boolean;
  /** Processes that were noticed to be gone. */
  gone: ReadonlySet<string>;
}

/**
 * Tells the other processes that this one works on what waits, and takes up what one left behind that is gone: each action is taken up on
 * the condition that nobody else did, so that being wrong about who is gone sends nothing twice.
 */
export class QueueWorker {
  private readonly hosts = new Map<string, Host>();
  private isStopped = false;

  /** @param id name of this process among the others, another one each time that it starts */
  constructor(readonly id: string, private readonly dependencies: QueueWorkerDependencies) {}

  /** Beats for as long as the work takes. */
  async whileWorking<T>(
    hostId: string,
    queue: readonly StoredAction[],
    work: () => Promise<T>
  ): Promise<T> {
    const host = this.hostOf(hostId);
    const ids = queue.map(({ id }) => id);
    ids.forEach((id) => host.working.add(id));
    this.beatWhileNeeded(hostId);
    try {
      return await work();
    } finally {
      ids.forEach((id) => host.working.delete(id));
    }
  }

  /** Told in each round of all that waits to be sent. */
  noticed(pending: readonly ActionDocument[]): void {
    const waiting = pending.filter(({ status }) => status === 'recorded');
    for (const hostId of new Set([
      ...waiting.map(({ host_id }) => host_id),
      ...this.hosts.keys(),
    ])) {
      const host = this.hostOf(hostId);
      host.others = waiting.filter(
        (action) => action.host_id === hostId && !host.working.has(actionIdOf(action))
      );
      this.beatWhileNeeded(hostId);
    }
  }

  /** Notices the others while this process has nothing to do itself, so that what they leave behind is found soon. */
  start(): void {
    this.dependencies.later(() => {
      if (this.isStopped) return;
      void this.watch().then(() => this.start());
    }, BEAT_EVERY);
  }

  stop(): void {
    this.isStopped = true;
  }

  private async watch(): Promise<void> {
    const { queue, hostIds, monotonic, onGone, onFailure } = this.dependencies;
    try {
      const documents = await queue.read(await hostIds());
      documents.forEach((document, hostId) => {
        const host = this.hostOf(hostId);
        host.seen = seenIn(document, host.seen, monotonic());
        const gone = Array.from(host.seen.keys()).filter((process) =>
          isGone(process, host.seen, monotonic())
        );
        if (gone.some((process) => !host.gone.has(process))) onGone();
        host.gone = new Set(gone);
      });
    } catch (error) {
      onFailure(error);
    }
  }

  private hostOf(hostId: string): Host {
    const known = this.hosts.get(hostId);
    if (known) return known;
    const host: Host = {
      working: new Set(),
      others: [],
      seen: new Map(),
      heldUntil: -Infinity,
      isBeating: false,
      gone: new Set(),
    };
    this.hosts.set(hostId, host);
    return host;
  }

  private beatWhileNeeded(hostId: string): void {
    const host = this.hostOf(hostId);
    if (host.isBeating || !isNeeded(host)) return;
    host.isBeating = true;
    void this.beat(hostId, host);
  }

  private async beat(hostId: string, host: Host): Promise<void> {
    const { onFailure, later } = this.dependencies;
    try {
      await this.beatOnce(hostId, host);
    } catch (error) {
      onFailure(error);
    }
    const goesOn = !this.isStopped && isNeeded(host);
    later(() => {
      if (goesOn) {
        void this.beat(hostId, host);
        return;
      }
      host.isBeating = false;
      // Something can have come while it ended.
      if (!this.isStopped && isNeeded(host)) this.beatWhileNeeded(hostId);
      else this.leave(hostId, host).catch(onFailure);
    }, BEAT_EVERY);
  }

  private async beatOnce(hostId: string, host: Host): Promise<void> {
    const { queue, monotonic } = this.dependencies;
    const begunAt = monotonic();
    const written = await queue.update(hostId, (document) => {
      host.seen = seenIn(document, host.seen, monotonic());
      return withBeat(document, this.id, host.seen, monotonic());
    });
    if (!written) return;
    if (written.holder === this.id) host.heldUntil = begunAt + HELD_FOR;
    await this.takeUpWhatIsLeft(hostId, host, written);
  }

  private async takeUpWhatIsLeft(
    hostId: string,
    host: Host,
    document: QueueDocument
  ): Promise<void> {
    const { actions, takeUp, monotonic, onFailure } = this.dependencies;
    if (document.holder !== this.id || monotonic() >= host.heldUntil) return;
    const left = host.others.filter(
      ({ worker }) =>
        worker === this.id || worker === undefined || isGone(worker, host.seen, monotonic())
    );
    if (left.length === 0) return;
    const stored = await actions.readById(left.map(actionIdOf));
    const waiting = Array.from(stored.values()).filter(
      ({ id, action }) => action.status === 'recorded' && !host.working.has(id)
    );
    if (waiting.length === 0) return;
    this.whileWorking(hostId, waiting, () => takeUp(hostId, waiting)).catch(onFailure);
  }

  private async leave(hostId: string, host: Host): Promise<void> {
    host.heldUntil = -Infinity;
    await this.dependencies.queue.update(hostId, (document) => withoutProcess(document, this.id));
  }
}

function isNeeded({ working, others }: Host): boolean {
  return working.size > 0 || others.length > 0;
}
