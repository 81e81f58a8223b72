import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EndpointKey } from '../../common/manager/endpoint';
import { parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { takeOver } from '../../common/ledger/former_endpoint';
import { asArray, asInteger, asText, field, valueAt } from '../../common/base/json_reading';
import type { DocumentStore, Stored } from './document_store';
import { endpointsOf } from './endpoint_queries';
import type { IndexerError } from './indexer_error';
import type { KeptDocuments } from './kept_documents';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { eachPage, search } from './search';
import { untilWritten } from './until_written';

/** An update of a document. It may be called again with a newer one, and returns the same object if nothing changes. */
export type EndpointUpdate = (document: EndpointDocument) => EndpointDocument;

const MAX_REPORTED = 200;
/** Each is some kB, a few of them 100. */
const PAGE_OF_ALL = 200;

/** The projections in `<prefix>-endpoints`. What they hold only ever joins, so that a lost race is repeated and nothing is lost. */
export class EndpointLedger {
  /** Endpoints that took over from others, by the former key: what is learnt of those is theirs. */
  private readonly heirs = new Map<string, EndpointKey>();

  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly kept: KeptDocuments,
    private readonly reader: LedgerReader,
    private readonly now: () => number
  ) {}

  /**
   * @param reader `kept` where the same are looked at again and again
   * @returns for each key its document, a new one where there is none yet; none for a key whose document cannot be read
   * @throws IndexerError
   */
  async readMany(
    keys: readonly EndpointKey[],
    reader: 'store' | 'kept' = 'store'
  ): Promise<Map<EndpointKey, EndpointDocument>> {
    const stored = await this.readStored(keys, reader);
    return new Map(
      keys.flatMap((key) => {
        const document = this.documentOf(key, stored.get(key));
        return document ? [[key, document]] : [];
      })
    );
  }

  /**
   * Brings many further at once. A document that cannot be read is left as it is.
   * @returns the documents as they now stand
   * @throws IndexerError, with all that could be written left written
   */
  async update(
    updates: ReadonlyMap<EndpointKey, EndpointUpdate>
  ): Promise<Map<EndpointKey, EndpointDocument>> {
    const done = new Map<EndpointKey, EndpointDocument>();
    const written = new Map<EndpointKey, EndpointDocument>();
    let failure: IndexerError | undefined;
    await untilWritten(Array.from(updates.keys()), async (open) => {
      const stored = await this.readStored(open);
      const writes = open.flatMap((key) => {
        const before = stored.get(key);
        const document = this.documentOf(key, before);
        const becomes = document && updates.get(key)?.(document);
        if (becomes) done.set(key, becomes);
        return becomes && becomes !== document ? [{ key, becomes, before }] : [];
      });
      const results = await this.store.writeAll(
        writes.map(({ key, becomes, before }) => ({
          index: this.indices.endpoints,
          id: key,
          document: becomes,
          condition: before ? before.version : ('create' as const),
        }))
      );
      return writes.flatMap(({ key, becomes }, index) => {
        const result = results[index];
        if (result?.result === 'failed') failure = result.error;
        if (result?.result === 'written') written.set(key, becomes);
        return result?.result === 'conflict' ? [key] : [];
      });
    });
    if (failure) throw failure;
    await this.passOn(written);
    return done;
  }

  /** Says which endpoint takes over what is known, and will be, under a former key. */
  heirOf(former: string, heir: EndpointKey): void {
    this.heirs.set(former, heir);
  }

  /** Joins what changed under former keys into their heirs. Those know everything in the end, so that this ends. */
  private async passOn(changedNow: ReadonlyMap<EndpointKey, EndpointDocument>): Promise<void> {
    const updates = new Map<EndpointKey, EndpointUpdate>();
    changedNow.forEach((former, key) => {
      const heir = this.heirs.get(key);
      if (heir) updates.set(heir, (document) => takeOver(document, former, this.now()));
    });
    if (updates.size > 0) await this.update(updates);
  }

  /** Everything that is kept under a manager's name, a page at a time. @throws IndexerError */
  async eachOf(
    manager: string,
    take: (documents: readonly EndpointDocument[]) => Promise<void>
  ): Promise<void> {
    const sort = [{ agent_id: 'asc' }];
    const query = endpointsOf(manager);
    const paged = { index: this.indices.endpoints, query, sort, size: PAGE_OF_ALL };
    await eachPage(this.client, paged, async (hits) => {
      await take(hits.flatMap(({ id, source }) => this.reader.read('endpoint', id, source) ?? []));
      return true;
    });
  }

  /** Counts the other endpoints of the same manager that reported each address that any of them reported. At most the 200 commonest. */
  async countReported(
    endpoint: EndpointKey
  ): Promise<Array<{ readonly address: string; readonly endpoints: number }>> {
    const parts = parseEndpointKey(endpoint);
    const { aggregations } = await search(this.client, {
      index: this.indices.endpoints,
      body: {
        size: 0,
        query: endpointsOf(parts?.manager ?? '', { bool: { must_not: [{ term: { endpoint } }] } }),
        aggs: { reported: { terms: { field: 'reported', size: MAX_REPORTED } } },
      },
    });
    return (asArray(valueAt(aggregations, 'reported', 'buckets')) ?? []).flatMap((bucket) => {
      const address = asText(field(bucket, 'key'));
      const endpoints = asInteger(field(bucket, 'doc_count'));
      return address !== undefined && endpoints !== undefined ? [{ address, endpoints }] : [];
    });
  }

  /** Returns the managers that the endpoint named when it was last asked, addresses and names. @throws IndexerError */
  async reportedOf(endpoint: EndpointKey): Promise<readonly string[]> {
    return (await this.readMany([endpoint])).get(endpoint)?.reported ?? [];
  }

  /** @param keepAlive the endpoint's own interval, ms; undefined where it does not say */
  async rememberReported(
    endpoint: EndpointKey,
    reported: readonly string[],
    keepAlive: number | undefined
  ): Promise<void> {
    const change = {
      reported: reported.slice(0, MAX_REPORTED),
      ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    };
    await this.update(new Map([[endpoint, (document) => changed(document, change, this.now())]]));
  }

  private readStored(
    keys: readonly EndpointKey[],
    reader: 'store' | 'kept' = 'store'
  ): Promise<Map<string, Stored>> {
    return this[reader].readMany(keys.map((key) => ({ index: this.indices.endpoints, id: key })));
  }

  private documentOf(key: EndpointKey, stored: Stored | undefined): EndpointDocument | undefined {
    return stored
      ? this.reader.read('endpoint', key, stored.source)
      : newEndpointDocument(key, this.now());
  }
}
