import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { StatementDocument } from '../../common/ledger/statement_document';
import type { DocumentStore } from './document_store';
import { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search } from './search';

/** Statements of people about endpoints in `<prefix>-actions`. */
export class StatementLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader
  ) {}

  /**
   * Creates a statement, on the condition that nobody made one about the same standing of the endpoint.
   * @returns the one that is on record now, which is somebody else's where they came first
   * @throws IndexerError: it isn't on record for certain
   */
  async create(document: StatementDocument): Promise<StatementDocument> {
    const { endpoint, event } = document;
    const id = `${endpoint}:s:${event}`;
    const place = { index: this.indices.actions, id };
    const written = await this.store.write({ ...place, document, condition: 'create' });
    if (written.result === 'written') return document;
    // A write whose answer was lost may have been done: what stands there tells.
    const stored = (await this.store.readMany([place])).get(id);
    const known = stored && this.reader.read('statement', id, stored.source);
    if (known) return known;
    throw written.result === 'failed' ? written.error : new IndexerError('indexer_damaged', id);
  }

  /** The newest statement about an endpoint; at most a second old. @throws IndexerError */
  async newestOf(endpoint: string): Promise<StatementDocument | undefined> {
    const { hits } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: 1,
        track_total_hits: false,
        query: { bool: { filter: [{ term: { kind: 'statement' } }, { term: { endpoint } }] } },
        sort: [{ created_at: 'desc' }],
      },
    });
    const [hit] = hits;
    return hit && this.reader.read('statement', hit.id, hit.source);
  }
}
