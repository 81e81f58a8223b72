import type { ActionDocument } from '../../common/action/action';
import type { QueueDocument, SeenBeats } from '../../common/action/queue_lease';
import {
  BEAT_EVERY,
  GONE_AFTER,
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
  /** False for a host that isn't configured here, or of which nothing is known yet: its documents are others'. */
  readonly isKnown: (hostId: string) => boolean;
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
  /** Pieces of work that go on, which may not have recorded anything yet. */
  works: number;
  /** Actions that this process works on. */
  readonly working: Set<string>;
  /** Actions that others recorded, and that wait as of the last round. */
  others: readonly ActionDocument[];
  seen: SeenBeats;
  /** Own monotonic time until which this process holds the lease, ms. */
  heldUntil: number;
  isBeating: boolean;
  /** Processes that stopped beating. */
  readonly gone: Set<string>;
  /** Own monotonic time at which something of each process was first found waiting, ms. */
  readonly noticedAt: Map<string, number>;
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

  /**
   * Beats for as long as the work takes, so that no other process takes what it recorded for left behind.
   * @param queue what is sent by it; what it records first needs not be known yet
   */
  async whileWorking<T>(
    hostId: string,
    queue: readonly StoredAction[],
    work: () => Promise<T>
  ): Promise<T> {
    const host = this.hostOf(hostId);
    const ids = queue.map(({ id }) => id);
    ids.forEach((id) => host.working.add(id));
    host.works += 1;
    this.beatWhileNeeded(hostId);
    try {
      return await work();
    } finally {
      host.works -= 1;
      ids.forEach((id) => host.working.delete(id));
    }
  }

  /** Told in each round of all that waits to be sent. */
  noticed(pending: readonly ActionDocument[]): void {
    const { isKnown } = this.dependencies;
    const waiting = pending.filter(
      ({ status, host_id: hostId }) => status === 'recorded' && isKnown(hostId)
    );
    for (const hostId of new Set([
      ...waiting.map(({ host_id }) => host_id),
      ...this.hosts.keys(),
    ])) {
      const host = this.hostOf(hostId);
      host.others = waiting.filter(
        (action) =>
          action.host_id === hostId &&
          action.worker !== this.id &&
          !host.working.has(actionIdOf(action))
      );
      noticeIn(host, this.dependencies.monotonic());
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
    const { queue, hostIds, onGone, onFailure } = this.dependencies;
    try {
      const documents = await queue.read(await hostIds());
      documents.forEach((document, hostId) => {
        const host = this.hostOf(hostId);
        if (this.look(host, document).length > 0) onGone();
      });
    } catch (error) {
      onFailure(error);
    }
  }

  private hostOf(hostId: string): Host {
    const known = this.hosts.get(hostId);
    if (known) return known;
    const host: Host = {
      works: 0,
      working: new Set(),
      others: [],
      seen: new Map(),
      heldUntil: -Infinity,
      isBeating: false,
      gone: new Set(),
      noticedAt: new Map(),
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
      this.look(host, document);
      return withBeat(document, this.id, host.seen, monotonic());
    });
    if (!written) return;
    if (written.holder === this.id) host.heldUntil = begunAt + HELD_FOR;
    await this.takeUpWhatIsLeft(hostId, host, written);
  }

  /** Notes who beats. @returns those that were found to be gone now */
  private look(host: Host, document: QueueDocument): readonly string[] {
    const now = this.dependencies.monotonic();
    host.seen = seenIn(document, host.seen, now);
    const found: string[] = [];
    for (const process of host.seen.keys()) {
      if (!isGone(process, host.seen, now)) host.gone.delete(process);
      else if (!host.gone.has(process)) found.push(process);
    }
    found.forEach((process) => host.gone.add(process));
    return found;
  }

  private async takeUpWhatIsLeft(
    hostId: string,
    host: Host,
    document: QueueDocument
  ): Promise<void> {
    const { actions, takeUp, monotonic, onFailure } = this.dependencies;
    if (document.holder !== this.id || monotonic() >= host.heldUntil) return;
    const left = host.others.filter((action) => isLeft(action, host, monotonic()));
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

function isNeeded({ works, others }: Host): boolean {
  return works > 0 || others.length > 0;
}

/** Name for the process of what an older version recorded. */
const NOBODY = '';

function noticeIn(host: Host, now: number): void {
  const workers = new Set(host.others.map(({ worker = NOBODY }) => worker));
  workers.forEach((worker) => host.noticedAt.set(worker, host.noticedAt.get(worker) ?? now));
  for (const worker of host.noticedAt.keys())
    if (!workers.has(worker)) host.noticedAt.delete(worker);
}

/** True if nobody works on it: its process stopped beating, or never beat since something of it was found, which is a while ago. */
function isLeft({ worker = NOBODY }: ActionDocument, host: Host, now: number): boolean {
  if (host.gone.has(worker)) return true;
  return !host.seen.has(worker) && now - (host.noticedAt.get(worker) ?? now) >= GONE_AFTER;
}
