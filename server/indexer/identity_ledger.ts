import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { HostIdentity } from '../../common/attribution';
import { SCHEMA_VERSION } from '../../common/endpoint_document';
import { asInteger, asText, field } from '../../common/json_reading';
import type { DocumentStore } from './document_store';
import type { LedgerIndices } from './ledger_indices';
import { search } from './search';

/** What the managers said of themselves, one document a configured host in `<prefix>-endpoints`. The last word counts. */
export class IdentityLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore
  ) {}

  /** @throws IndexerError */
  async readAll(): Promise<HostIdentity[]> {
    const { hits } = await search(this.client, {
      index: this.indices.endpoints,
      body: { size: 1000, query: { bool: { filter: [{ term: { kind: 'manager' } }] } } },
    });
    return hits.flatMap(({ source }) => {
      const identity = field(source, 'identity');
      // One that an older or newer version wrote otherwise is asked for again.
      return isIdentity(identity) ? [identity] : [];
    });
  }

  /** @throws IndexerError */
  async write(identity: HostIdentity): Promise<void> {
    const place = { index: this.indices.endpoints, id: `host:${identity.host_id}` };
    await this.store.replace(place, () => ({
      schema_version: SCHEMA_VERSION,
      kind: 'manager',
      host_id: identity.host_id,
      identity,
      updated_at: identity.seen_at,
    }));
  }
}

function isIdentity(value: unknown): value is HostIdentity {
  const cluster = field(value, 'cluster');
  return (
    (cluster === 'on' || cluster === 'off') &&
    asText(field(value, 'host_id')) !== undefined &&
    asText(field(value, 'hostname')) !== undefined &&
    asInteger(field(value, 'seen_at')) !== undefined &&
    Array.isArray(field(value, 'nodes'))
  );
}
