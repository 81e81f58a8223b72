import type { DeniedAttempt, DeniedDocument } from '../../common/ledger/denied_document';
import { deniedDocumentOf } from '../../common/ledger/denied_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { DocumentStore } from './document_store';
import { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { untilWritten } from './until_written';

/** Refused attempts in `<prefix>-actions`. Their counts only grow, so that a lost race is repeated. */
export class DenialLedger {
  constructor(
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader
  ) {}

  /**
   * Counts an attempt `times` more.
   * @param event by which it is told from others; the document's id
   * @throws IndexerError: it was not counted
   */
  async count(event: string, attempt: DeniedAttempt, times: number, now: number): Promise<void> {
    const index = this.indices.actions;
    const id = `denied:${event}`;
    const lost = await untilWritten([attempt], async (open) => {
      const before = (await this.store.readMany([{ index, id }])).get(id);
      const known = before && this.reader.read('denied', id, before.source);
      // What cannot be read is left alone.
      if (before && !known) throw new IndexerError('indexer_damaged', id);
      const was = known ?? deniedDocumentOf(attempt, event, SCHEMA_VERSION, now);
      const document: DeniedDocument = { ...was, count: was.count + times, updated_at: now };
      const condition = before ? before.version : ('create' as const);
      const written = await this.store.write({ index, id, document, condition });
      if (written.result === 'failed') throw written.error;
      return written.result === 'written' ? [] : open;
    });
    if (lost.length > 0) throw new IndexerError('indexer_busy');
  }
}
