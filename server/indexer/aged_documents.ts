import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { BatchDocument } from '../../common/ledger/batch_document';
import { lastWrittenOf } from '../../common/ledger/ledger_retention';
import type { RecordedDocument } from '../../common/ledger/recorded_document';
import { asText, field } from '../../common/base/json_reading';
import type { DocumentStore, Removal, Stored } from './document_store';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import type { RecordedHistory } from './recorded_history';
import { RECORDED_KINDS } from './recorded_history';
import type { Hit } from './search';
import { eachPage } from './search';

const PAGE = 500;

/** The old documents of `<prefix>-actions`: finds and deletes them. What belongs to an endpoint is not decided here. */
export class AgedDocuments {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader,
    private readonly recorded: RecordedHistory
  ) {}

  /** The keys of the endpoints of which there is something from before a time, ms. @throws IndexerError */
  async findEndpoints(before: number): Promise<string[]> {
    const keys = new Set<string>();
    const query = {
      bool: { filter: [{ terms: { kind: RECORDED_KINDS } }, createdBefore(before)] },
    };
    await this.eachPage(query, async (hits) => {
      for (const { source } of hits) {
        const key = asText(field(source, 'endpoint'));
        if (key !== undefined) keys.add(key);
      }
    });
    return Array.from(keys);
  }

  /**
   * Deletes documents of endpoints, each only if it still is as it was found.
   * @returns how many were deleted
   * @throws IndexerError
   */
  async remove(found: ReadonlyMap<string, RecordedDocument>): Promise<number> {
    let removed = 0;
    const ids = Array.from(found.keys());
    for (let at = 0; at < ids.length; at += PAGE) {
      const page = ids.slice(at, at + PAGE);
      const stored = await this.read(page);
      removed += await this.removeAll(
        stored.filter(({ id, source }) => {
          const was = found.get(id);
          const is = this.recorded.read(id, source);
          return was && is && lastWrittenOf(is) === lastWrittenOf(was);
        })
      );
    }
    return removed;
  }

  /** Deletes refused attempts from before a time, ms. @throws IndexerError */
  async removeDenied(before: number): Promise<number> {
    let removed = 0;
    const query = { bool: { filter: [{ term: { kind: 'denied' } }, createdBefore(before)] } };
    await this.eachPage(query, async (hits) => {
      const stored = await this.read(hits.map(({ id }) => id));
      const isOld = ({ id, source }: Stored) => {
        const document = this.reader.read('denied', id, source);
        return document !== undefined && document.updated_at < before;
      };
      removed += await this.removeAll(stored.filter(isOld));
    });
    return removed;
  }

  /** Deletes requests from before a time, ms, of whose actions none is kept. @throws IndexerError */
  async removeBatches(before: number): Promise<number> {
    let removed = 0;
    const query = { bool: { filter: [{ term: { kind: 'batch' } }, createdBefore(before)] } };
    await this.eachPage(query, async (hits) => {
      const batches = hits.flatMap(({ id, source }) => {
        const batch = this.reader.read('batch', id, source);
        return batch ? [{ id, batch }] : [];
      });
      const kept = await this.keptActions(batches.map(({ batch }) => batch));
      const empty = batches.filter(({ batch }) => !batch.actions.some((id) => kept.has(id)));
      removed += await this.removeAll(await this.read(empty.map(({ id }) => id)));
    });
    return removed;
  }

  private async keptActions(batches: readonly BatchDocument[]): Promise<Set<string>> {
    const ids = Array.from(new Set(batches.flatMap(({ actions }) => actions)));
    const kept = new Set<string>();
    for (let at = 0; at < ids.length; at += PAGE) {
      for (const { id } of await this.read(ids.slice(at, at + PAGE))) kept.add(id);
    }
    return kept;
  }

  private async read(ids: readonly string[]): Promise<Stored[]> {
    const index = this.indices.actions;
    return Array.from((await this.store.readMany(ids.map((id) => ({ index, id })))).values());
  }

  private async removeAll(stored: readonly Stored[]): Promise<number> {
    const results = await this.store.removeAll(
      stored.map(({ id, version }): Removal => ({ index: this.indices.actions, id, version }))
    );
    for (const result of results) if (result.result === 'failed') throw result.error;
    return results.filter(({ result }) => result === 'written').length;
  }

  /** Reads pages by time of creation and what tells documents apart, so deleting after a page shifts nothing. */
  private eachPage(query: object, take: (hits: readonly Hit[]) => Promise<void>): Promise<void> {
    const names = ['created_at', 'endpoint', 'n', 'event', 'batch'];
    const sort = names.map((name) => ({ [name]: 'asc' }));
    const paged = { index: this.indices.actions, query, sort, size: PAGE };
    return eachPage(this.client, paged, async (hits) => {
      await take(hits);
      return true;
    });
  }
}

function createdBefore(before: number): object {
  return { range: { created_at: { lt: before, format: 'epoch_millis' } } };
}
