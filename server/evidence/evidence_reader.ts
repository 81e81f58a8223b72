import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { eventNamesOf } from '../../common/attribution/attribution';
import type { ProgramEvent } from '../../common/program/program_event';
import type { EndpointKey } from '../../common/manager/endpoint';
import { parseEndpointKey } from '../../common/manager/endpoint';
import type { AlertContents } from '../indexer/alert_contents';
import { contentSearches, eventOf, eventsOf, eventsSearch } from '../indexer/alerts';
import type { Hit, SearchResult } from '../indexer/search';
import { foundOf, wholeOf } from '../indexer/search';
import { UnusableIndices } from '../indexer/unusable_index';
import type { IngestDependencies } from './ingest_events';
import { ingestEvents } from './ingest_events';
import type { ManagerDirectory } from '../manager/manager_directory';
import { SeenAlerts } from './seen_alerts';

const NEWEST = 50;
/** Somebody waits to act, who can do so without. */
const NEWEST_LIMIT_MS = 5000;

/** Reads alerts as the dashboard's own user and folds what is evidence into the ledger. */
export class EvidenceReader {
  private readonly seen: SeenAlerts;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly contents: AlertContents,
    private readonly directory: Pick<ManagerDirectory, 'knownHosts' | 'noticePlaces'>,
    private readonly dependencies: IngestDependencies
  ) {
    this.seen = new SeenAlerts(dependencies.now);
  }

  /**
   * Looks at the newest alerts of one endpoint, whatever the reconciler has read so far.
   * @throws IndexerError; if a shard was missing, what the others have is still folded
   */
  async foldNewestOf(endpoint: EndpointKey): Promise<void> {
    const parts = parseEndpointKey(endpoint);
    if (!parts) return;
    const names = eventNamesOf(parts.manager, await this.directory.knownHosts());
    const request = { agents: [parts.agent], names, order: 'newest_first' as const, size: NEWEST };
    const asked = eventsSearch(this.contents.settings, request);
    const [result] = await this.contents.searchAll(this.client, [asked], NEWEST_LIMIT_MS);
    await this.fold(foundOf(result));
    const { unusable } = wholeOf(result);
    if (unusable) throw new UnusableIndices(unusable);
  }

  /** Folds what a search found. @throws IndexerError */
  async fold(result: SearchResult): Promise<void> {
    const events = eventsOf(result, this.contents.settings).map(({ event }) => event);
    await this.take(events);
  }

  private async take(events: readonly ProgramEvent[]): Promise<void> {
    await this.directory.noticePlaces(events);
    await ingestEvents(events, await this.directory.knownHosts(), this.dependencies);
  }

  /**
   * Folds what of it this process has not folded before, and asks for the contents of that alone.
   * @param found without contents
   * @throws IndexerError; if a shard was missing, what the others have is still folded, and the rest stays new
   */
  async foldNew(found: SearchResult): Promise<void> {
    const fresh = found.hits.filter((hit) => this.seen.isNew(hit));
    if (fresh.length === 0) return;
    const asked = contentSearches(this.contents.settings, fresh);
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
  }
}
