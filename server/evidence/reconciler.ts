import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import { giveUpWaiting, isPending, recover } from '../../common/action/action';
import { endFollowUp } from '../../common/action/follow_up';
import { canonicalJson } from '../../common/base/canonical_json';
import { DAY, HOUR, MINUTE, SECOND } from '../../common/base/time';
import type { ActionLedger } from '../indexer/action_ledger';
import { actionIdOf, FOLLOWED_AT_ONCE } from '../indexer/action_ledger';
import type { AlertContents } from '../indexer/alert_contents';
import type { EventsRequest } from '../indexer/alerts';
import { eventsSearch } from '../indexer/alerts';
import type { AlertReadMark } from '../indexer/alert_read_mark';
import { IndexerError } from '../indexer/indexer_error';
import type { IncompleteSearch, SearchResult } from '../indexer/search';
import { foundOf, isIncomplete, search, searchAll, wholeOf } from '../indexer/search';
import { ManagerError } from '../manager/manager_error';
import type { Settings } from '../configuration/settings';
import type { ContactWatch } from './contact_watch';
import type { EvidenceReader } from './evidence_reader';
import type { FormerNames } from './former_names';
import { LoudReader } from './loud_reader';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { NameCheck } from './name_check';
import type { ActionProjector } from './project_action';
import { readByEndpoint } from './read_by_endpoint';

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
}

/** A read of what the cursor may have passed, and how many pages of it. */
interface PassedRead {
  readonly request: EventsRequest;
  readonly most: number;
}

/** Status of the reconciler, for Readiness. */
export interface ReconcilerStatus {
  /** End of the last round without an error, ms. */
  readonly last_round?: number;
  /** Time of the managers up to which events were read, ms. */
  readonly read_up_to?: number;
  readonly last_sweep?: number;
  /**
   * `read` once every stored alert was read for all managers that are known now. Until then an old isolation may be missing, and "no
   * isolation on record" says little.
   */
  readonly history: 'not_known' | 'not_read' | 'read';
  readonly pending: number;
  readonly failure?: { readonly at: number; readonly code: string; readonly message: string };
}

/** Interval between the starts of two rounds, so the time a round takes doesn't add to how far the ledger is behind. */
const BUSY_EVERY = SECOND;
const IDLE_EVERY = 30 * SECOND;
/** Shortest pause between two rounds, however long the first took, ms: others need the indexer too. */
const BREATH = 100;
/** Time the reconciler stays busy after someone looked. */
const WATCHED_FOR = 15 * SECOND;
/**
 * Range that a round reads again. Events can become searchable out of order: each of three shards refreshes every 5 s at its own time, and
 * every round covers that. Longer delays, such as a shipper that paused, are covered by a wider read a few times a minute: at 500 events/s
 * a minute of them in each round would be more than a round can read.
 */
const OVERLAP = 10 * SECOND;
const WIDE_OVERLAP = MINUTE;
const WIDE_EVERY = 15 * SECOND;
const RECENT = 30 * MINUTE;
const RECENT_EVERY = MINUTE;
const SWEEP_EVERY = HOUR;
/** Interval for reading everything again, which finds what came later than any sweep looks back. */
const READ_ALL_EVERY = DAY;
/** Delay of the next sweep after one that missed a shard. */
const SWEEP_AGAIN_AFTER = 5 * MINUTE;
const HISTORY_CHECKED_EVERY = MINUTE;
/** A node's clock may be behind ours by so much. */
const CLOCKS_APART = 30 * MINUTE;
const PAGE = 1000;
/** Most pages of the reads that only look for what the cursor passed. The rest is left to the sweep. */
const MAX_PAGES_OF_OLDER = 10;
/** Nearly all of what is read of these is known. */
const PASSED = { order: 'newest_first', size: PAGE, without: 'contents' } as const;

/**
 * Reads what endpoints report and brings the ledger up to it. One runs in every process of the dashboard; several change nothing
 * but the load. It keeps no state that matters: what it has read is only where it goes on.
 */
export class Reconciler {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;
  private lookingBack: Promise<void> | undefined;
  private isStopped = false;
  private watchedUntil = 0;
  private cursor: number | undefined;
  /** Position of the cursor when a shard went missing: what that shard has is read when it is back. */
  private incompleteFrom: number | undefined;
  private sweptIncompletelyAt = -Infinity;
  private recentAt = 0;
  private widelyReadAt = 0;
  private followedAt: number | undefined;
  private pending: readonly ActionDocument[] = [];
  private historyCheckedAt = -Infinity;
  private managers: readonly string[] | undefined;
  private status: ReconcilerStatus = { pending: 0, history: 'not_known' };
  private readonly loud: LoudReader;

  constructor(private readonly dependencies: ReconcilerDependencies) {
    const { client, settings, evidence, now, onFailure } = dependencies;
    this.loud = new LoudReader({
      client,
      settings: settings.alerts,
      fold: (page) => evidence.foldNew(page),
      now,
      onFailure: (error) => {
        this.failed(error);
        onFailure(error);
      },
    });
  }

  start(): void {
    this.schedule(0);
  }

  stop(): void {
    this.isStopped = true;
    this.loud.stop();
    if (this.timer) clearTimeout(this.timer);
  }

  /** Somebody looks, or something was just sent: read every second for a while. */
  wake(): void {
    const wasIdle = this.nextPause() > BUSY_EVERY;
    this.watchedUntil = this.dependencies.now() + WATCHED_FOR;
    if (wasIdle && !this.running) this.schedule(0);
  }

  report(): ReconcilerStatus {
    return this.status;
  }

  /** The endpoints of a manager of which an action waits, by agent ID. */
  waiting(manager: string | undefined): string[] {
    const waiting = this.pending.filter((action) => action.manager === manager);
    return Array.from(new Set(waiting.map(({ agent }) => agent.id)));
  }

  /** One round: our own actions, new events, and what is due of the older reads. Never throws. */
  async round(): Promise<void> {
    const { now, onFailure } = this.dependencies;
    try {
      await this.dependencies.ensureLedger();
      await this.learnManagers();
      await this.noticeLostHistory();
      const incomplete = await this.readNew();
      if (incomplete) throw incomplete;
      this.status = { ...this.status, last_round: now(), failure: undefined };
    } catch (error) {
      this.failed(error);
      onFailure(error);
    }
    // Behind the reading: a report that has just come is not to wait behind what is asked for once an hour.
    void this.dependencies.names.round();
    void this.dependencies.formerNames.round();
    if (this.isSweepDue()) void this.sweep();
  }

  /** True if a sweep is due, even while a shard is missing: it covers the endpoints whose alerts are in others. */
  private isSweepDue(): boolean {
    const { last_sweep: lastSweep = -Infinity, failure } = this.status;
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
  sweep(): Promise<void> {
    this.sweeping =
      this.sweeping ??
      this.sweepOnce().finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }

  /** Another manager became known: what was read before belonged to nobody then. */
  private async learnManagers(): Promise<void> {
    const managers = await this.dependencies.directory.refresh();
    if (this.managers && !isSame(managers, this.managers)) {
      this.dependencies.evidence.forgetSeen();
      this.status = { ...this.status, last_sweep: undefined };
    }
    this.managers = managers;
  }

  /** Somebody deleted the projections: lists show nothing of what was known until all is read again. */
  private async noticeLostHistory(): Promise<void> {
    const { now, history } = this.dependencies;
    if (now() - this.historyCheckedAt < HISTORY_CHECKED_EVERY) return;
    this.historyCheckedAt = now();
    if (this.status.history !== 'read' || this.sweeping) return;
    if ((await history.lastRead(this.managers ?? [])) !== undefined) return;
    this.status = { ...this.status, history: 'not_read', last_sweep: undefined };
  }

  private async sweepOnce(): Promise<void> {
    const { now, settings, onFailure, client, contents, evidence, actions, history } =
      this.dependencies;
    const startedAt = now();
    const managers = this.managers ?? [];
    let incomplete: IncompleteSearch | undefined;
    try {
      const readAt = await history.lastRead(managers);
      this.status = { ...this.status, history: readAt === undefined ? 'not_read' : 'read' };
      const isAllDue = readAt === undefined || startedAt - readAt >= READ_ALL_EVERY;
      const from = isAllDue ? 0 : startedAt - settings.sweep;
      if (readAt === undefined) await this.dependencies.projectHistory();
      await this.follow(await search(client, actions.followSearch(from)), from);
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
      this.status = { ...this.status, last_sweep: startedAt, history: 'read' };
    } catch (error) {
      this.failed(error);
      onFailure(error);
    }
  }

  /**
   * All in one request. What cannot be read of the one does not hold up the others.
   * @returns what said that a shard is missing: what the others have is folded, and the cursor goes on, to come back when all are there
   */
  private async readNew(): Promise<IncompleteSearch | undefined> {
    const { client, actions, contacts, evidence, settings, now } = this.dependencies;
    const startedAt = now();
    const changedSince = (this.followedAt ?? startedAt - RECENT) - WIDE_OVERLAP;
    const apart = this.loud.sources();
    const fresh: EventsRequest = {
      from: (this.cursor ?? startedAt - RECENT) - OVERLAP,
      apart,
      order: 'by_time',
      size: PAGE,
      without: 'contents',
    };
    const ofPending = this.pendingReads().map((request) => ({ ...request, apart }));
    const passed = this.passedReads(startedAt);
    const events = [fresh, ...ofPending, ...passed.map(({ request }) => request)];
    const watched = contacts.searchDue();
    const [followed, first, ...others] = await searchAll(client, [
      actions.followSearch(changedSince),
      ...events.map((request) => eventsSearch(settings.alerts, request)),
      ...(watched ? [watched] : []),
    ]);
    if (watched) this.watchContacts(others[events.length - 1]);
    await this.follow(wholeOf(followed), changedSince);
    this.followedAt = startedAt;
    const before = this.cursor ?? startedAt - RECENT;
    const incomplete = [first, ...others.slice(0, events.length - 1)].find(isIncomplete);
    await this.readFresh(fresh, foundOf(first), startedAt);
    for (const [index, request] of ofPending.entries()) {
      const result = foundOf(others[index]);
      await this.eachPage(request, result, (page) => evidence.foldNew(page), MAX_PAGES_OF_OLDER);
    }
    for (const [index, read] of passed.entries()) {
      const result = foundOf(others[ofPending.length + index]);
      await evidence.foldNew(this.loud.without(result, Infinity));
      this.lookFurtherBack(read, result);
    }
    if (incomplete) {
      this.incompleteFrom = this.incompleteFrom ?? before;
    } else if (this.incompleteFrom !== undefined) {
      this.cursor = this.incompleteFrom;
      this.incompleteFrom = undefined;
    }
    return incomplete;
  }

  /** Goes through the new events. Who fills a page is left out of the next ones, and read apart. */
  private async readFresh(
    request: EventsRequest,
    first: SearchResult,
    startedAt: number
  ): Promise<void> {
    let page: SearchResult | undefined = first;
    for (let pages = 1; page && !this.isStopped; pages++) {
      await this.dependencies.evidence.foldNew(this.loud.without(page, request.size));
      this.moveCursor(page, startedAt);
      if (page.hits.length >= request.size) await this.loud.count(request.from ?? 0, pages);
      page = await this.pageAfter(request, page);
    }
    const behind = this.loud.go();
    if (behind !== undefined) this.cursor = Math.max(this.cursor ?? 0, behind);
  }

  /**
   * Reads what the cursor has passed: its first page comes with the round. No round waits for the rest: at 500 events/s it is many pages,
   * and new events would wait behind known ones.
   */
  private lookFurtherBack({ request, most }: PassedRead, first: SearchResult): void {
    if (first.hits.length < request.size) return;
    const { evidence, onFailure } = this.dependencies;
    const before = this.lookingBack ?? Promise.resolve();
    const looking = before
      .then(() => this.pageAfter(request, first))
      .then((next) =>
        next ? this.eachPage(request, next, (page) => evidence.foldNew(page), most - 1) : undefined
      )
      .catch((error: unknown) => {
        this.failed(error);
        onFailure(error);
      })
      .finally(() => {
        if (this.lookingBack === looking) this.lookingBack = undefined;
      });
    this.lookingBack = looking;
  }

  /** Asks managers, for which no round waits. */
  private watchContacts(found: SearchResult | IndexerError | undefined): void {
    const { contacts, onFailure } = this.dependencies;
    if (found instanceof IndexerError) onFailure(found);
    else if (found) void contacts.take(found);
  }

  private async eachPage(
    request: EventsRequest,
    first: SearchResult,
    take: (page: SearchResult) => Promise<void>,
    most = Infinity
  ): Promise<void> {
    let page: SearchResult | undefined = first;
    for (let count = 1; page && !this.isStopped; count++) {
      await take(page);
      page = count < most ? await this.pageAfter(request, page) : undefined;
    }
  }

  private async pageAfter(
    request: EventsRequest,
    page: SearchResult
  ): Promise<SearchResult | undefined> {
    const { client, settings } = this.dependencies;
    const after = page.hits[request.size - 1]?.sort;
    if (!after) return undefined;
    const apart = this.loud.sources();
    const asked = eventsSearch(settings.alerts, { ...request, apart, after });
    const [next] = await searchAll(client, [asked]);
    return foundOf(next);
  }

  /** Reads what a shipper that paused delivers, and what a node whose clock is behind writes. */
  private passedReads(startedAt: number): PassedRead[] {
    if (this.lookingBack) return [];
    const apart = this.loud.sources();
    const reads: PassedRead[] = [];
    if (this.cursor !== undefined && startedAt - this.widelyReadAt >= WIDE_EVERY) {
      this.widelyReadAt = startedAt;
      const from = this.cursor - WIDE_OVERLAP;
      reads.push({ request: { ...PASSED, from, apart }, most: Infinity });
    }
    if (startedAt - this.recentAt >= RECENT_EVERY) {
      this.recentAt = startedAt;
      const from = startedAt - RECENT;
      reads.push({ request: { ...PASSED, from, apart }, most: MAX_PAGES_OF_OLDER });
    }
    return reads;
  }

  /** The events of endpoints that wait, from well before they were asked. */
  private pendingReads(): EventsRequest[] {
    if (this.pending.length === 0) return [];
    const agents = this.pending.map(({ agent }) => agent.id);
    const since = Math.min(...this.pending.map((action) => action.sent_at ?? action.created_at));
    return [
      {
        ...PASSED,
        from: since - CLOCKS_APART,
        agents: Array.from(new Set(agents)),
      },
    ];
  }

  /** Never beyond our own clock: a manager whose clock is ahead must not make us skip the others. */
  private moveCursor({ hits }: SearchResult, startedAt: number): void {
    const [newest] = hits[hits.length - 1]?.sort ?? [];
    const seen = typeof newest === 'number' ? newest : startedAt;
    this.cursor = Math.max(this.cursor ?? 0, Math.min(seen, startedAt));
    this.status = { ...this.status, read_up_to: this.cursor };
  }

  /** Ends the waits of our actions that are over, and brings the projections up to what was written recently, by whatever process. */
  private async follow(first: SearchResult, since: number): Promise<void> {
    const { client, actions, projector } = this.dependencies;
    const pending: ActionDocument[] = [];
    let page = first;
    for (;;) {
      const found = actions.actionsIn(page);
      const ended = await this.endWaits(found);
      await projector.project([...found, ...ended.values()]);
      pending.push(...found.filter((action) => isPending(action.status) && !ended.has(action)));
      const after = page.hits[FOLLOWED_AT_ONCE - 1]?.sort;
      if (!after || this.isStopped) break;
      page = await search(client, actions.followSearch(since, after));
    }
    this.pending = pending;
    this.status = { ...this.status, pending: pending.length };
  }

  /** @returns the actions as they were found, with what they became. A search tells no version that a write could rely on. */
  private async endWaits(
    found: readonly ActionDocument[]
  ): Promise<Map<ActionDocument, ActionDocument>> {
    const { actions, now, onEnd } = this.dependencies;
    const step = (action: ActionDocument) =>
      recover(action, now()) ??
      giveUpWaiting(action, now()) ??
      endFollowUp(action, now()) ??
      action;
    const due = new Map(
      found.flatMap((action) => (step(action) === action ? [] : [[actionIdOf(action), action]]))
    );
    const stored = await actions.readById(Array.from(due.keys()));
    const { written, failure } = await actions.updateMany(
      Array.from(stored.values(), (one) => ({ stored: one, step }))
    );
    if (failure) throw failure;
    const ended = new Map<ActionDocument, ActionDocument>();
    for (const { id, action } of written) {
      const was = due.get(id);
      if (was) ended.set(was, action);
      if (was && isPending(was.status) && !isPending(action.status)) onEnd(action);
    }
    return ended;
  }

  private failed(error: unknown): void {
    const { code, message } =
      error instanceof IndexerError || error instanceof ManagerError ? error : INTERNAL;
    this.status = { ...this.status, failure: { at: this.dependencies.now(), code, message } };
  }

  private nextPause(): number {
    const isWatched = this.dependencies.now() < this.watchedUntil;
    return isWatched || this.pending.length > 0 ? BUSY_EVERY : IDLE_EVERY;
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

const INTERNAL = {
  code: 'internal',
  message: 'The plugin had an internal error. See the dashboard server log.',
};

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return canonicalJson(Array.from(some).sort()) === canonicalJson(Array.from(others).sort());
}
