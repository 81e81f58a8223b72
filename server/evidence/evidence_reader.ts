import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { eventNamesOf } from '../../common/attribution/attribution';
import type { ProgramEvent } from '../../common/program/program_event';
import type { EndpointKey } from '../../common/manager/endpoint';
import { parseEndpointKey } from '../../common/manager/endpoint';
import type { AlertContents } from '../indexer/alert_contents';
import { contentSearches, eventOf, eventsOf, eventsSearch } from '../indexer/alerts';
import { IndexerError } from '../indexer/indexer_error';
import type { Hit, SearchResult } from '../indexer/search';
import { foundOf, searchAll, wholeOf } from '../indexer/search';
import { UnusableIndices } from '../indexer/unusable_index';
import type { IngestDependencies } from './ingest_events';
import { ingestEvents } from './ingest_events';
import type { ManagerDirectory } from '../manager/manager_directory';
import { SeenAlerts } from './seen_alerts';
import { StoredPlaces } from './stored_places';

const NEWEST = 50;
/** Time for which the newest alerts are looked for. */
const NEWEST_LIMIT_MS = 5000;
/**
 * Time for which they are waited for: somebody waits to act, who can do so without. Whoever can store an alert can make it of a size that takes
 * the indexer longer. It is read on meanwhile, for whoever comes next.
 */
const NEWEST_WAITED_MS = 2000;

/** Reads alerts as the dashboard's own user and folds what is evidence into the ledger. */
export class EvidenceReader {
  private readonly seen: SeenAlerts;
  /** Reads in progress, by index and ID of the alert: whoever needs one as well waits for the same read. */
  private readonly reading = new Map<string, Promise<void>>();
  private readonly stored: StoredPlaces;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly contents: AlertContents,
    private readonly directory: Pick<ManagerDirectory, 'knownHosts' | 'noticePlaces'>,
    private readonly dependencies: IngestDependencies
  ) {
    this.seen = new SeenAlerts(dependencies.now);
    this.stored = new StoredPlaces(client, contents.settings, dependencies.now);
  }

  /**
   * Looks at the newest alerts of one endpoint, whatever the reconciler has read so far, and reads the contents of those that this process
   * hasn't folded.
   * @throws IndexerError; if a shard was missing, what the others have is still folded
   */
  foldNewestOf(endpoint: EndpointKey): Promise<void> {
    return within(NEWEST_WAITED_MS, this.findAndFoldNewest(endpoint));
  }

  private async findAndFoldNewest(endpoint: EndpointKey): Promise<void> {
    const parts = parseEndpointKey(endpoint);
    if (!parts) return;
    const names = eventNamesOf(parts.manager, await this.directory.knownHosts());
    const asked = eventsSearch(this.contents.settings, {
      agents: [parts.agent],
      names,
      order: 'newest_first',
      size: NEWEST,
      without: 'contents',
    });
    const [result] = await searchAll(this.client, [asked], NEWEST_LIMIT_MS);
    const { hits } = foundOf(result);
    await this.foldHitsOnce(await this.unfoldedOf(endpoint, hits));
    const { unusable } = wholeOf(result);
    if (unusable) throw new UnusableIndices(unusable);
  }

  /** Folds what a search found. @throws IndexerError */
  async fold(result: SearchResult): Promise<void> {
    const events = eventsOf(result, this.contents.settings).map(({ event }) => event);
    await this.take(events);
  }

  private async take(events: readonly ProgramEvent[]): Promise<void> {
    const stored = await this.stored.newSources(await this.directory.knownHosts());
    await this.directory.noticePlaces([...stored, ...events]);
    await ingestEvents(events, await this.directory.knownHosts(), this.dependencies);
  }

  /**
   * Folds what of it this process has not folded before, and asks for the contents of that alone.
   * @param found without contents
   * @throws IndexerError; if a shard was missing, what the others have is still folded, and the rest stays new
   */
  async foldNew(found: SearchResult): Promise<void> {
    await this.foldHitsOnce(found.hits.filter((hit) => this.seen.isNew(hit)));
  }

  /** Finds what is to be folded: all of it where the projection has nothing, because somebody deleted it. */
  private async unfoldedOf(endpoint: EndpointKey, hits: readonly Hit[]): Promise<readonly Hit[]> {
    const fresh = hits.filter((hit) => this.seen.isNew(hit));
    if (fresh.length === hits.length) return hits;
    const known = (await this.dependencies.endpoints.readMany([endpoint])).get(endpoint);
    return known && known.record.evidence.length === 0 ? hits : fresh;
  }

  private async foldHitsOnce(hits: readonly Hit[]): Promise<void> {
    const others = new Set(hits.flatMap((hit) => this.reading.get(keyOf(hit)) ?? []));
    const own = hits.filter((hit) => !this.reading.has(keyOf(hit)));
    const work = own.length > 0 ? this.readAndFold(own) : Promise.resolve();
    for (const hit of own) this.reading.set(keyOf(hit), work);
    try {
      await work;
    } finally {
      for (const hit of own) this.reading.delete(keyOf(hit));
    }
    await Promise.all(others);
  }

  private async readAndFold(hits: readonly Hit[]): Promise<void> {
    const asked = contentSearches(this.contents.settings, hits);
    const results = await this.contents.searchAll(this.client, asked);
    for (const result of results) await this.foldHits(foundOf(result).hits);
    results.forEach(wholeOf);
  }

  private async foldHits(hits: readonly Hit[]): Promise<void> {
    const read = hits.map((hit) => ({
      hit,
      event: eventOf(hit, this.contents.settings)[0]?.event,
    }));
    const events = read.flatMap(({ event }) => event ?? []);
    await this.take(events);
    for (const { hit, event } of read) this.seen.folded(hit, event?.ref !== undefined);
  }

  /** Another manager became known: what belonged to nobody may now be evidence. */
  forgetSeen(): void {
    this.seen.forget();
    this.stored.forget();
  }
}

const keyOf = ({ index, id }: Hit) => `${index}/${id}`;

/** Waits so long for work that goes on anyway. @throws IndexerError if it takes longer */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IndexerError('indexer_timeout')), ms);
  });
  // What fails later fails for whoever asks next.
  work.catch(() => undefined);
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
