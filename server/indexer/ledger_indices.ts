import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asInteger, asObject, field, valueAt } from '../../common/base/json_reading';
import { IndexerError, indexerErrorOf } from './indexer_error';
import { ACTIONS_INDEX, ENDPOINTS_INDEX } from './ledger_mappings';

/** Names of the two indices of the ledger. */
export interface LedgerIndices {
  readonly actions: string;
  readonly endpoints: string;
}

export function ledgerIndicesOf(prefix: string): LedgerIndices {
  return { actions: `${prefix}-actions`, endpoints: `${prefix}-endpoints` };
}

/**
 * Makes sure that both indices are there with our mapping, before anything is written: an index that a write creates by itself
 * would take any field. Of several processes one creates, the others find it created.
 *
 * A version of the plugin only ever adds fields, which older documents do not have, and never changes the meaning of one: so an index
 * of an older version becomes one of ours by having the new fields added, and its documents stay as they are until they are next
 * written. From then on the older version refuses the index, whose documents it could cut.
 * @throws IndexerError; `indexer_newer_schema` where a newer version of the plugin has been at work
 */
export async function ensureLedgerIndices(
  client: OpenSearchClient,
  { actions, endpoints }: LedgerIndices
): Promise<void> {
  await ensureIndex(client, actions, ACTIONS_INDEX);
  await ensureIndex(client, endpoints, ENDPOINTS_INDEX);
}

/** Options for a single attempt. Callers can ask again; the client's own repeats and its 30 s would only keep them longer. */
const ONCE = { maxRetries: 0, requestTimeout: 10000 };

async function ensureIndex(
  client: OpenSearchClient,
  index: string,
  body: { readonly mappings: object }
): Promise<void> {
  try {
    const answer = await client.indices.getMapping({ index }, { ...ONCE, ignore: [404] });
    if (answer.statusCode === 404) {
      await keepTemplate(client, index, body);
      await create(client, index, body);
      return;
    }
    const mappings = mappingsIn(answer.body);
    const version = asInteger(valueAt(mappings, '_meta', 'schema_version'));
    if (version === undefined) throw new IndexerError('indexer_mapping', 'foreign_index');
    if (version > SCHEMA_VERSION) throw new IndexerError('indexer_newer_schema');
    if (version < SCHEMA_VERSION || !hasFields(mappings, body.mappings)) {
      await client.indices.putMapping({ index, body: body.mappings }, ONCE);
      await keepTemplate(client, index, body);
    }
  } catch (error) {
    throw indexerErrorOf(error);
  }
}

/**
 * Keeps a template: if an index is deleted while a dashboard runs, the next write recreates it. With this template it gets our mapping;
 * without it, it accepts any field and can no longer be trusted. Wazuh's own index security lets the dashboard's user; where another does
 * not, the ledger works without.
 */
async function keepTemplate(client: OpenSearchClient, index: string, body: object): Promise<void> {
  const template = { index_patterns: [index], priority: ABOVE_OTHERS, template: body };
  try {
    await client.indices.putIndexTemplate({ name: index, body: template }, ONCE);
  } catch (error) {
    // Only a precaution.
  }
}

const ABOVE_OTHERS = 1000;

async function create(client: OpenSearchClient, index: string, body: object): Promise<void> {
  try {
    await client.indices.create({ index, body }, ONCE);
  } catch (error) {
    const { type } = indexerErrorOf(error);
    if (type !== 'resource_already_exists_exception') throw error;
  }
}

function mappingsIn(answer: unknown): unknown {
  // Keyed by the index's own name, which is another one behind an alias.
  const [found] = Object.values(asObject(answer) ?? {});
  return field(found, 'mappings');
}

/** True if an index has all fields that we write: an older version of the plugin made it with fewer, and accepts no other. */
function hasFields(found: unknown, ours: object): boolean {
  return Object.entries(asObject(field(ours, 'properties')) ?? {}).every(([name, wanted]) => {
    const there = valueAt(found, 'properties', name);
    return there !== undefined && hasFields(there, asObject(wanted) ?? {});
  });
}
