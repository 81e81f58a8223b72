import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asArray, asInteger, asText, field } from '../../common/base/json_reading';
import { sha256 } from '../base/sha256';
import type { DocumentId, DocumentStore, Stored } from './document_store';
import type { LedgerIndices } from './ledger_indices';

const ID = 'history';
/** More descriptions than any installation has; what falls out is only read again. */
const MAX_REMEMBERED = 500;

/**
 * Remembers for which managers every stored alert was read once, in `<prefix>-endpoints`: deleting that index has everything read again. A
 * manager is known by how it described itself, since that decides which events are its own.
 */
export class AlertReadMark {
  /** Place of the one document, which is written once for each life of the index, and once a day. */
  readonly place: DocumentId;

  constructor(indices: LedgerIndices, private readonly store: DocumentStore) {
    this.place = { index: indices.endpoints, id: ID };
  }

  /**
   * Returns when everything was last read, ms. Undefined if it wasn't yet for one of these.
   * @throws IndexerError
   */
  async lastRead(managers: readonly string[]): Promise<number | undefined> {
    const stored = (await this.store.readMany([this.place])).get(ID);
    const known = new Set(namesIn(stored));
    const isKnown = managers.every((manager) => known.has(nameOf(manager)));
    return isKnown ? asInteger(field(stored?.source, 'updated_at')) : undefined;
  }

  /** @throws IndexerError. Of two processes that write at once one is not heard; then it reads all once more. */
  async remember(managers: readonly string[], readAt: number): Promise<void> {
    await this.store.replace(this.place, (before) => ({
      schema_version: SCHEMA_VERSION,
      kind: 'history',
      history_read_for: Array.from(new Set([...managers.map(nameOf), ...namesIn(before)])).slice(
        0,
        MAX_REMEMBERED
      ),
      updated_at: readAt,
    }));
  }
}

function nameOf(manager: string): string {
  return sha256(manager);
}

function namesIn(stored: Stored | undefined): string[] {
  const names = asArray(field(stored?.source, 'history_read_for')) ?? [];
  return names.flatMap((name) => asText(name) ?? []);
}
