import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { TakeoverDocument } from '../../common/ledger/takeover';
import type { DocumentStore } from './document_store';
import { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { eachPage } from './search';

const PAGE = 500;

/** Keeps which endpoints took over from which former ones, in `<prefix>-actions`: the projections can be deleted, and this is not to be. */
export class TakeoverLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: Pick<LedgerIndices, 'actions'>,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader
  ) {}

  /** All of them; at most a second old. @throws IndexerError */
  async readAll(): Promise<TakeoverDocument[]> {
    const found: TakeoverDocument[] = [];
    const query = { bool: { filter: [{ term: { kind: 'takeover' } }] } };
    const sort = [{ former_endpoint: 'asc' }];
    const paged = { index: this.indices.actions, query, sort, size: PAGE };
    await eachPage(this.client, paged, async (hits) => {
      for (const { id, source } of hits) {
        const document = this.reader.read('takeover', id, source);
        if (document) found.push(document);
      }
      return true;
    });
    return found;
  }

  /**
   * Records takeovers, each former key's once.
   * @returns those that are on record now, which are others' where they came first
   * @throws IndexerError
   */
  async record(documents: readonly TakeoverDocument[]): Promise<TakeoverDocument[]> {
    const placeOf = ({ former_endpoint: former }: TakeoverDocument) => ({
      index: this.indices.actions,
      id: `${former}:takeover`,
    });
    await this.store.writeAll(
      documents.map((document) => ({
        ...placeOf(document),
        document,
        condition: 'create' as const,
      }))
    );
    // Whatever a write answered: what stands there tells.
    const stored = await this.store.readMany(documents.map(placeOf));
    const recorded = Array.from(stored.values()).flatMap(
      ({ id, source }) => this.reader.read('takeover', id, source) ?? []
    );
    if (documents.length > 0 && recorded.length === 0) throw new IndexerError('indexer_failed');
    return recorded;
  }
}
