import type { Client } from '@opensearch-project/opensearch';
import type { UserName } from '../../../lab/store/opensearch/security_users';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { until } from '../lab/until';
import { clientAs, describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { isolateAs, visibleAgents } from './visible_agents';

jest.setTimeout(120_000);

const REASON = 'marker-of-a-reason';
const PEOPLE: readonly UserName[] = ['analyst', 'analyst_dls', 'nobody'];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: object | object[];
}

/** Requests that the dashboard's own console sends on, as the user who typed them. */
const readings = (actions: string, endpoints: string): Asked[] => [
  { method: 'GET', path: `/${actions}/_search` },
  { method: 'GET', path: `/${actions},${endpoints}/_search?ignore_unavailable=true` },
  { method: 'GET', path: '/wazuh-*/_search?size=100&expand_wildcards=all' },
  { method: 'GET', path: '/_all/_search?size=100' },
  { method: 'GET', path: `/%2A${actions.slice(5)}/_search` },
  { method: 'GET', path: '/_search?size=100&q=reason:*marker*' },
  { method: 'GET', path: `/${endpoints}/_doc/cursor_key` },
  { method: 'GET', path: `/${actions}/_count` },
  { method: 'GET', path: `/${actions}/_mapping` },
  { method: 'GET', path: `/${actions}/_field_caps?fields=*` },
  { method: 'POST', path: '/_mget', body: { docs: [{ _index: endpoints, _id: 'cursor_key' }] } },
  { method: 'POST', path: '/_msearch', body: [{ index: actions }, { query: { match_all: {} } }] },
  {
    method: 'POST',
    path: '/wazuh-alerts-*/_search',
    body: { query: { terms: { 'agent.id': { index: actions, id: 'x', path: 'agent.id' } } } },
  },
  { method: 'POST', path: `/${actions}/_search?scroll=1m` },
  { method: 'POST', path: `/${actions}/_search/point_in_time?keep_alive=1m` },
  { method: 'POST', path: `/${actions}/_termvectors`, body: { doc: { reason: REASON } } },
];

const writings = (actions: string, endpoints: string): Asked[] => [
  { method: 'POST', path: `/${actions}/_doc`, body: { kind: 'action', reason: 'forged' } },
  { method: 'PUT', path: `/${endpoints}/_doc/forged`, body: { kind: 'endpoint' } },
  { method: 'POST', path: `/${actions}/_update/x`, body: { doc: { reason: 'forged' } } },
  {
    method: 'POST',
    path: '/_bulk',
    body: [{ index: { _index: actions, _id: 'forged' } }, { kind: 'action', reason: 'forged' }],
  },
  { method: 'POST', path: `/${actions}/_delete_by_query`, body: { query: { match_all: {} } } },
  { method: 'POST', path: `/${actions}/_update_by_query`, body: { query: { match_all: {} } } },
  {
    method: 'POST',
    path: '/_reindex',
    body: { source: { index: actions }, dest: { index: 'wazuh-alerts-stolen' } },
  },
  { method: 'PUT', path: `/${actions}/_mapping`, body: { properties: { more: { type: 'text' } } } },
  { method: 'PUT', path: `/${actions}/_settings`, body: { index: { blocks: { write: true } } } },
  {
    method: 'POST',
    path: '/_aliases',
    body: { actions: [{ add: { index: actions, alias: 'wazuh-alerts-alias' } }] },
  },
  { method: 'POST', path: `/${actions}/_close` },
  { method: 'PUT', path: `/${actions}/_clone/wazuh-alerts-clone` },
  { method: 'DELETE', path: `/${endpoints}` },
];

/** @returns status and text, whatever they are */
async function sent(client: Client, { method, path, body }: Asked) {
  const content = Array.isArray(body) ? { bulkBody: body } : { body };
  try {
    const answer = await client.transport.request({ method, path, ...content });
    return { status: answer.statusCode ?? 0, text: JSON.stringify(answer.body) };
  } catch (error) {
    const { statusCode = 0, body: refused } = error as { statusCode?: number; body?: unknown };
    return { status: statusCode, text: JSON.stringify(refused ?? '') };
  }
}

describeOnOpenSearch(
  'requests to the indexer itself, as the console of the dashboard sends them',
  () => {
    let lab: SecuredLab;
    beforeAll(async () => {
      lab = await startSecuredLab();
      const [agent = ''] = visibleAgents(lab);
      const { body } = await lab.as('admin').preview('isolate', [agent]);
      const acknowledgements = body.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []);
      await lab.as('admin').startAs(body, { acknowledgements, reason: REASON });
      await until(
        () => lab.as('admin').endpoint(agent),
        ({ state }) => state.status === 'isolated'
      );
      await isolateAs(lab, 'nobody', agent);
      await lab.admin.indices.refresh({ index: [lab.indices.actions, lab.indices.endpoints] });
    }, startTimeLimit);
    afterAll(() => lab.stop());

    const ledger = async () => {
      const index = [lab.indices.actions, lab.indices.endpoints];
      await lab.admin.indices.refresh({ index });
      const { body } = await lab.admin.search({ index, size: 1000, body: { sort: ['_doc'] } });
      const hits: ReadonlyArray<{ _id: string; _source: { kind?: string; reason?: string } }> =
        body.hits.hits;
      // What the dashboard itself goes on writing is none of this.
      return hits
        .filter(({ _source: { kind } }) => kind === 'action' || kind === 'endpoint')
        .map(({ _id, _source }) => [_id, _source.reason ?? ''])
        .sort();
    };

    it.each(PEOPLE)('show %s nothing of the ledger', async (user) => {
      const client = clientAs(lab.store, lab.store.users[user]);
      const { actions, endpoints } = lab.indices;
      for (const asked of readings(actions, endpoints)) {
        const { text } = await sent(client, asked);
        const isShown = [REASON, 'sent_user', 'forgotten', '"key":'].some((one) =>
          text.includes(one)
        );
        expect([asked.method, asked.path, isShown && text]).toEqual([
          asked.method,
          asked.path,
          false,
        ]);
      }
      await client.close();
    });

    it.each(PEOPLE)('change nothing of the ledger for %s', async (user) => {
      const before = await ledger();
      expect(before.flat()).toContain(REASON);
      const client = clientAs(lab.store, lab.store.users[user]);
      const { actions, endpoints } = lab.indices;
      for (const asked of writings(actions, endpoints)) {
        const { status, text } = await sent(client, asked);
        // A request of several parts is answered as a whole, and refused part by part.
        const isRefused = status === 403 || text.includes('"status":403');
        expect([asked.method, asked.path, isRefused || text]).toEqual([
          asked.method,
          asked.path,
          true,
        ]);
      }
      await client.close();
      expect(await ledger()).toEqual(before);
    });

    it('show it to whoever reads everything, as the documentation says', async () => {
      const client = clientAs(lab.store, lab.store.users.admin);
      const path = `/${lab.indices.actions}/_search?size=100`;
      expect((await sent(client, { method: 'GET', path })).text).toContain(REASON);
      await client.close();
    });
  }
);
