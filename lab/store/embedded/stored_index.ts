import { isEqual } from 'lodash';
import type { JsonObject } from './json';
import type { Fields, Mapping } from './mapping';
import { StoreError } from './store_error';

export interface StoredDocument {
  readonly id: string;
  readonly source: JsonObject;
  readonly fields: Fields;
  readonly version: number;
  /** Position in the history of its index, which conditional writes compare. */
  readonly position: { _seq_no: number; _primary_term: number };
}

/** Condition on the document that a write replaces. */
type Condition = 'none' | 'absent' | StoredDocument['position'];

/** Says why the condition doesn't hold, in OpenSearch's words. */
function conflict(condition: Condition, current?: StoredDocument): string | undefined {
  if (condition === 'none' || isEqual(condition, current?.position)) return undefined;
  const exists = current && `document already exists (current version [${current.version}])`;
  if (condition === 'absent') return exists;
  const required = `seqNo [${condition._seq_no}], primary term [${condition._primary_term}]`;
  const found = `seqNo [${current?.position._seq_no}] and primary term [1]`;
  const instead = current ? `current document has ${found}` : 'but no document was found';
  return `required ${required}. ${instead}`;
}

/** One index: reads by id see each write at once, searches what was there at the last refresh. */
export class StoredIndex {
  readonly byId = new Map<string, StoredDocument>();
  readonly description = { mappings: this.mapping.definition };
  private searched: readonly StoredDocument[] = [];
  private nextSeqNo = 0;
  private lastRefresh = 0;

  /** @param refreshInterval milliseconds, Infinity for never */
  constructor(readonly name: string, readonly mapping: Mapping, readonly refreshInterval: number) {}

  /** @throws StoreError where the condition does not hold or the mapping refuses the document. */
  write(id: string, source: JsonObject, condition: Condition): StoredDocument {
    this.refreshIfDue();
    const fields = this.mapping.read(id, source).set('_id', [id]);
    const before = this.byId.get(id);
    const found = conflict(condition, before);
    if (found !== undefined) {
      const reason = `[${id}]: version conflict, ${found}`;
      const cause = { type: 'version_conflict_engine_exception', reason, index: this.name };
      throw new StoreError(409, { ...cause, shard: '0', index_uuid: this.name });
    }
    const position = { _seq_no: this.nextSeqNo++, _primary_term: 1 };
    const written = { id, source, fields, version: (before?.version ?? 0) + 1, position };
    this.byId.set(id, written);
    return written;
  }

  refresh(): void {
    this.searched = [...this.byId.values()];
  }

  documents(): readonly StoredDocument[] {
    this.refreshIfDue();
    return this.searched;
  }

  /** Refreshes stand at fixed times: a document is searchable from the first behind its writing. */
  private refreshIfDue(): void {
    const due = Math.floor(Date.now() / this.refreshInterval);
    if (due > this.lastRefresh) this.refresh();
    this.lastRefresh = due;
  }
}
