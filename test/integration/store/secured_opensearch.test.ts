import type { Client } from '@opensearch-project/opensearch';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';
import type { UserName } from '../../../lab/store/opensearch/security_users';
import { agentsOfLimitedAnalyst } from '../../../lab/store/opensearch/security_users';
import { answerTo, errorOf } from './both_stores';
import type { SharedSecuredOpenSearch } from './stores';
import {
  clientAs,
  clientOf,
  describeOnOpenSearch,
  sharedSecuredOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from './stores';

describeOnOpenSearch('an OpenSearch with security', () => {
  let store: SharedSecuredOpenSearch;
  let clients: Record<UserName, Client>;
  let alerts: string;

  beforeAll(async () => {
    store = await sharedSecuredOpenSearch();
    const { kibanaserver, admin, analyst, analyst_dls, nobody } = store.users;
    clients = {
      kibanaserver: clientAs(store, kibanaserver),
      admin: clientAs(store, admin),
      analyst: clientAs(store, analyst),
      analyst_dls: clientAs(store, analyst_dls),
      nobody: clientAs(store, nobody),
    };
    alerts = `wazuh-alerts-${uniquePrefix()}`;
    await installAlertsTemplate(clients.admin, alerts);
    await createAlertSink(clients.admin, alerts).index(
      ['001', '003', '004'].map((id) => {
        const timestamp = '2026-11-24T04:19:33.456+0000';
        return { timestamp, id: `1.${id}`, agent: { id }, data: { clr: { user: 'alice' } } };
      })
    );
    await clients.admin.indices.refresh({ index: `${alerts}*` });
  }, startTimeLimit);

  afterAll(() => Promise.all(Object.values(clients ?? {}).map((client) => client.close())));

  async function agentsSeenBy(user: UserName): Promise<unknown> {
    const { body } = await clients[user].search({
      index: `${alerts}*`,
      body: { sort: [{ 'agent.id': 'asc' }] },
    });
    return body.hits.hits.map(
      (hit: { _source: { agent: { id: string } } }) => hit._source.agent.id
    );
  }

  const denied = errorOf(403, 'security_exception', expect.stringMatching(/^no permissions for/));

  it('is trusted only by who knows its authority', async () => {
    const stranger = clientOf({ url: store.url });
    await expect(stranger.info()).rejects.toThrow(/certificate/);
    await stranger.close();
  });

  it('knows nobody by a wrong password', async () => {
    const impostor = clientAs(store, { ...store.users.admin, password: 'wrong' });
    expect((await answerTo(impostor.info())).status).toBe(401);
    await impostor.close();
  });

  it.each([
    ['kibanaserver', ['manage_wazuh_index', 'kibana_server']],
    ['admin', ['all_access']],
    ['analyst', ['read_wazuh_alerts']],
    ['nobody', []],
  ] as const)('tells %s its roles', async (user, roles) => {
    const { body } = await clients[user].transport.request({
      method: 'GET',
      path: '/_plugins/_security/api/account',
    });
    expect(body).toMatchObject({ user_name: user });
    expect(new Set(body.roles)).toEqual(new Set(roles));
  });

  it('lets the dashboard’s own user do with wazuh-* all that a ledger needs', async () => {
    const { kibanaserver } = clients;
    const index = `${uniquePrefix()}ledger`;
    const mappings = { dynamic: 'strict', properties: { n: { type: 'integer' } } };
    await kibanaserver.indices.create({ index, body: { mappings } });
    await kibanaserver.indices.getMapping({ index });
    await kibanaserver.create({ index, id: '1', body: { n: 1 } });
    const write = { index, id: '1', if_seq_no: 0, if_primary_term: 1, body: { n: 2 } };
    await kibanaserver.index({ ...write, refresh: true });
    expect(await answerTo(kibanaserver.index(write))).toMatchObject({ status: 409 });
    const { body: bulk } = await kibanaserver.bulk({
      body: [{ create: { _index: index, _id: '2' } }, { n: 1 }],
    });
    expect(bulk.errors).toBe(false);
    const { body: found } = await kibanaserver.msearch({ body: [{ index }, { size: 1 }] });
    expect(found.responses[0].hits.hits).toHaveLength(1);
    const { body: read } = await kibanaserver.mget({
      body: { docs: [{ _index: index, _id: '1' }] },
    });
    expect(read.docs[0]).toMatchObject({ found: true, _source: { n: 2 } });
    await kibanaserver.indices.delete({ index });
  });

  it('lets the dashboard’s own user do nothing outside wazuh-*', async () => {
    const index = 'other-index';
    expect(await answerTo(clients.kibanaserver.indices.create({ index }))).toMatchObject(denied);
    expect(
      await answerTo(clients.kibanaserver.index({ index, id: '1', body: { n: 1 } }))
    ).toMatchObject(denied);
  });

  it('shows each analyst the alerts that they may see', async () => {
    expect(await agentsSeenBy('analyst')).toEqual(['001', '003', '004']);
    expect(await agentsSeenBy('analyst_dls')).toEqual(['001', '003']);
    expect(agentsOfLimitedAnalyst).not.toContain('004');
  });

  it('counts for an analyst only what they may see', async () => {
    const { body } = await clients.analyst_dls.count({ index: `${alerts}*` });
    expect(body.count).toBe(2);
  });

  it('shows who has no rights nothing', async () => {
    const { nobody } = clients;
    expect(await answerTo(nobody.search({ index: `${alerts}2026.11.24` }))).toMatchObject(denied);
    expect(await answerTo(nobody.msearch({ body: [{ index: `${alerts}*` }, {}] }))).toMatchObject(
      denied
    );
  });

  it('lets an analyst change nothing, and read no ledger', async () => {
    const { analyst } = clients;
    const write = { index: `${alerts}2026.11.24`, id: '1', body: { id: 'x' } };
    expect(await answerTo(analyst.index(write))).toMatchObject(denied);
    const index = `${uniquePrefix()}ledger`;
    await clients.kibanaserver.indices.create({ index });
    expect(await answerTo(analyst.search({ index }))).toMatchObject(denied);
  });
});
