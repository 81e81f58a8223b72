import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EndpointKey } from '../../common/manager/endpoint';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asInteger, field, valueAt } from '../../common/base/json_reading';
import type { NumbersDocument } from '../../common/ledger/numbers_document';
import type { StoredAction } from './action_ledger';
import { actionIdOf } from './action_ledger';
import type { DocumentStore, Write } from './document_store';
import { IndexerError, indexerErrorOf } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search, searchAll, wholeOf } from './search';
import type { ShardWatch } from './shard_watch';
import { untilWritten } from './until_written';

/** The part that was read of some numbers of an endpoint. */
export interface NumbersRead {
  readonly actions: ReadonlyMap<number, StoredAction>;
  /** Numbers whose document is there and can't be understood. */
  readonly unreadable: readonly number[];
  /** Number after which retention deleted nothing; 0: no mark, nothing was deleted; undefined: the mark can't be read. */
  readonly mark: number | undefined;
}

interface Waiting {
  readonly endpoint: EndpointKey;
  readonly resolve: (newest: number) => void;
  readonly reject: (error: unknown) => void;
}

const REFRESHED_WITHIN = 10 * 1000;

/** The numbers that were given to the actions of endpoints. */
export class NumberLedger {
  private waiting: Waiting[] = [];

  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: Pick<LedgerIndices, 'actions'>,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader,
    private readonly now: () => number,
    private readonly shards: ShardWatch
  ) {}

  /**
   * Reads the actions with these numbers, and the mark of retention behind them: one index of one shard answers in the order in which it is
   * asked, so that a number that retention deleted meanwhile is never missing without the mark.
   * @throws IndexerError
   */
  async read(endpoint: EndpointKey, numbers: readonly number[]): Promise<NumbersRead> {
    const ids = new Map(numbers.map((n) => [actionIdOf({ endpoint, n }), n]));
    const markId = markIdOf(endpoint);
    const found = await this.store.readMany(
      [...Array.from(ids.keys()), markId].map((id) => ({ index: this.indices.actions, id }))
    );
    const actions = new Map<number, StoredAction>();
    const unreadable: number[] = [];
    ids.forEach((n, id) => {
      const stored = found.get(id);
      if (!stored) return;
      const action = this.reader.read('action', id, stored.source);
      if (action) actions.set(n, { id, action, version: stored.version });
      else unreadable.push(n);
    });
    const stored = found.get(markId);
    const mark = stored ? this.reader.read('numbers', markId, stored.source)?.n : 0;
    return { actions, unreadable, mark };
  }

  /**
   * The largest number that the ledger has of an endpoint, 0 for none. What is asked in the same turn is found behind one refresh.
   * @throws IndexerError where a part of the ledger can't be searched: then nobody knows
   */
  findLargest(endpoint: EndpointKey): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ endpoint, resolve, reject });
      if (this.waiting.length === 1) void Promise.resolve().then(() => this.findWaiting());
    });
  }

  /**
   * Writes down that a number was given, before older ones are deleted.
   * @returns false where the mark that is there can't be read: then nothing may be deleted
   * @throws IndexerError
   */
  async mark(endpoint: EndpointKey, n: number): Promise<boolean> {
    const at = { index: this.indices.actions, id: markIdOf(endpoint) };
    let isReadable = true;
    const lost = await untilWritten([n], async (open) => {
      const stored = (await this.store.readMany([at])).get(at.id);
      const known = stored && this.reader.read('numbers', at.id, stored.source);
      isReadable = !stored || known !== undefined;
      if (!isReadable || (known && known.n >= n)) return [];
      const document: NumbersDocument = {
        schema_version: SCHEMA_VERSION,
        kind: 'numbers',
        endpoint,
        n,
        updated_at: this.now(),
      };
      const condition: Write['condition'] = stored ? stored.version : 'create';
      const written = await this.store.write({ ...at, document, condition });
      if (written.result === 'failed') throw written.error;
      return written.result === 'written' ? [] : open;
    });
    if (lost.length > 0) throw new IndexerError('indexer_busy');
    return isReadable;
  }

  /** Searches all of the ledger, for nothing. @throws IndexerError */
  async trySearch(): Promise<void> {
    try {
      const body = { size: 0, track_total_hits: false };
      await search(this.client, { index: this.indices.actions, body });
      this.shards.saw('all');
    } catch (error) {
      this.notice(error);
      throw error;
    }
  }

  private notice(error: unknown): void {
    if (error instanceof IndexerError && error.code === 'indexer_incomplete') {
      this.shards.saw('too_few');
    }
  }

  private async findWaiting(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    try {
      await this.refresh();
      const results = await searchAll(
        this.client,
        asked.map(({ endpoint }) => ({ index: this.indices.actions, body: largestOf(endpoint) }))
      );
      asked.forEach(({ resolve, reject }, index) => {
        try {
          const [largest] = wholeOf(results[index]).hits;
          resolve(asInteger(field(largest?.source, 'n')) ?? 0);
        } catch (error) {
          this.notice(error);
          reject(error);
        }
      });
    } catch (error) {
      this.notice(error);
      asked.forEach(({ reject }) => reject(error));
    }
  }

  /** Refreshes our own index: what was written a moment ago isn't searchable otherwise. */
  private async refresh(): Promise<void> {
    const path = `/${this.indices.actions}/_refresh?ignore_unavailable=true`;
    let failed: number | undefined;
    try {
      const { body } = await this.client.transport.request(
        { method: 'POST', path },
        { maxRetries: 0, requestTimeout: REFRESHED_WITHIN }
      );
      failed = asInteger(valueAt(body, '_shards', 'failed'));
    } catch (error) {
      throw indexerErrorOf(error);
    }
    if (failed !== undefined && failed > 0) throw new IndexerError('indexer_incomplete');
  }
}

/** No id of an action: those end in a number. */
function markIdOf(endpoint: EndpointKey): string {
  return `${endpoint}:numbers`;
}

/** Documents of any kind: one that was changed manually takes its number as well, and the mark says what was given. */
function largestOf(endpoint: EndpointKey): object {
  return {
    size: 1,
    track_total_hits: false,
    query: { bool: { filter: [{ term: { endpoint } }, { range: { n: { gte: 1 } } }] } },
    sort: [{ n: 'desc' }],
    _source: ['n'],
  };
}
