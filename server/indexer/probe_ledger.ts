import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EndpointKey } from '../../common/manager/endpoint';
import { asText, field } from '../../common/base/json_reading';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeIdOf } from '../../common/ledger/probe_document';
import type { DocumentStore, Version } from './document_store';
import type { IndexerError } from './indexer_error';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search } from './search';
import { untilWritten } from './until_written';

export interface StoredProbe {
  readonly id: string;
  readonly probe: ProbeDocument;
  readonly version: Version;
}

export type ProbeStep = (probe: ProbeDocument) => ProbeDocument;

const NEWEST_PAGE = 1000;
const MOST_SEARCHES = 100;

/** Probes in `<prefix>-actions`, beside the actions and apart from them: nothing that follows or numbers actions finds them. */
export class ProbeLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader
  ) {}

  /** @throws IndexerError where any of them may not have been created; those that were are never sent */
  async createAll(probes: readonly ProbeDocument[]): Promise<StoredProbe[]> {
    const index = this.indices.actions;
    const results = await this.store.writeAll(
      probes.map((document) => ({
        index,
        id: probeIdOf(document),
        document,
        condition: 'create' as const,
      }))
    );
    const failed = results.find(({ result }) => result === 'failed');
    if (failed?.result === 'failed') throw failed.error;
    return probes.flatMap((probe, at) => {
      const result = results[at];
      return result?.result === 'written'
        ? [{ id: probeIdOf(probe), probe, version: result.version }]
        : [];
    });
  }

  async readById(ids: readonly string[]): Promise<Map<string, StoredProbe>> {
    const found = await this.store.readMany(ids.map((id) => ({ index: this.indices.actions, id })));
    return new Map(
      Array.from(found.values()).flatMap(({ id, source, version }) => {
        const probe = this.reader.read('probe', id, source);
        return probe ? [[id, { id, probe, version }]] : [];
      })
    );
  }

  /**
   * Takes probes further, each on the condition that nobody wrote since. Those that lost are left out.
   * @throws IndexerError
   */
  async replaceAll(
    changes: ReadonlyArray<{ readonly was: StoredProbe; readonly becomes: ProbeDocument }>
  ): Promise<StoredProbe[]> {
    const results = await this.store.writeAll(
      changes.map(({ was, becomes }) => ({
        index: this.indices.actions,
        id: was.id,
        document: becomes,
        condition: was.version,
      }))
    );
    const failed = results.find(({ result }) => result === 'failed');
    if (failed?.result === 'failed') throw failed.error;
    return changes.flatMap(({ was, becomes }, at) => {
      const result = results[at];
      return result?.result === 'written'
        ? [{ id: was.id, probe: becomes, version: result.version }]
        : [];
    });
  }

  /** Brings probes further, whatever others write meanwhile. @throws IndexerError */
  async updateAll(
    steps: ReadonlyArray<{ readonly id: string; readonly step: ProbeStep }>
  ): Promise<void> {
    let failure: IndexerError | undefined;
    await untilWritten(steps, async (open) => {
      const stored = await this.readById(open.map(({ id }) => id));
      const changes = open.flatMap(({ id, step }) => {
        const was = stored.get(id);
        const becomes = was && step(was.probe);
        return was && becomes && becomes !== was.probe ? [{ id, step, was, becomes }] : [];
      });
      const results = await this.store.writeAll(
        changes.map(({ was, becomes }) => ({
          index: this.indices.actions,
          id: was.id,
          document: becomes,
          condition: was.version,
        }))
      );
      for (const result of results) if (result.result === 'failed') failure = result.error;
      return changes.filter((_, at) => results[at]?.result === 'conflict');
    });
    if (failure) throw failure;
  }

  /** The newest probe of an endpoint; at most a second old. @throws IndexerError */
  async newestOf(endpoint: string): Promise<ProbeDocument | undefined> {
    const { hits } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: 1,
        track_total_hits: false,
        query: { bool: { filter: [{ term: { kind: 'probe' } }, { term: { endpoint } }] } },
        sort: [{ created_at: 'desc' }],
      },
    });
    const [hit] = hits;
    return hit && this.reader.read('probe', hit.id, hit.source);
  }

  /**
   * The newest readiness test of each of these endpoints. Each search leaves out those found by the one before, so that an endpoint that
   * was tested often costs one search at most.
   * @throws IndexerError
   */
  async newestOfMany(endpoints: readonly EndpointKey[]): Promise<Map<string, ProbeDocument>> {
    const found = new Map<string, ProbeDocument>();
    const open = new Set<string>(endpoints);
    let isMore = true;
    for (let searches = 0; open.size > 0 && isMore && searches < MOST_SEARCHES; searches++) {
      const { hits } = await search(this.client, {
        index: this.indices.actions,
        body: {
          size: NEWEST_PAGE,
          track_total_hits: false,
          query: {
            bool: { filter: [{ term: { kind: 'probe' } }, { terms: { endpoint: [...open] } }] },
          },
          sort: [{ created_at: 'desc' }],
        },
      });
      for (const { id, source } of hits) {
        const endpoint = asText(field(source, 'endpoint'));
        // The newest one comes first. If it can't be read, an older one doesn't stand for it.
        if (endpoint === undefined || !open.delete(endpoint)) continue;
        const probe = this.reader.read('probe', id, source);
        if (probe) found.set(endpoint, probe);
      }
      isMore = hits.length === NEWEST_PAGE;
    }
    return found;
  }
}
