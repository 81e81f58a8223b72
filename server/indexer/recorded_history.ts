import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { RecordedDocument } from '../../common/ledger/recorded_document';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import type { Hit } from './search';
import { eachPage } from './search';

export const RECORDED_KINDS = ['action', 'elsewhere', 'not_listed', 'probe', 'statement'];
const PAGE = 500;
/** Most documents of one endpoint read at once: some 50 MB. */
const MOST_OF_ONE = 20000;

/** All of `<prefix>-actions` that says something about an endpoint. */
export class RecordedHistory {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly reader: LedgerReader
  ) {}

  /**
   * Everything, endpoint by endpoint, a page at a time. Documents that cannot be read are left out, and reported by the reader.
   * @throws IndexerError
   */
  async eachPage(take: (documents: readonly RecordedDocument[]) => Promise<void>): Promise<void> {
    await this.eachHit({ terms: { kind: RECORDED_KINDS } }, async (hits) => {
      await take(hits.flatMap(({ id, source }) => this.read(id, source) ?? []));
      return true;
    });
  }

  /**
   * Everything of one endpoint by id, as old as a search may be; undefined where some of it cannot be read, or where it is too much to
   * be held at once.
   * @throws IndexerError
   */
  async readAllOf(endpoint: string): Promise<ReadonlyMap<string, RecordedDocument> | undefined> {
    const documents = new Map<string, RecordedDocument>();
    let isWhole = true;
    const query = {
      bool: { filter: [{ terms: { kind: RECORDED_KINDS } }, { term: { endpoint } }] },
    };
    await this.eachHit(query, async (hits) => {
      for (const { id, source } of hits) {
        const document = this.read(id, source);
        if (document) documents.set(id, document);
        else isWhole = false;
      }
      isWhole = isWhole && documents.size <= MOST_OF_ONE;
      return isWhole;
    });
    return isWhole ? documents : undefined;
  }

  /** @returns undefined where it is of another kind, or cannot be read */
  read(id: string, source: unknown): RecordedDocument | undefined {
    return (
      this.reader.read('action', id, source) ??
      this.reader.read('elsewhere', id, source) ??
      this.reader.read('not_listed', id, source) ??
      this.reader.read('probe', id, source) ??
      this.reader.read('statement', id, source)
    );
  }

  private eachHit(query: object, take: (hits: readonly Hit[]) => Promise<boolean>): Promise<void> {
    const sort = [{ endpoint: 'asc' }, { kind: 'asc' }, { n: 'asc' }, { event: 'asc' }];
    return eachPage(this.client, { index: this.indices.actions, query, sort, size: PAGE }, take);
  }
}
