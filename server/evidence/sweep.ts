import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { canonicalJson } from '../../common/base/canonical_json';
import { DAY, HOUR, MINUTE } from '../../common/base/time';
import type { AlertContents } from '../indexer/alert_contents';
import type { AlertReadMark } from '../indexer/alert_read_mark';
import type { IncompleteSearch } from '../indexer/search';
import { search } from '../indexer/search';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { Settings } from '../configuration/settings';
import type { EvidenceReader } from './evidence_reader';
import type { FollowedActions } from './follow_actions';
import { readByEndpoint } from './read_by_endpoint';
import type { StatusBoard } from './reconciler_status';

export interface SweepDependencies {
  readonly client: OpenSearchClient;
  readonly contents: AlertContents;
  readonly evidence: Pick<EvidenceReader, 'fold' | 'forgetSeen'>;
  readonly followed: FollowedActions;
  readonly board: StatusBoard;
  readonly directory: Pick<ManagerDirectory, 'refresh'>;
  readonly history: Pick<AlertReadMark, 'lastRead' | 'remember'>;
  /** Brings the projections up to all that the ledger itself has: it is asked where they may be new. */
  readonly projectHistory: () => Promise<void>;
  /** Deletes what the ledger keeps no longer: once a day, when all alerts were read. */
  readonly retain: () => Promise<void>;
  readonly settings: Settings;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

const SWEEP_EVERY = HOUR;
/** Interval for reading everything again, which finds what came later than any sweep looks back. */
const READ_ALL_EVERY = DAY;
/** Delay of the next sweep after one that missed a shard. */
const SWEEP_AGAIN_AFTER = 5 * MINUTE;
const HISTORY_CHECKED_EVERY = MINUTE;

/** Reads again what was read before: of the last days once an hour, and all that is stored where nobody has, and once a day. */
export class Sweep {
  private isStopped = false;
  private sweeping: Promise<void> | undefined;
  private sweptIncompletelyAt = -Infinity;
  private historyCheckedAt = -Infinity;
  private managers: readonly string[] | undefined;

  constructor(private readonly dependencies: SweepDependencies) {}

  stop(): void {
    this.isStopped = true;
  }

  /** True if a sweep is due, even while a shard is missing: it covers the endpoints whose alerts are in others. */
  isDue(): boolean {
    const { last_sweep: lastSweep = -Infinity, failure } = this.dependencies.board.read();
    const now = this.dependencies.now();
    return (
      now - lastSweep >= SWEEP_EVERY &&
      now - this.sweptIncompletelyAt >= SWEEP_AGAIN_AFTER &&
      (failure === undefined || failure.code === 'indexer_incomplete')
    );
  }

  /**
   * Reads everything of the last days again: filebeat that was broken for a day delivers yesterday's times. Where there is a manager
   * whose history nobody has read, and once a day, reads all that is stored. Whoever deletes the projections has them rebuilt by
   * that, also from what the ledger keeps of alerts that are gone. Never throws.
   */
  run(): Promise<void> {
    this.sweeping =
      this.sweeping ??
      this.sweepOnce().finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }

  /** Another manager became known: what was read before belonged to nobody then. */
  async learnManagers(): Promise<void> {
    const managers = await this.dependencies.directory.refresh();
    if (this.managers && !isSame(managers, this.managers)) {
      this.dependencies.evidence.forgetSeen();
      this.dependencies.board.note({ last_sweep: undefined });
    }
    this.managers = managers;
  }

  /** Somebody deleted the projections: lists show nothing of what was known until all is read again. */
  async noticeLostHistory(): Promise<void> {
    const { now, history, board } = this.dependencies;
    if (now() - this.historyCheckedAt < HISTORY_CHECKED_EVERY) return;
    this.historyCheckedAt = now();
    if (board.read().history !== 'read' || this.sweeping) return;
    if ((await history.lastRead(this.managers ?? [])) !== undefined) return;
    board.note({ history: 'not_read', last_sweep: undefined });
  }

  private async sweepOnce(): Promise<void> {
    const { now, settings, onFailure, client, contents, evidence, followed, history, board } =
      this.dependencies;
    const startedAt = now();
    const managers = this.managers ?? [];
    let incomplete: IncompleteSearch | undefined;
    try {
      const readAt = await history.lastRead(managers);
      board.note({ history: readAt === undefined ? 'not_read' : 'read' });
      const isAllDue = readAt === undefined || startedAt - readAt >= READ_ALL_EVERY;
      const from = isAllDue ? 0 : startedAt - settings.sweep;
      if (readAt === undefined) await this.dependencies.projectHistory();
      await followed.take(await search(client, followed.searchSince(from)), from);
      await readByEndpoint({
        client,
        contents,
        from,
        take: (page) => evidence.fold(page),
        isStopped: () => this.isStopped,
        onIncomplete: (error) => {
          incomplete = error;
        },
      });
      if (incomplete) {
        this.sweptIncompletelyAt = startedAt;
        throw incomplete;
      }
      // What stopped in the middle, or began before another manager was known, has to be done again.
      if (this.isStopped || !isSame(managers, this.managers ?? [])) return;
      if (isAllDue) {
        await history.remember(managers, startedAt);
        await this.dependencies.retain();
      }
      board.note({ last_sweep: startedAt, history: 'read' });
    } catch (error) {
      board.failed(error);
      onFailure(error);
    }
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return canonicalJson(Array.from(some).sort()) === canonicalJson(Array.from(others).sort());
}
