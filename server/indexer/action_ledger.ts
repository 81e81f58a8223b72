import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import { PENDING_STATUSES } from '../../common/action/action';
import type { BatchDocument } from '../../common/ledger/batch_document';
import type { SentAction } from '../../common/state/endpoint_record';
import type { DocumentStore, Version, Write, WriteResult } from './document_store';
import { IndexerError } from './indexer_error';
import type { KeptDocuments } from './kept_documents';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import type { SearchRequest, SearchResult } from './search';
import { search } from './search';
import { untilWritten } from './until_written';

export interface StoredAction {
  readonly id: string;
  readonly action: ActionDocument;
  readonly version: Version;
}

/** Refs that an endpoint's events carry, and what its projection knows of its actions. */
export interface RefsOfEndpoint {
  readonly endpoint: string;
  readonly refs: readonly string[];
  readonly known: readonly SentAction[];
  readonly lastKnown: number;
}

/** The projection follows without being waited for, so that its newest number can be one or two behind. */
const NEWEST = [0, 1, 2];
const MAX_TERMS = 1000;
/** Page of `followSearch`. */
export const FOLLOWED_AT_ONCE = 500;

/** Those that were written, those that needed no write, as they stood then, and the last failure of one that was not written. */
export interface Updated {
  readonly written: readonly StoredAction[];
  readonly unchanged: readonly StoredAction[];
  readonly failure?: IndexerError;
}

export type Written =
  | { readonly result: 'written'; readonly stored: StoredAction }
  /** Another write came first; what stands there now is read again by whoever needs it. */
  | { readonly result: 'conflict' };

export function actionIdOf({ endpoint, n }: Pick<ActionDocument, 'endpoint' | 'n'>): string {
  return `${endpoint}:${n}`;
}

/**
 * Actions and batches in `<prefix>-actions`. An action's creation is the lock of its endpoint: number n+1 can be created once, and
 * every later step is a write on the condition that nobody wrote since.
 */
export class ActionLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly kept: KeptDocuments,
    private readonly reader: LedgerReader
  ) {}

  async readActions(
    endpoint: string,
    numbers: readonly number[]
  ): Promise<Map<number, StoredAction>> {
    const ids = numbers.filter((n) => n > 0).map((n) => actionIdOf({ endpoint, n }));
    const found = await this.readById(ids);
    return new Map(Array.from(found.values(), (stored) => [stored.action.n, stored]));
  }

  /** @param reader `kept` where the same are looked at again and again */
  async readById(
    ids: readonly string[],
    reader: 'store' | 'kept' = 'store'
  ): Promise<Map<string, StoredAction>> {
    const places = ids.map((id) => ({ index: this.indices.actions, id }));
    const found = await this[reader].readMany(places);
    return new Map(
      Array.from(found.values()).flatMap(({ id, source, version }) => {
        const action = this.reader.read('action', id, source);
        return action ? [[id, { id, action, version }]] : [];
      })
    );
  }

  async readBatch(batchId: string): Promise<BatchDocument | undefined> {
    const found = await this.store.readMany([{ index: this.indices.actions, id: batchId }]);
    const stored = found.get(batchId);
    return stored && this.reader.read('batch', batchId, stored.source);
  }

  /** Creates the batch alone, for a request of several endpoints. A broken answer is for the caller to settle by reading it. */
  createBatch(batchId: string, batch: BatchDocument): Promise<WriteResult> {
    return this.store.write(this.batchWrite(batchId, batch));
  }

  /**
   * Creates an action, and its batch beside it where one is given, in one call. A broken answer is settled by reading: the
   * attempt's own mark in the document shows that this very write was the one.
   * @throws IndexerError where the action was certainly not created, or where that cannot be found out: then nothing may be sent
   */
  async create(
    action: ActionDocument,
    batch?: { readonly id: string; readonly document: BatchDocument }
  ): Promise<{ readonly action: Written; readonly batch: WriteResult | undefined }> {
    const id = actionIdOf(action);
    const [created, beside] = await this.store.writeAll([
      { index: this.indices.actions, id, document: action, condition: 'create' },
      ...(batch ? [this.batchWrite(batch.id, batch.document)] : []),
    ]);
    return { action: await this.settled(id, action, created), batch: beside };
  }

  /**
   * Replaces an action on the condition that it is as it was read. A broken answer is settled by reading, as in `create`.
   * @throws IndexerError
   */
  async replace(was: StoredAction, becomes: ActionDocument): Promise<Written> {
    const result = await this.store.write(this.replacement(was, becomes));
    return this.settled(was.id, becomes, result);
  }

  /**
   * Brings many actions further at once. A write that lost against another one is repeated on what stands there then.
   * @param step gives back the same object where nothing is to be written
   */
  async updateMany(
    steps: ReadonlyArray<{
      readonly stored: StoredAction;
      readonly step: (action: ActionDocument) => ActionDocument;
    }>
  ): Promise<Updated> {
    const written: StoredAction[] = [];
    const unchanged: StoredAction[] = [];
    let failure: IndexerError | undefined;
    const lostEachTime = await untilWritten(steps, async (open) => {
      const changes = open.flatMap(({ stored, step }) => {
        const becomes = step(stored.action);
        if (becomes !== stored.action) return [{ stored, step, becomes }];
        unchanged.push(stored);
        return [];
      });
      const results = await this.store.writeAll(
        changes.map(({ stored, becomes }) => this.replacement(stored, becomes))
      );
      const lost = changes.filter(({ stored: { id }, becomes }, index) => {
        const result = results[index];
        if (result?.result === 'failed') failure = result.error;
        if (result?.result === 'written') {
          written.push({ id, action: becomes, version: result.version });
        }
        return result?.result === 'conflict';
      });
      const now = await this.readById(lost.map(({ stored }) => stored.id));
      return lost.flatMap(({ stored, step }) => {
        const again = now.get(stored.id);
        return again ? [{ stored: again, step }] : [];
      });
    });
    if (lostEachTime.length > 0) failure = new IndexerError('indexer_busy');
    return { written, unchanged, failure };
  }

  /**
   * The actions that refs name, keyed `<endpoint>#<ref>`: read by id where the projection knows the ref or the action is among the
   * newest, else searched for, which sees only what is a second old.
   */
  async findByRef(wanted: readonly RefsOfEndpoint[]): Promise<Map<string, StoredAction>> {
    const withRefs = wanted.filter(({ refs }) => refs.length > 0);
    const ids = withRefs.flatMap(({ endpoint, refs, known, lastKnown }) => [
      ...known.filter(({ ref }) => refs.includes(ref)).map(({ n }) => actionIdOf({ endpoint, n })),
      ...NEWEST.map((ahead) => actionIdOf({ endpoint, n: lastKnown + ahead })),
    ]);
    const found = new Map<string, StoredAction>();
    const add = (stored: StoredAction) =>
      found.set(`${stored.action.endpoint}#${stored.action.ref}`, stored);
    (await this.readById(Array.from(new Set(ids)))).forEach(add);
    const missing = withRefs.flatMap(({ endpoint, refs }) =>
      refs.filter((ref) => !found.has(`${endpoint}#${ref}`)).map((ref) => ({ endpoint, ref }))
    );
    for (let at = 0; at < missing.length; at += MAX_TERMS) {
      (await this.searchByRef(missing.slice(at, at + MAX_TERMS))).forEach(add);
    }
    return found;
  }

  /**
   * The search for the actions that wait for something and those that were written since, for a reader that puts it beside others in
   * one request. Pages by `after`, the `sort` of the last hit before.
   */
  followSearch(since: number, after?: readonly unknown[]): SearchRequest {
    const should = [
      { terms: { status: PENDING_STATUSES } },
      { range: { updated_at: { gte: since, format: 'epoch_millis' } } },
    ];
    return {
      index: this.indices.actions,
      body: {
        size: FOLLOWED_AT_ONCE,
        query: {
          bool: { filter: [{ term: { kind: 'action' } }], should, minimum_should_match: 1 },
        },
        sort: [{ endpoint: 'asc' }, { n: 'asc' }],
        ...(after ? { search_after: after } : {}),
      },
    };
  }

  /** Reads the actions of a search: at most a second old. */
  actionsIn({ hits }: SearchResult): ActionDocument[] {
    return hits.flatMap(({ id, source }) => this.reader.read('action', id, source) ?? []);
  }

  private async searchByRef(
    wanted: ReadonlyArray<{ readonly endpoint: string; readonly ref: string }>
  ): Promise<StoredAction[]> {
    const { hits } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: wanted.length,
        query: {
          bool: {
            filter: [
              { term: { kind: 'action' } },
              { terms: { endpoint: Array.from(new Set(wanted.map(({ endpoint }) => endpoint))) } },
              { terms: { ref: Array.from(new Set(wanted.map(({ ref }) => ref))) } },
            ],
          },
        },
      },
    });
    // A search tells no version that a write could rely on.
    return Array.from((await this.readById(hits.map(({ id }) => id))).values());
  }

  /** @throws IndexerError where the write failed, or may have been done and cannot be found */
  private async settled(
    id: string,
    action: ActionDocument,
    result: WriteResult | undefined
  ): Promise<Written> {
    if (result?.result === 'written') {
      return { result: 'written', stored: { id, action, version: result.version } };
    }
    if (result?.result !== 'failed') return { result: 'conflict' };
    if (!result.error.mayHaveHappened) throw result.error;
    const now = (await this.readById([id])).get(id);
    // Nobody knows whether the write still comes: it is not ours, and nothing is sent for it.
    if (!now) throw result.error;
    return isSameWrite(now.action, action)
      ? { result: 'written', stored: now }
      : { result: 'conflict' };
  }

  private replacement({ id, version }: StoredAction, becomes: ActionDocument): Write {
    return { index: this.indices.actions, id, document: becomes, condition: version };
  }

  private batchWrite(id: string, document: BatchDocument): Write {
    return { index: this.indices.actions, id, document, condition: 'create' };
  }
}

/** The mark is the attempt's own; the steps tell its writes apart. */
function isSameWrite(a: ActionDocument, b: ActionDocument): boolean {
  return a.mark === b.mark && a.status === b.status && a.timeline.length === b.timeline.length;
}
