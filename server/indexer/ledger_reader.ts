import type { LedgerDocuments } from './ledger_documents';
import { readLedgerDocument } from './ledger_documents';

/** A document of the ledger that was left alone. */
export interface UnreadableDocument {
  readonly id: string;
  readonly why: 'newer' | 'damaged';
}

interface ReadBefore {
  readonly kind: keyof LedgerDocuments;
  readonly id: string;
  readonly document: LedgerDocuments[keyof LedgerDocuments];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const REMEMBERED_FOR = 60 * 60 * 1000;
const MAX_REMEMBERED = 100;

/**
 * Reads documents of the ledger. One that cannot be read is left out, said once, and named by Readiness for an hour: everything else
 * goes on. Whoever decides by a number finds that one missing, which is a fault there and never "free".
 */
export class LedgerReader {
  /** Results of sources that are kept: each is checked once. */
  private readonly readBefore = new WeakMap<object, ReadBefore>();
  private readonly unreadable = new Map<string, UnreadableDocument & { readonly at: number }>();

  constructor(
    private readonly now: () => number,
    private readonly onUnreadable: (document: UnreadableDocument) => void
  ) {}

  /** @returns undefined where it is of another kind, or cannot be read */
  read<K extends keyof LedgerDocuments>(
    kind: K,
    id: string,
    source: unknown
  ): LedgerDocuments[K] | undefined {
    const before = isObject(source) ? this.readBefore.get(source) : undefined;
    if (before?.kind === kind && before.id === id) return before.document as LedgerDocuments[K];
    const reading = readLedgerDocument(kind, id, source);
    if (reading.is === 'readable') {
      const { document } = reading;
      if (isObject(source)) this.readBefore.set(source, { kind, id, document });
      return document;
    }
    if (reading.is !== 'other_kind') this.remember({ id, why: reading.is });
    return undefined;
  }

  /** Those met within the last hour. */
  listUnreadable(): UnreadableDocument[] {
    const since = this.now() - REMEMBERED_FOR;
    for (const [id, { at }] of this.unreadable) if (at < since) this.unreadable.delete(id);
    return Array.from(this.unreadable.values(), ({ id, why }) => ({ id, why }));
  }

  private remember(document: UnreadableDocument): void {
    const isNew = !this.unreadable.has(document.id);
    if (isNew && this.unreadable.size >= MAX_REMEMBERED) return;
    this.unreadable.set(document.id, { ...document, at: this.now() });
    if (isNew) this.onUnreadable(document);
  }
}
