import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { Kept } from '../base/kept';
import type { AlertSettings } from './alerts';
import { contentSearches } from './alerts';
import { AnswerTooLarge } from './bounded_answer';
import { IndexerError } from './indexer_error';
import { isLarge, withoutReport } from './large_alert';
import type { Hit, SearchRequest, SearchResult } from './search';
import { foundOf, isIncomplete, searchAll, IncompleteSearch } from './search';

const MB = 1000000;
/** Bytes that are read at once. Two thousand reports of the usual size are a third of it. */
const MOST_AT_ONCE = 16 * MB;
/** Bytes of one alert: an alert that isn't large is at most so many, however it is escaped. */
const MOST_OF_ONE = 8 * MB;
/**
 * Alerts that are read at once where more were too much; if these are too much as well, each is read alone. A large alert costs the indexer
 * its whole size each time, so it is read twice or three times until it is known.
 */
const SMALL_GROUP = 50;
const LIMIT_MS = 15000;

/** Time for which what was too much is looked for, and pause before it is looked for again. */
const LEARNT_WITHIN_MS = 60000;
const LEARNT_EVERY_MS = 60000;
/** Large alerts that are remembered. */
const MOST_KNOWN = 10000;

/**
 * Reads alerts with their contents, and no more of them than a report can be: whoever can store an alert can make it of any size. Of a large
 * one the report is left out, and whose it is and what of is read.
 */
export class AlertContents {
  /** Large alerts by index and ID, the oldest first. Each is found by reading too much once, and is then read apart. */
  private readonly large = new Kept<string, 'large'>(MOST_KNOWN);

  /**
   * Parts of large alerts that were read, by client: what one may read another may not. With many of them, each try gets further than the one
   * before.
   */
  private readonly heads = new WeakMap<OpenSearchClient, Map<string, readonly Hit[]>>();

  private learning: Promise<void> | undefined;
  private learnAgainAt = -Infinity;

  constructor(readonly settings: AlertSettings) {}

  /** Number of large alerts that this process knows. */
  leftOut(): number {
    return this.large.size;
  }

  /**
   * Searches like `searchAll`, for requests that ask for contents.
   * @throws IndexerError of the request as a whole
   */
  async searchAll(
    client: OpenSearchClient,
    requests: readonly SearchRequest[],
    limitMs = LIMIT_MS
  ): Promise<Array<SearchResult | IndexerError>> {
    const until = performance.now() + limitMs;
    let known: 'nothing' | 'too_much' = 'nothing';
    if (this.large.size === 0) {
      try {
        const results = await searchAll(client, requests, limitMs, MOST_AT_ONCE);
        return results.map((result) => withHits(result, (hits) => this.cut(hits)));
      } catch (error) {
        if (isTooMuch(error)) this.learn(client, requests);
        if (!(error instanceof AnswerTooLarge)) throw error;
        known = 'too_much';
      }
    }
    const found = await searchAll(client, requests.map(withoutContents), leftOf(until));
    const results: Array<SearchResult | IndexerError> = [];
    for (const result of found) {
      const isRead = isIncomplete(result) || !(result instanceof IndexerError);
      results.push(isRead ? await this.withContents(client, result, known, until) : result);
    }
    return results;
  }

  /**
   * Finds what was too much, for longer than anybody waits: an indexer can take many seconds for one large alert, and each try would end
   * before it is found. Never throws.
   */
  private learn(client: OpenSearchClient, requests: readonly SearchRequest[]): void {
    if (this.learning || performance.now() < this.learnAgainAt) return;
    this.learning = this.learnNow(client, requests)
      .catch(() => undefined)
      .finally(() => {
        this.learning = undefined;
        this.learnAgainAt = performance.now() + LEARNT_EVERY_MS;
      });
  }

  private async learnNow(
    client: OpenSearchClient,
    requests: readonly SearchRequest[]
  ): Promise<void> {
    const until = performance.now() + LEARNT_WITHIN_MS;
    const found = await searchAll(client, requests.map(withoutContents), leftOf(until));
    for (const result of found) await this.readParts(client, foundOf(result).hits, until);
  }

  private async withContents(
    client: OpenSearchClient,
    result: SearchResult | IndexerError,
    known: 'nothing' | 'too_much',
    until: number
  ): Promise<SearchResult | IndexerError> {
    const hits = foundOf(result).hits;
    const isKnown = (hit: Hit) => this.large.get(keyOf(hit)) !== undefined;
    const unknown = hits.filter((hit) => !isKnown(hit));
    const parts =
      known === 'too_much'
        ? [await this.readParts(client, unknown, until)]
        : [await this.readGroup(client, unknown, until)];
    for (const hit of hits.filter(isKnown)) parts.push(await this.readHead(client, hit, until));
    const sources = new Map(
      parts.flatMap((part) => part.hits).map((hit) => [keyOf(hit), hit.source])
    );
    // One that can't be read stays a hit: the next page begins behind it.
    const whole = withHits(result, (all) =>
      all.map((hit) => ({ ...hit, source: sources.get(keyOf(hit)) }))
    );
    const lacking = parts.find(({ incomplete }) => incomplete)?.incomplete;
    return lacking && !(whole instanceof IndexerError)
      ? new IncompleteSearch(whole, lacking.type)
      : whole;
  }

  /** Reads a group at once, or in parts where it is too much. */
  private async readGroup(
    client: OpenSearchClient,
    hits: readonly Hit[],
    until: number
  ): Promise<Part> {
    const [first] = hits;
    if (!first) return { hits: [] };
    const most = hits.length === 1 ? MOST_OF_ONE : MOST_AT_ONCE;
    const read = await this.read(client, contentSearches(this.settings, hits), most, until);
    if (read) return { ...read, hits: this.cut(read.hits) };
    if (hits.length === 1) {
      this.note(first);
      return this.readHead(client, first, until);
    }
    return this.readParts(client, hits, until);
  }

  /** Reads smaller groups of what is too much at once: a large alert costs the indexer all of its size each time. */
  private async readParts(
    client: OpenSearchClient,
    hits: readonly Hit[],
    until: number
  ): Promise<Part> {
    const size = hits.length <= SMALL_GROUP ? 1 : SMALL_GROUP;
    let whole: Part = { hits: [] };
    for (let at = 0; at < hits.length; at += size) {
      const part = await this.readGroup(client, hits.slice(at, at + size), until);
      whole = {
        hits: [...whole.hits, ...part.hits],
        incomplete: whole.incomplete ?? part.incomplete,
      };
    }
    return whole;
  }

  /** Reads whose report it is and what of; nothing where even that is too much. */
  private async readHead(client: OpenSearchClient, hit: Hit, until: number): Promise<Part> {
    const heads = this.heads.get(client) ?? new Map<string, readonly Hit[]>();
    this.heads.set(client, heads);
    const known = heads.get(keyOf(hit));
    if (known) return { hits: known };
    const asked = contentSearches(this.settings, [hit], 'head');
    const read = (await this.read(client, asked, MOST_OF_ONE, until)) ?? { hits: [] };
    const hits = read.hits.map((one) => this.headOf(one));
    if (heads.size >= MOST_KNOWN) heads.clear();
    if (!read.incomplete) heads.set(keyOf(hit), hits);
    return { ...read, hits };
  }

  /** @returns undefined if it is more than so many bytes */
  private async read(
    client: OpenSearchClient,
    requests: readonly SearchRequest[],
    mostBytes: number,
    until: number
  ): Promise<Part | undefined> {
    try {
      const results = await searchAll(client, requests, leftOf(until), mostBytes);
      return {
        hits: results.flatMap((result) => foundOf(result).hits),
        incomplete: results.find(isIncomplete),
      };
    } catch (error) {
      if (error instanceof AnswerTooLarge) return undefined;
      throw error;
    }
  }

  /** An alert is large by itself, and not by what it was read with: each process and each rebuild reads it alike. */
  private cut(hits: readonly Hit[]): Hit[] {
    return hits.map((hit) => {
      if (!isLarge(hit.source)) return hit;
      this.note(hit);
      return this.headOf(hit);
    });
  }

  private headOf(hit: Hit): Hit {
    return { ...hit, source: withoutReport(hit.source, this.settings.programs) };
  }

  private note(hit: Hit): void {
    this.large.set(keyOf(hit), 'large');
  }
}

/** Some alerts as they were read, and the error of those that a missing shard has. */
interface Part {
  readonly hits: readonly Hit[];
  readonly incomplete?: IncompleteSearch;
}

/** True for an answer that is too large, and for one that takes too long: one can be the reason of the other. */
function isTooMuch(error: unknown): boolean {
  return (
    error instanceof AnswerTooLarge ||
    (error instanceof IndexerError && error.code === 'indexer_timeout')
  );
}

/** Time until then, ms. @throws IndexerError if there is none */
function leftOf(until: number): number {
  const left = until - performance.now();
  if (left <= 0) throw new IndexerError('indexer_timeout');
  return left;
}

const keyOf = ({ index, id }: Hit) => `${index}/${id}`;

function withoutContents(request: SearchRequest): SearchRequest {
  return { ...request, body: { ...request.body, _source: false } };
}

function withHits(
  result: SearchResult | IndexerError,
  change: (hits: readonly Hit[]) => readonly Hit[]
): SearchResult | IndexerError {
  if (isIncomplete(result)) {
    return new IncompleteSearch({ ...result.found, hits: change(result.found.hits) }, result.type);
  }
  return result instanceof IndexerError ? result : { ...result, hits: change(result.hits) };
}
