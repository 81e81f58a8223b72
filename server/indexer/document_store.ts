import type { OpenSearchClient } from 'opensearch-dashboards/server';
import {
  asArray,
  asInteger,
  asObject,
  asText,
  field,
  valueAt,
} from '../../common/base/json_reading';
import { codeOf, IndexerError, indexerErrorOf } from './indexer_error';

/** Version of a document when it was read: a write on this condition fails if anyone wrote since. */
export interface Version {
  readonly seqNo: number;
  readonly primaryTerm: number;
  /** Times that it was written, its creation included, as the indexer counts. */
  readonly writes?: number;
}

/** A document as it was read by id, which sees every write at once, unlike a search. */
export interface Stored {
  readonly id: string;
  readonly source: unknown;
  readonly version: Version;
}

export interface DocumentId {
  readonly index: string;
  readonly id: string;
}

/** A document to read. `only` omits its source, which is most of what a read costs. */
export interface DocumentRead extends DocumentId {
  readonly only?: 'version';
}

export type Write = DocumentId & { readonly document: object } & (
    | { readonly condition: 'create' }
    | { readonly condition: Version }
  );

/** Deletes a document on the condition that nobody wrote it since it was read. */
export interface Removal extends DocumentId {
  readonly version: Version;
}

export type WriteResult =
  | { readonly result: 'written'; readonly version: Version }
  /** Somebody else created or changed it. */
  | { readonly result: 'conflict' }
  /** A failed write. If its error `mayHaveHappened`, only reading the document tells. */
  | { readonly result: 'failed'; readonly error: IndexerError };

/** No write of the ledger is repeated by the client itself: a repeat of a create that succeeded would look like somebody else's. */
const NO_RETRY = { maxRetries: 0 };
const LIMIT_MS = 10000;

interface WaitingRead {
  readonly ids: readonly DocumentRead[];
  readonly resolve: (found: Map<string, Stored>) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads and conditional writes of whole documents by id. */
export class DocumentStore {
  private waiting: WaitingRead[] = [];

  /** @param ensureIndices makes sure that the indices are there with their mappings; a write would create them with any */
  constructor(
    private readonly client: OpenSearchClient,
    private readonly ensureIndices: () => Promise<void>
  ) {}

  /**
   * Reads documents. Reads of the same turn are sent in one request: a page reads its projections and their actions at once.
   * @returns for each id asked what is there; an id, or a whole index, that does not exist is left out
   * @throws IndexerError
   */
  readMany(ids: readonly DocumentRead[]): Promise<Map<string, Stored>> {
    if (ids.length === 0) return Promise.resolve(new Map());
    return new Promise((resolve, reject) => {
      this.waiting.push({ ids, resolve, reject });
      if (this.waiting.length === 1) void Promise.resolve().then(() => this.readWaiting());
    });
  }

  private async readWaiting(): Promise<void> {
    const reads = this.waiting;
    this.waiting = [];
    try {
      const docs = reads.flatMap(({ ids }) => ids.map(askedFor));
      const items = itemsOf(await this.ask('/_mget', { docs }), 'docs');
      if (items.length !== docs.length) throw new IndexerError('indexer_failed');
      let from = 0;
      for (const { ids, resolve, reject } of reads) {
        const own = items.slice(from, from + ids.length);
        from += ids.length;
        try {
          resolve(foundIn(own));
        } catch (error) {
          reject(error);
        }
      }
    } catch (error) {
      reads.forEach(({ reject }) => reject(error));
    }
  }

  /** Each write with its own result, in the order given; they are not a transaction. Never throws: what fails as a whole fails for each. */
  async writeAll(writes: readonly Write[]): Promise<WriteResult[]> {
    if (writes.length === 0) return [];
    try {
      await this.ensureIndices();
      const lines = writes.flatMap((write) => [actionOf(write), write.document]);
      const items = itemsOf(await this.ask('/_bulk', lines), 'items');
      if (items.length !== writes.length) throw new IndexerError('indexer_failed');
      return items.map(writeResultOf);
    } catch (error) {
      return writes.map(() => ({ result: 'failed', error: indexerErrorOf(error) }));
    }
  }

  /** Each with its own result, as of `writeAll`; what is gone already is a conflict. */
  async removeAll(removals: readonly Removal[]): Promise<WriteResult[]> {
    if (removals.length === 0) return [];
    try {
      const lines = removals.map(({ index, id, version }) => ({
        delete: { _index: index, _id: id, ...onCondition(version) },
      }));
      const items = itemsOf(await this.ask('/_bulk', lines), 'items');
      if (items.length !== removals.length) throw new IndexerError('indexer_failed');
      return items.map(writeResultOf);
    } catch (error) {
      return removals.map(() => ({ result: 'failed', error: indexerErrorOf(error) }));
    }
  }

  async write(write: Write): Promise<WriteResult> {
    const [result] = await this.writeAll([write]);
    return result ?? { result: 'failed', error: new IndexerError('indexer_failed') };
  }

  /**
   * Writes over whatever is there. Of two who do so at once one is not heard.
   * @param become the new document, from the one that is there
   * @throws IndexerError
   */
  async replace(at: DocumentId, become: (before: Stored | undefined) => object): Promise<void> {
    const before = (await this.readMany([at])).get(at.id);
    const condition = before ? before.version : ('create' as const);
    const { index, id } = at;
    const written = await this.write({ index, id, document: become(before), condition });
    if (written.result === 'failed') throw written.error;
  }

  private async ask(path: string, body: object | object[]): Promise<unknown> {
    const sent = Array.isArray(body) ? { bulkBody: body } : { body };
    try {
      const { body: answer } = await this.client.transport.request(
        { method: 'POST', path, ...sent },
        { ...NO_RETRY, requestTimeout: LIMIT_MS }
      );
      return answer;
    } catch (error) {
      throw indexerErrorOf(error);
    }
  }
}

function askedFor({ index, id, only }: DocumentRead): object {
  return { _index: index, _id: id, ...(only === 'version' ? { _source: false } : {}) };
}

/** @throws IndexerError where one of them could not be read: what it would have said is missing */
function foundIn(items: readonly unknown[]): Map<string, Stored> {
  const found = new Map<string, Stored>();
  for (const item of items) {
    const error = asText(valueAt(item, 'error', 'type'));
    if (error !== undefined && error !== 'index_not_found_exception') {
      const isMissing = error === 'no_shard_available_action_exception';
      throw new IndexerError(isMissing ? 'indexer_incomplete' : 'indexer_failed', error);
    }
    const stored = storedOf(item);
    if (stored) found.set(stored.id, stored);
  }
  return found;
}

function actionOf(write: Write): object {
  const { index, id, condition } = write;
  if (condition === 'create') return { create: { _index: index, _id: id } };
  return { index: { _index: index, _id: id, ...onCondition(condition) } };
}

function onCondition({ seqNo, primaryTerm }: Version): object {
  return { if_seq_no: seqNo, if_primary_term: primaryTerm };
}

function writeResultOf(item: unknown): WriteResult {
  const [inner] = Object.values(asObject(item) ?? {});
  const status = asInteger(field(inner, 'status'));
  const version = versionOf(inner);
  if (status !== undefined && status < 300 && version) return { result: 'written', version };
  if (status === 409) return { result: 'conflict' };
  const type = asText(valueAt(inner, 'error', 'type'));
  return { result: 'failed', error: new IndexerError(codeOf(status ?? 500, type), type) };
}

function storedOf(item: unknown): Stored | undefined {
  const id = asText(field(item, '_id'));
  const version = versionOf(item);
  if (field(item, 'found') !== true || id === undefined || !version) return undefined;
  return { id, source: field(item, '_source'), version };
}

function versionOf(item: unknown): Version | undefined {
  const seqNo = asInteger(field(item, '_seq_no'));
  const primaryTerm = asInteger(field(item, '_primary_term'));
  const writes = asInteger(field(item, '_version'));
  if (seqNo === undefined || primaryTerm === undefined) return undefined;
  return { seqNo, primaryTerm, ...(writes === undefined ? {} : { writes }) };
}

function itemsOf(answer: unknown, name: string): readonly unknown[] {
  const items = asArray(field(answer, name));
  if (!items) throw new IndexerError('indexer_failed');
  return items;
}
