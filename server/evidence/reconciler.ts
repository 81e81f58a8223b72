import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import { SECOND } from '../../common/base/time';
import type { ActionLedger } from '../indexer/action_ledger';
import type { AlertContents } from '../indexer/alert_contents';
import type { AlertReadMark } from '../indexer/alert_read_mark';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { Settings } from '../configuration/settings';
import type { ContactWatch } from './contact_watch';
import { EventReads } from './event_reads';
import type { EvidenceReader } from './evidence_reader';
import { FollowedActions } from './follow_actions';
import type { FormerNames } from './former_names';
import type { NameCheck } from './name_check';
import type { ActionProjector } from './project_action';
import type { ReconcilerStatus } from './reconciler_status';
import { StatusBoard } from './reconciler_status';
import { Sweep } from './sweep';

export interface ReconcilerDependencies {
  readonly client: OpenSearchClient;
  readonly actions: ActionLedger;
  readonly contents: AlertContents;
  readonly evidence: EvidenceReader;
  readonly projector: ActionProjector;
  readonly directory: Pick<ManagerDirectory, 'refresh'>;
  readonly names: Pick<NameCheck, 'round'>;
  readonly formerNames: Pick<FormerNames, 'round'>;
  readonly history: Pick<AlertReadMark, 'lastRead' | 'remember'>;
  /** Brings the projections up to all that the ledger itself has: it is asked where they may be new. */
  readonly projectHistory: () => Promise<void>;
  /** Deletes what the ledger keeps no longer: once a day, when all alerts were read. */
  readonly retain: () => Promise<void>;
  readonly contacts: Pick<ContactWatch, 'searchDue' | 'take'>;
  readonly settings: Settings;
  readonly now: () => number;
  /** Makes sure that the ledger is there; asked before each round. */
  readonly ensureLedger: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  readonly onEnd: (action: ActionDocument) => void;
  /** Told in each round of our actions that aren't over. */
  readonly onPending: (actions: readonly ActionDocument[]) => void;
}

/** Interval between the starts of two rounds, so the time a round takes doesn't add to how far the ledger is behind. */
const BUSY_EVERY = SECOND;
const IDLE_EVERY = 30 * SECOND;
/** Shortest pause between two rounds, however long the first took, ms: others need the indexer too. */
const BREATH = 100;
/** Time the reconciler stays busy after someone looked. */
const WATCHED_FOR = 15 * SECOND;

/**
 * Reads what endpoints report and brings the ledger up to it. One runs in every process of the dashboard; several change nothing
 * but the load. It keeps no state that matters: what it has read is only where it goes on.
 */
export class Reconciler {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;
  private watchedUntil = 0;
  private readonly board: StatusBoard;
  private readonly followed: FollowedActions;
  private readonly reads: EventReads;
  private readonly sweeps: Sweep;

  constructor(private readonly dependencies: ReconcilerDependencies) {
    const board = new StatusBoard(dependencies.now);
    const followed = new FollowedActions({ ...dependencies, board });
    this.board = board;
    this.followed = followed;
    this.reads = new EventReads({ ...dependencies, board, followed });
    this.sweeps = new Sweep({ ...dependencies, board, followed });
  }

  start(): void {
    this.schedule(0);
  }

  stop(): void {
    this.isStopped = true;
    this.followed.stop();
    this.reads.stop();
    this.sweeps.stop();
    if (this.timer) clearTimeout(this.timer);
  }

  /** Somebody looks, or something was just sent: read every second for a while. */
  wake(): void {
    const wasIdle = this.nextPause() > BUSY_EVERY;
    this.watchedUntil = this.dependencies.now() + WATCHED_FOR;
    if (wasIdle && !this.running) this.schedule(0);
  }

  report(): ReconcilerStatus {
    return this.board.read();
  }

  /** The endpoints of a manager of which an action waits, by agent ID. */
  waiting(manager: string | undefined): string[] {
    return this.followed.waiting(manager);
  }

  /** One round: our own actions, new events, and what is due of the older reads. Never throws. */
  async round(): Promise<void> {
    const { now, onFailure } = this.dependencies;
    const { sweeps, reads, board } = this;
    try {
      await this.dependencies.ensureLedger();
      await sweeps.learnManagers();
      await sweeps.noticeLostHistory();
      const incomplete = await reads.readNew();
      this.dependencies.onPending(this.followed.pendingNow());
      if (incomplete) throw incomplete;
      board.note({ last_round: now(), failure: undefined });
    } catch (error) {
      board.failed(error);
      onFailure(error);
    }
    // Behind the reading: a report that has just come is not to wait behind what is asked for once an hour.
    void this.dependencies.names.round();
    void this.dependencies.formerNames.round();
    if (sweeps.isDue()) void this.sweep();
  }

  /** Reads what was read before again, unless that is being done already. Never throws. */
  sweep(): Promise<void> {
    return this.sweeps.run();
  }

  private nextPause(): number {
    const isWatched = this.dependencies.now() < this.watchedUntil;
    return isWatched || this.followed.pendingNow().length > 0 ? BUSY_EVERY : IDLE_EVERY;
  }

  private schedule(pause: number): void {
    if (this.isStopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const begunAt = performance.now();
      this.running = this.round().finally(() => {
        this.running = undefined;
        this.schedule(Math.max(BREATH, this.nextPause() - (performance.now() - begunAt)));
      });
    }, pause);
    this.timer.unref();
  }
}
