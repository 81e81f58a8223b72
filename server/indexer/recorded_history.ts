import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { RecordedDocument } from '../../common/recorded_document';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search } from './search';

const KINDS = ['action', 'elsewhere', 'probe'];
const PAGE = 500;

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
    let after: readonly unknown[] | undefined;
    do {
      const { hits } = await search(this.client, {
        index: this.indices.actions,
        body: {
          size: PAGE,
          track_total_hits: false,
          query: { terms: { kind: KINDS } },
          sort: [{ endpoint: 'asc' }, { kind: 'asc' }, { n: 'asc' }, { event: 'asc' }],
          ...(after ? { search_after: after } : {}),
        },
      });
      await take(hits.flatMap(({ id, source }) => this.read(id, source)));
      after = hits[PAGE - 1]?.sort;
    } while (after);
  }

  private read(id: string, source: unknown): RecordedDocument[] {
    const document =
      this.reader.read('action', id, source) ??
      this.reader.read('elsewhere', id, source) ??
      this.reader.read('probe', id, source);
    return document ? [document] : [];
  }
}
