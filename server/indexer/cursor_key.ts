import { randomBytes } from 'crypto';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asText, valueAt } from '../../common/base/json_reading';
import type { DocumentStore } from './document_store';
import { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';

const ID = 'cursor_key';
const BYTES = 32;

/**
 * The key that seals the places of lists, in `<prefix>-endpoints`, so that every process reads what another one wrote. It protects from
 * people who ask the plugin; whoever reads the ledger needs no cursor.
 */
export class CursorKey {
  private known: Promise<Buffer> | undefined;

  constructor(
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly now: () => number
  ) {}

  /** @throws IndexerError */
  read(): Promise<Buffer> {
    this.known ??= this.find().catch((error) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async find(): Promise<Buffer> {
    const place = { index: this.indices.endpoints, id: ID };
    const found = await this.keyAt(place);
    if (found) return found;
    const key = randomBytes(BYTES);
    const written = await this.store.write({
      ...place,
      document: {
        schema_version: SCHEMA_VERSION,
        kind: ID,
        identity: { key: key.toString('base64') },
        updated_at: this.now(),
      },
      condition: 'create',
    });
    if (written.result === 'written') return key;
    const others = await this.keyAt(place);
    if (others) return others;
    throw written.result === 'failed' ? written.error : new IndexerError('indexer_failed');
  }

  private async keyAt(place: {
    readonly index: string;
    readonly id: string;
  }): Promise<Buffer | undefined> {
    const stored = (await this.store.readMany([place])).get(ID);
    const text = asText(valueAt(stored?.source, 'identity', 'key'));
    const key = Buffer.from(text ?? '', 'base64');
    return key.length === BYTES ? key : undefined;
  }
}
