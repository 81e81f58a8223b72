import type { Client } from '@opensearch-project/opensearch';
import type { ActionDocument } from '../../../common/action/action';
import type { ElsewhereDocument } from '../../../common/ledger/elsewhere_document';
import type { EndpointDocument } from '../../../common/ledger/endpoint_document';

/** All of a ledger, read without the plugin. */
export interface LedgerSnapshot {
  /** Actions by endpoint and number. */
  readonly actions: readonly ActionDocument[];
  readonly elsewhere: readonly ElsewhereDocument[];
  readonly endpoints: readonly EndpointDocument[];
}

type LedgerDocument = ActionDocument | ElsewhereDocument | EndpointDocument;

const PAGE = 2000;

export async function readLedger(client: Client, prefix: string): Promise<LedgerSnapshot> {
  const index = `${prefix}-*`;
  await client.indices.refresh({ index, ignore_unavailable: true });
  const documents: LedgerDocument[] = [];
  for (let after: unknown[] | undefined; ; ) {
    const { body } = await client.search({
      index,
      // What a shard without memory leaves out would look like a loss of the ledger.
      allow_partial_search_results: false,
      ignore_unavailable: true,
      size: PAGE,
      body: {
        query: { terms: { kind: ['action', 'elsewhere', 'endpoint'] } },
        sort: [{ endpoint: 'asc' }, { n: { order: 'asc', unmapped_type: 'long' } }, { _id: 'asc' }],
        ...(after ? { search_after: after } : {}),
      },
    });
    const hits: ReadonlyArray<{ _source: LedgerDocument; sort: unknown[] }> = body.hits.hits;
    documents.push(...hits.map(({ _source }) => _source));
    after = hits[PAGE - 1]?.sort;
    if (!after) break;
  }
  return {
    actions: documents.flatMap((one) => (one.kind === 'action' ? [one] : [])),
    elsewhere: documents.flatMap((one) => (one.kind === 'elsewhere' ? [one] : [])),
    endpoints: documents.flatMap((one) => (one.kind === 'endpoint' ? [one] : [])),
  };
}
