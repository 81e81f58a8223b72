import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { NotListedDocument } from '../../common/ledger/not_listed_document';
import { notListedIdOf, withinAnHour } from '../../common/ledger/not_listed_document';
import { Kept } from '../base/kept';
import type { DocumentStore, Stored } from './document_store';
import { elsewhereIdOf } from './elsewhere_ids';
import type { ElsewhereLines } from './elsewhere_lines';
import { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { untilWritten } from './until_written';

/** Reports of an endpoint and hour that one process lists before it looks for what others have listed: most have one or two. */
const LISTED_FREELY = 10;
/** Hours of endpoints of which it is remembered. */
const MOST_HOURS = 5000;

interface Hour {
  readonly id: string;
  readonly events: readonly ElsewhereDocument[];
}

/**
 * Reports outside this plugin, in `<prefix>-actions`: at most some 50 documents of an endpoint within an hour, and one that counts
 * the rest. Whoever controls an endpoint can write any number of reports, and would else fill the history of everybody.
 */
export class ElsewhereLedger {
  /** Events that this process has listed, by hour. */
  private readonly listed = new Kept<string, ReadonlySet<string>>(MOST_HOURS);

  constructor(
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader,
    private readonly lines: ElsewhereLines,
    private readonly now: () => number
  ) {}

  /**
   * Copies evidence of what was done outside this plugin. What is there already, even as a line that was sent before, stays as it is.
   * @throws IndexerError
   */
  async record(documents: readonly ElsewhereDocument[]): Promise<void> {
    const lost = await untilWritten(hoursIn(documents), (open) => this.recordHours(open));
    if (lost.length > 0) throw new IndexerError('indexer_busy');
  }

  /** Reads what was copied before as it is read now. @throws IndexerError */
  reread(documents: readonly ElsewhereDocument[]): Promise<void> {
    return this.lines.reread(documents);
  }

  /** @returns the hours of which somebody else wrote meanwhile */
  private async recordHours(hours: readonly Hour[]): Promise<Hour[]> {
    const stored = await this.store.readMany(hours.map(({ id }) => this.place(id)));
    const steps = hours.map((hour) => ({ hour, ...this.stepOf(hour, stored.get(hour.id)) }));
    // Before they count as listed: a crash in between leaves them to be listed again.
    await this.list(steps.flatMap(({ list }) => list));
    const changed = steps.flatMap(({ hour, becomes, before }) =>
      becomes ? [{ hour, becomes, before }] : []
    );
    const results = await this.store.writeAll(
      changed.map(({ hour, becomes, before }) => ({
        ...this.place(hour.id),
        document: becomes,
        condition: before ? before.version : ('create' as const),
      }))
    );
    for (const { hour, list } of steps) this.remember(hour.id, list);
    return changed.flatMap(({ hour }, index) => {
      const result = results[index];
      if (result?.result === 'failed') throw result.error;
      return result?.result === 'conflict' ? [hour] : [];
    });
  }

  private stepOf(
    { id, events }: Hour,
    before: Stored | undefined
  ): {
    readonly list: readonly ElsewhereDocument[];
    readonly becomes?: NotListedDocument;
    readonly before?: Stored;
  } {
    const known = before && this.reader.read('not_listed', id, before.source);
    const listed = this.listed.get(id) ?? new Set<string>();
    if (!known && listed.size + events.length <= LISTED_FREELY) return { list: events };
    // What cannot be read is left alone: nothing can be added to what it counted.
    if (before && !known) return { list: [] };
    const written = { schemaVersion: SCHEMA_VERSION, at: this.now() };
    const { list, document } = withinAnHour(known, listed, events, written);
    return {
      list,
      ...(document && document !== known ? { becomes: document } : {}),
      ...(before ? { before } : {}),
    };
  }

  private async list(documents: readonly ElsewhereDocument[]): Promise<void> {
    // Behind the bound: what is made up in any number costs no more reads than it has rows.
    const fresh = await this.lines.withoutKnown(documents);
    const results = await this.store.writeAll(
      fresh.map((document) => ({
        ...this.place(elsewhereIdOf(document)),
        document,
        condition: 'create' as const,
      }))
    );
    for (const result of results) if (result.result === 'failed') throw result.error;
  }

  private remember(id: string, list: readonly ElsewhereDocument[]): void {
    if (list.length === 0) return;
    const known = this.listed.get(id) ?? [];
    this.listed.set(id, new Set([...known, ...list.map(({ event }) => event)]));
  }

  private place(id: string): { readonly index: string; readonly id: string } {
    return { index: this.indices.actions, id };
  }
}

function hoursIn(documents: readonly ElsewhereDocument[]): Hour[] {
  const hours = new Map<string, ElsewhereDocument[]>();
  for (const document of documents) {
    const id = notListedIdOf(document);
    const events = hours.get(id);
    if (events) events.push(document);
    else hours.set(id, [document]);
  }
  return Array.from(hours, ([id, events]) => ({ id, events }));
}
