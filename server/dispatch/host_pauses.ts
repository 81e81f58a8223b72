import { CLAIM_WITHIN } from '../../common/action/action';
import { MINUTE, SECOND } from '../../common/base/time';

/** Read that the busy worker of a manager has to answer: it ends the pause. */
export type ReadsAgain = () => Promise<boolean>;

interface Pause {
  readonly why: 'limit' | 'hangs';
  /** Our clock, ms: for `hangs` when it began. */
  readonly since: number;
  readonly over: Promise<void>;
}

/** The manager counts requests in windows of a minute: what it refuses now it takes a minute later at the latest. */
export const LIMIT_WINDOW = MINUTE;
/**
 * The manager's own time-outs end after 10 s (3021, measured); asking more often only adds to what it has to do. It is asked for as long as
 * anything can wait for it.
 */
const ASKED_EVERY = 5 * SECOND;

export interface HostPausesDependencies {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Managers that nothing more is sent to for a while: their limit of requests is spent, or they hang on an endpoint that doesn't answer.
 * What waits keeps its place. A hang ends by a read that the manager's worker itself has to answer; `GET /` and logins are answered by
 * others and prove nothing (measured).
 */
export class HostPauses {
  private readonly pauses = new Map<string, Pause>();
  private readonly hangs = new Map<string, { readonly tookMs: number; readonly endedAt: number }>();

  constructor(private readonly dependencies: HostPausesDependencies) {}

  /** Time since which the host's manager hangs, ms. */
  hangsSince(hostId: string): number | undefined {
    const pause = this.pauses.get(hostId);
    return pause?.why === 'hangs' ? pause.since : undefined;
  }

  isPaused(hostId: string): boolean {
    return this.pauses.has(hostId);
  }

  /** Resolves when nothing speaks against sending to this host any more. */
  async whenFree(hostId: string): Promise<void> {
    for (let pause = this.pauses.get(hostId); pause; pause = this.pauses.get(hostId)) {
      await pause.over;
    }
  }

  /** Resolves when the host was free for as long as its last hang took, so that one silent endpoint after another doesn't hold it. */
  async whenRested(hostId: string): Promise<void> {
    await this.whenFree(hostId);
    const hang = this.hangs.get(hostId);
    const rest = hang ? hang.endedAt + hang.tookMs - this.dependencies.now() : 0;
    if (rest > 0) await this.dependencies.wait(rest);
    if (this.isPaused(hostId)) await this.whenRested(hostId);
  }

  /** The limit of requests is spent. @param until our clock, ms, where it is known */
  limited(hostId: string, until: number | undefined): void {
    const { now, wait } = this.dependencies;
    const ms = Math.min(LIMIT_WINDOW, Math.max(SECOND, (until ?? Infinity) - now()));
    this.pause(hostId, 'limit', wait(ms));
  }

  /** The manager didn't answer in time: an endpoint may hold it. */
  hung(hostId: string, readsAgain: ReadsAgain): void {
    this.pause(hostId, 'hangs', this.untilRead(readsAgain));
  }

  private pause(hostId: string, why: Pause['why'], until: Promise<void>): void {
    const { now } = this.dependencies;
    const before = this.pauses.get(hostId);
    const since = before?.why === why ? before.since : now();
    const over = Promise.all([before?.over, until]).then(() => {
      if (this.pauses.get(hostId) !== pause) return;
      this.pauses.delete(hostId);
      if (why === 'hangs') this.hangs.set(hostId, { tookMs: now() - since, endedAt: now() });
    });
    const pause: Pause = { why, since, over };
    this.pauses.set(hostId, pause);
  }

  private async untilRead(readsAgain: ReadsAgain): Promise<void> {
    const { now, wait } = this.dependencies;
    const until = now() + CLAIM_WITHIN;
    while (now() < until && !(await readsAgain().catch(() => false))) await wait(ASKED_EVERY);
  }
}
