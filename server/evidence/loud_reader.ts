import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { SECOND } from '../../common/base/time';
import type { AlertSettings, EventSource, EventsRequest } from '../indexer/alerts';
import { eventsSearch, loudIn, loudSearch } from '../indexer/alerts';
import type { Hit, SearchResult } from '../indexer/search';
import { searchAll, wholeOf } from '../indexer/search';

export interface LoudReaderDependencies {
  readonly client: OpenSearchClient;
  readonly settings: AlertSettings;
  /** Folds what is new of a page. */
  readonly fold: (page: SearchResult) => Promise<void>;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Events of one agent on a full page from which on it is read apart. Of 500 agents that report in turn, each has two. */
const LOUD = 50;
/** Agents read apart. More than these at once are read with all the others. */
const MOST_LOUD = 20000;
/**
 * Full pages of one round behind which the agents are counted: a flood of thousands of endpoints has little of each on a page. An endpoint
 * that is acted on reports a few times.
 */
const COUNT_BEHIND = 3;
const LOUD_IF_BEHIND = 10;
/** Agents that one count finds; the next one finds others. */
const COUNTED = 10000;
/** A page of these is shorter than others': folding one holds up the round that begins meanwhile. */
const PAGE = 250;
/** Pause between two pages, in which others are read, ms. */
const BREATH = 100;
/** Range that is read again, as by the rounds, and how often: most of it is known. */
const OVERLAP = 10 * SECOND;
const OVERLAP_EVERY = 15 * SECOND;
/** Time without anything new after which they are read with the others again. */
const QUIET_AFTER = 30 * SECOND;

/**
 * Reads what an agent reports that fills the pages of everybody. Somebody who controls an endpoint can write thousands of reports at once:
 * all of them are folded, but no other endpoint's report waits for it.
 */
export class LoudReader {
  private readonly loud = new Map<string, EventSource>();
  /** Time up to which they were read, ms. */
  private readUpTo = Infinity;
  /** Our clock when something new was last found of them; undefined while some is left to be read. */
  private quietSince: number | undefined;
  private overlappedAt = -Infinity;
  private reading: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly dependencies: LoudReaderDependencies) {}

  /** Those that others' reads leave out. */
  sources(): readonly EventSource[] {
    return Array.from(this.loud.values());
  }

  stop(): void {
    this.isStopped = true;
  }

  /**
   * Finds who fills a page, and reads them apart from here on.
   * @param page in the order of time
   * @param size of a full page
   * @returns the page without what is read apart
   */
  without(page: SearchResult, size: number): SearchResult {
    if (page.hits.length >= size) this.note(page.hits);
    if (this.loud.size === 0) return page;
    const quiet = page.hits.filter((hit) => !this.isLoud(hit));
    return quiet.length === page.hits.length ? page : { ...page, hits: quiet };
  }

  /**
   * Finds by counting who fills the pages of a round that doesn't end.
   * @param from where the round began. Managers' clock, ms
   * @param pages full pages of this round so far
   */
  async count(from: number, pages: number): Promise<void> {
    if (pages % COUNT_BEHIND !== 0) return;
    const { client, settings, onFailure } = this.dependencies;
    const request = { from, apart: this.sources(), atLeast: LOUD_IF_BEHIND, size: COUNTED };
    try {
      const [result] = await searchAll(client, [loudSearch(settings, request)]);
      for (const source of loudIn(wholeOf(result))) this.add(source, from);
    } catch (error) {
      // The round goes on as it was.
      onFailure(error);
    }
  }

  /**
   * Goes on reading, if there is anything to be read apart. No one waits for it.
   * @returns where to read on with the others, once they are quiet: behind all that was read of them. Managers' clock, ms
   */
  go(): number | undefined {
    if (this.loud.size === 0 || this.isStopped || this.reading) return undefined;
    if (this.quietSince !== undefined && this.now() - this.quietSince >= QUIET_AFTER) {
      const behind = Math.min(this.readUpTo + OVERLAP + 1, this.now());
      this.loud.clear();
      this.readUpTo = Infinity;
      this.quietSince = undefined;
      return behind;
    }
    this.reading = this.read()
      .catch((error: unknown) => this.dependencies.onFailure(error))
      .finally(() => {
        this.reading = undefined;
      });
    return undefined;
  }

  private async read(): Promise<void> {
    const { client, settings, fold } = this.dependencies;
    const begunAt = this.readUpTo;
    const isOverlapDue = this.now() - this.overlappedAt >= OVERLAP_EVERY;
    if (isOverlapDue) this.overlappedAt = this.now();
    const request: EventsRequest = {
      from: begunAt - (isOverlapDue ? OVERLAP : 0),
      only: this.sources(),
      order: 'by_time',
      size: PAGE,
      without: 'contents',
    };
    let after: readonly unknown[] | undefined;
    do {
      const [result] = await searchAll(client, [eventsSearch(settings, { ...request, after })]);
      const page = wholeOf(result);
      await fold(page);
      const [newest] = page.hits[page.hits.length - 1]?.sort ?? [];
      // Somebody who became loud meanwhile begins earlier.
      const isSame = request.only?.length === this.loud.size;
      if (typeof newest === 'number' && isSame) {
        this.readUpTo = Math.max(this.readUpTo, Math.min(newest, this.now()));
      }
      after = isSame ? page.hits[PAGE - 1]?.sort : undefined;
      if (after) await new Promise((resolve) => setTimeout(resolve, BREATH));
      else if (isSame && (this.readUpTo > begunAt || this.quietSince === undefined)) {
        this.quietSince = this.now();
      }
    } while (after && !this.isStopped);
  }

  private note(hits: readonly Hit[]): void {
    const counts = new Map<string, { readonly first: Hit; count: number }>();
    for (const hit of hits) {
      const key = keyOf(hit);
      if (key === undefined || this.loud.has(key)) continue;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { first: hit, count: 1 });
    }
    for (const { first, count } of counts.values()) {
      const [at] = first.sort;
      const source = sourceOf(first);
      if (count > LOUD && source && typeof at === 'number') this.add(source, at);
    }
  }

  private add(source: EventSource, from: number): void {
    if (this.loud.size >= MOST_LOUD) return;
    this.loud.set(nameOf(source), source);
    this.readUpTo = Math.min(this.readUpTo, from);
    this.quietSince = undefined;
  }

  private isLoud(hit: Hit): boolean {
    const key = keyOf(hit);
    return key !== undefined && this.loud.has(key);
  }

  private now(): number {
    return this.dependencies.now();
  }
}

/** An event's sort is its time, agent, ID and manager. */
function sourceOf({ sort: [, agent, , manager] }: Hit): EventSource | undefined {
  return typeof agent === 'string' && typeof manager === 'string' ? { agent, manager } : undefined;
}

function keyOf(hit: Hit): string | undefined {
  const source = sourceOf(hit);
  return source && nameOf(source);
}

function nameOf({ agent, manager }: EventSource): string {
  return JSON.stringify([agent, manager]);
}
