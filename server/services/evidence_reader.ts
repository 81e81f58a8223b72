import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { eventNamesOf } from '../../common/attribution';
import type { EndpointKey } from '../../common/endpoint';
import { parseEndpointKey } from '../../common/endpoint';
import type { AlertSettings } from '../indexer/alerts';
import { eventsOf, eventsSearch } from '../indexer/alerts';
import type { SearchResult } from '../indexer/search';
import { IncompleteSearch, search } from '../indexer/search';
import type { IngestDependencies } from './ingest_events';
import { ingestEvents } from './ingest_events';
import type { ManagerDirectory } from './manager_directory';
import { SeenEvents } from './seen_events';

const NEWEST = 50;
/** Somebody waits to act, who can do so without. */
const NEWEST_LIMIT_MS = 5000;

/** Reads alerts as the dashboard's own user and folds what is evidence into the ledger. */
export class EvidenceReader {
  private readonly seen: SeenEvents;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly settings: AlertSettings,
    private readonly directory: Pick<ManagerDirectory, 'knownHosts'>,
    private readonly dependencies: IngestDependencies
  ) {
    this.seen = new SeenEvents(dependencies.now);
  }

  /**
   * Looks at the newest alerts of one endpoint, whatever the reconciler has read so far.
   * @throws IndexerError; where a shard was missing what the others have is folded all the same
   */
  async foldNewestOf(endpoint: EndpointKey): Promise<void> {
    const parts = parseEndpointKey(endpoint);
    if (!parts) return;
    const names = eventNamesOf(parts.manager, await this.directory.knownHosts());
    const request = { agents: [parts.agent], names, order: 'newest_first' as const, size: NEWEST };
    const asked = eventsSearch(this.settings, request);
    try {
      await this.fold(await search(this.client, asked, NEWEST_LIMIT_MS));
    } catch (error) {
      if (error instanceof IncompleteSearch) await this.fold(error.found);
      throw error;
    }
  }

  /** Folds what a search found. @throws IndexerError */
  async fold(result: SearchResult): Promise<void> {
    const events = eventsOf(result, this.settings).map(({ event }) => event);
    await ingestEvents(events, await this.directory.knownHosts(), this.dependencies);
  }

  /** Folds what of it this process has not folded before. @throws IndexerError */
  async foldNew(result: SearchResult): Promise<void> {
    const events = eventsOf(result, this.settings).map(({ event }) => event);
    const fresh = events.filter((event) => this.seen.isNew(event));
    if (fresh.length === 0) return;
    await ingestEvents(fresh, await this.directory.knownHosts(), this.dependencies);
    this.seen.folded(fresh);
  }

  /** Another manager became known: what belonged to nobody may now be evidence. */
  forgetSeen(): void {
    this.seen.forget();
  }
}
