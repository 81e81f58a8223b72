import type { Client } from '@opensearch-project/opensearch';
import { SCHEMA_VERSION } from '../../../common/ledger/endpoint_document';
import type { ManagerId } from '../../../common/manager/endpoint';
import { historySearch } from '../../../server/indexer/history_search';
import { ACTIONS_INDEX } from '../../../server/indexer/ledger_mappings';
import {
  clientOf,
  describeOnOpenSearch,
  sharedOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from './stores';

jest.setTimeout(240_000);

const AGENTS = 100_000;
const HIDDEN = 70_000;
const AT_ONCE = 10_000;
const MANAGER = 'manager:wazuh-server' as ManagerId;

describeOnOpenSearch('a history of 100,000 agents in a real index', () => {
  const index = `${uniquePrefix()}actions`;
  let client: Client;
  beforeAll(async () => {
    client = clientOf(await sharedOpenSearch());
    await client.indices.create({ index, body: ACTIONS_INDEX });
    for (let at = 0; at < AGENTS; at += AT_ONCE) {
      const lines = Array.from({ length: AT_ONCE }, (_, i) => [
        { create: { _index: index } },
        {
          schema_version: SCHEMA_VERSION,
          kind: 'elsewhere',
          status: 'elsewhere',
          endpoint: `${MANAGER}/${at + i}`,
          n: 0,
          event: `event ${at + i}`,
          manager: MANAGER,
          agent: { id: String(at + i), name: 'WS' },
          // Those that are hidden are the newest.
          created_at: 1_795_000_000_000 - (at + i),
        },
      ]);
      await client.bulk({ body: lines.flat() });
    }
    await client.indices.refresh({ index });
  }, startTimeLimit);
  afterAll(() => client.close());

  it('leaves out 70,000 of them by their IDs in chunks, and finds the newest of the rest', async () => {
    const hidden = Array.from({ length: HIDDEN }, (_, id) => String(id));
    const asked = historySearch(index, { managers: [MANAGER], query: {}, size: 25, hidden });
    const { body } = await client.search({ index, body: asked.body });
    expect(body.hits.total.value).toBe(AGENTS - HIDDEN);
    const found: ReadonlyArray<{ _source: { agent: { id: string } } }> = body.hits.hits;
    expect(found.map(({ _source }) => Number(_source.agent.id))).toEqual(
      Array.from({ length: 25 }, (_, i) => HIDDEN + i)
    );
  });
});
