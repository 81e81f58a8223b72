import { asInteger, field } from '../../common/base/json_reading';
import { Kept } from '../base/kept';
import type { DocumentId, DocumentStore, Stored, Version } from './document_store';

/** Number of documents kept, of some kB each. */
const MAX_KEPT = 2000;

/**
 * Reads by id of what is looked at again and again: of a document that was read before only the version is asked for, and its text no
 * more than once a version. What is given is as new as the last write, as with any read by id.
 *
 * In an index that was deleted and made anew, versions begin again. So one document of it that says when it was written is read with
 * each read: where it is another one, or none, nothing that was kept is given.
 */
export class KeptDocuments {
  private readonly kept = new Kept<string, Stored>(MAX_KEPT);
  private keptUnder: string | undefined;

  /** @param mark a document with `updated_at`, written once for each life of the index */
  constructor(private readonly store: DocumentStore, private readonly mark: DocumentId) {}

  /** Reads like `DocumentStore.readMany`. @throws IndexerError */
  async readMany(ids: readonly DocumentId[]): Promise<Map<string, Stored>> {
    if (ids.length === 0) return new Map();
    const known = new Map(
      ids.flatMap((id) => {
        const stored = this.kept.get(nameOf(id));
        return stored ? [[id, stored] as const] : [];
      })
    );
    const asked = ids.map((id) => (known.has(id) ? { ...id, only: 'version' as const } : id));
    const found = await this.store.readMany([...asked, this.mark]);
    const under = markOf(found.get(this.mark.id));
    if (under === undefined || under !== this.keptUnder) {
      this.kept.clear();
      this.keptUnder = under;
      known.forEach((_, id) => known.set(id, NEVER));
    }
    const stale = new Set(
      Array.from(known).flatMap(([id, stored]) => {
        const now = found.get(id.id);
        return now && !isSame(now.version, stored.version) ? [id] : [];
      })
    );
    const again = await this.store.readMany(Array.from(stale));
    const whole = new Map<string, Stored>();
    for (const id of ids) {
      const stored = stale.has(id)
        ? again.get(id.id)
        : found.has(id.id)
        ? known.get(id) ?? found.get(id.id)
        : undefined;
      if (stored) whole.set(id.id, stored);
      this.keep(id, stored);
    }
    return whole;
  }

  private keep(id: DocumentId, stored: Stored | undefined): void {
    const name = nameOf(id);
    if (stored && this.keptUnder !== undefined) this.kept.set(name, stored);
    else this.kept.delete(name);
  }
}

/** A stored document that is no version of anything. */
const NEVER: Stored = { id: '', source: undefined, version: { seqNo: -1, primaryTerm: -1 } };

function nameOf({ index, id }: DocumentId): string {
  return `${index}/${id}`;
}

function isSame(a: Version, b: Version): boolean {
  return a.seqNo === b.seqNo && a.primaryTerm === b.primaryTerm;
}

function markOf(stored: Stored | undefined): string | undefined {
  const writtenAt = asInteger(field(stored?.source, 'updated_at'));
  if (!stored || writtenAt === undefined) return undefined;
  return `${stored.version.primaryTerm}/${stored.version.seqNo}/${writtenAt}`;
}
