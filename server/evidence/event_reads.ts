import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { MINUTE, SECOND } from '../../common/base/time';
import type { EventsRequest } from '../indexer/alerts';
import { eventsSearch } from '../indexer/alerts';
import { IndexerError } from '../indexer/indexer_error';
import type { IncompleteSearch, SearchResult } from '../indexer/search';
import { foundOf, isIncomplete, searchAll, wholeOf } from '../indexer/search';
import type { Settings } from '../configuration/settings';
import type { ContactWatch } from './contact_watch';
import type { EvidenceReader } from './evidence_reader';
import type { FollowedActions } from './follow_actions';
import { LoudReader } from './loud_reader';
import type { StatusBoard } from './reconciler_status';

export interface EventReadsDependencies {
  readonly client: OpenSearchClient;
  readonly evidence: Pick<EvidenceReader, 'foldNew'>;
  readonly followed: FollowedActions;
  readonly board: StatusBoard;
  readonly contacts: Pick<ContactWatch, 'searchDue' | 'take'>;
  readonly settings: Settings;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A read of what the cursor may have passed, and how many pages of it. */
interface PassedRead {
  readonly request: EventsRequest;
  readonly most: number;
}

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
/** A node's clock may be behind ours by so much. */
const CLOCKS_APART = 30 * MINUTE;
const PAGE = 1000;
/** Most pages of the reads that only look for what the cursor passed. The rest is left to the sweep. */
const MAX_PAGES_OF_OLDER = 10;
/** Nearly all of what is read of these is known. */
const PASSED = { order: 'newest_first', size: PAGE, without: 'contents' } as const;

/** Reads new events from a cursor on, those of endpoints that wait, and what the cursor may have passed. */
export class EventReads {
  private isStopped = false;
  private lookingBack: Promise<void> | undefined;
  private cursor: number | undefined;
  /** Position of the cursor when a shard went missing: what that shard has is read when it is back. */
  private incompleteFrom: number | undefined;
  private recentAt = 0;
  private widelyReadAt = 0;
  private followedAt: number | undefined;
  private readonly loud: LoudReader;

  constructor(private readonly dependencies: EventReadsDependencies) {
    const { client, settings, evidence, board, now, onFailure } = dependencies;
    this.loud = new LoudReader({
      client,
      settings: settings.alerts,
      fold: (page) => evidence.foldNew(page),
      now,
      onFailure: (error) => {
        board.failed(error);
        onFailure(error);
      },
    });
  }

  stop(): void {
    this.isStopped = true;
    this.loud.stop();
  }

  /**
   * All in one request. What cannot be read of the one does not hold up the others.
   * @returns what said that a shard is missing: what the others have is folded, and the cursor goes on, to come back when all are there
   */
  async readNew(): Promise<IncompleteSearch | undefined> {
    const { client, followed, contacts, evidence, settings, now } = this.dependencies;
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
    const [changed, first, ...others] = await searchAll(client, [
      followed.searchSince(changedSince),
      ...events.map((request) => eventsSearch(settings.alerts, request)),
      ...(watched ? [watched] : []),
    ]);
    if (watched) this.watchContacts(others[events.length - 1]);
    await followed.take(wholeOf(changed), changedSince);
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
        this.dependencies.board.failed(error);
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
    const pending = this.dependencies.followed.pendingNow();
    if (pending.length === 0) return [];
    const agents = pending.map(({ agent }) => agent.id);
    const since = Math.min(...pending.map((action) => action.sent_at ?? action.created_at));
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
    this.dependencies.board.note({ read_up_to: this.cursor });
  }
}
