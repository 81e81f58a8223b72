import type { Client } from '@opensearch-project/opensearch';
import type { AgentId } from '../../../common/manager/endpoint';
import type { EndpointState } from '../../../common/state/fold';
import { Endings } from '../../../lab/endings';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { asOffered } from '../../../lab/host/opensearch/clients';
import { startOpenSearch } from '../../../lab/store/opensearch/opensearch';
import { listEvents } from '../../../server/views/list_events';
import { readReadiness } from '../../../server/readiness/read_readiness';
import { startActions } from '../../../server/actions/start_actions';
import { clientOf, describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { AlertStore } from './alert_store';
import { FaultWorld, HOST_ID } from './fault_world';
import { FaultyWaysOut } from './faulty_ways_out';
import { Reports } from './reports';
import type { ServerInProcess } from './server_in_process';
import { agentIdOf, keyOf, requestOf, serverInProcess } from './server_in_process';

jest.setTimeout(startTimeLimit);

const REMOTE = 'emea';
/** Addresses, as many as the reports say that were allowed. */
const ADDRESSES = ['192.168.1.1', '192.168.1.2'];

/**
 * A second manager that nobody configured goes by the same host name. Its alerts are in an OpenSearch of its own, which the dashboard's
 * searches with its own: cross-cluster search as it is set up in the field.
 */
describeOnOpenSearch('two managers of one name, one of them unknown here', () => {
  const endings = new Endings();
  const reports = new Reports((agent) => world.simulation.manager.fleet.find(agent)?.name);
  let world: FaultWorld;
  let client: Client;
  let remote: AlertStore;
  let free: string[];
  let server: ServerInProcess;

  beforeAll(async () => {
    const { url } = await sharedOpenSearch();
    const second = await startOpenSearch();
    endings.add(() => second.stop());
    client = clientOf({ url });
    const remoteClient = clientOf(second);
    const { body } = await remoteClient.nodes.info({ metric: 'transport' });
    const [node] = Object.values<{ transport: { publish_address: string } }>(body.nodes);
    await client.cluster.putSettings({
      body: {
        persistent: {
          cluster: {
            remote: {
              [REMOTE]: {
                seeds: [node?.transport.publish_address],
                skip_unavailable: true,
              },
            },
          },
        },
      },
    });
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 60 });
    remote = await AlertStore.open(remoteClient, world.alerts.prefix);
    endings.add(() => remote.close());
    free = world.endpoints(8);
    world.loseAnswersOf(free);
  });
  afterAll(async () => {
    await world.stop();
    const none = { seeds: null, skip_unavailable: null };
    await client.cluster.putSettings({
      body: { persistent: { cluster: { remote: { [REMOTE]: none } } } },
    });
    await client.close();
    await endings.endAll();
  });
  beforeEach(() => {
    server = reading({});
  });
  afterEach(() => server.services.reconciler.stop());

  /** A dashboard that reads both, with further settings of its manager. */
  function reading(manager: Readonly<Record<string, unknown>>): ServerInProcess {
    world.reconfigure({
      alerts_pattern: `${world.alerts.pattern},${REMOTE}:${world.alerts.pattern}`,
      managers: { [HOST_ID]: { addresses: ADDRESSES, ...manager } },
    });
    const { services, person } = serverInProcess(world, new FaultyWaysOut(undefined));
    return { services, person: { ...person, alerts: asOffered(client) } };
  }

  const endpoint = () => agentIdOf(free.shift() ?? '');

  async function isolated(agent: AgentId): Promise<AlertDocument> {
    const request = await requestOf(server, 'isolate', [agent]);
    const { started } = await startActions(request, server.person, server.services.start);
    const [one] = started;
    if (!one || !('action' in one)) throw new Error('not started');
    const { sent_user: user, sent_at: at = 0 } = one.action;
    return reports.success({ agent, verb: 'isolate', user, at: at + 1000 });
  }

  async function read(): Promise<void> {
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*`, ignore_unavailable: true });
    await server.services.reconciler.round();
    await server.services.reconciler.sweep();
    await server.services.names.settled();
    await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
  }

  const stateOf = async (agent: AgentId): Promise<EndpointState> =>
    (await server.services.reader.read(keyOf(agent), 'ledger')).state;

  const eventsOf = async (agent: AgentId) =>
    (await listEvents({ hostId: HOST_ID, agent, size: 20 }, server.person, server.services)).events;

  const namesakes = async () =>
    (await readReadiness(HOST_ID, server.person, server.services)).checks.find(
      ({ check }) => check === 'namesakes'
    );

  const release = (agent: AgentId, name?: string) =>
    reports.success({
      agent,
      verb: 'release',
      user: 'wazuh',
      // By both clocks behind the isolation, which is answered three seconds after it was sent.
      at: Date.now() + 4000,
      decodedAt: Date.now() + 5000,
      ...(name === undefined ? {} : { name }),
    });

  it('a release of the other one’s endpoint of the same id changes nothing, is listed with its reason, and Readiness says so', async () => {
    const agent = endpoint();
    await world.alerts.store([await isolated(agent)]);
    await read();
    expect((await stateOf(agent)).status).toBe('isolated');
    await world.alerts.store([release(agent, 'B-SRV-01')]);
    // The minute in which the manager is asked once is over.
    server.services.reconciler.stop();
    server = reading({});
    await read();
    expect(await stateOf(agent)).toMatchObject({ status: 'isolated', reasons: [] });
    const events = await eventsOf(agent);
    expect(events.map(({ verb, not_evidence }) => [verb, not_evidence])).toEqual([
      ['release', ['another_machine']],
      ['isolate', []],
    ]);
    expect(await namesakes()).toMatchObject({
      code: 'namesakes_report',
      facts: { names: `B-SRV-01 (${agent})` },
    });
  });

  it('an alert of any kind shows that both store theirs, before the other one’s first report does', async () => {
    const agent = endpoint();
    const { data, ...alert } = release(agent);
    const origin = { name: 'somebody else', module: 'Isolation' };
    await remote.store([{ ...alert, data: { ...data, origin } }]);
    await world.alerts.store([release(agent)]);
    await read();
    const { status, reasons } = await stateOf(agent);
    expect([status, reasons]).toEqual(['unknown', ['place_not_known']]);
    expect(await namesakes()).toMatchObject({ facts: { places: `${REMOTE}, local` } });
  });

  it('where both have an endpoint of one name and id, its place decides once it is configured', async () => {
    const agent = endpoint();
    await world.alerts.store([await isolated(agent)]);
    await read();
    await remote.store([release(agent)]);
    await read();
    await read();
    const { status, reasons } = await stateOf(agent);
    expect([status, reasons]).toEqual(['unknown', ['place_not_known']]);
    expect(await namesakes()).toMatchObject({
      status: 'problem',
      code: 'places_collide',
      facts: { places: `${REMOTE}, local` },
    });
    const mine = endpoint();
    await world.alerts.store([await isolated(mine)]);
    await read();
    expect((await stateOf(mine)).status).toBe('isolated');

    server.services.reconciler.stop();
    server = reading({ alerts_from: 'local' });
    await read();
    expect(await stateOf(agent)).toMatchObject({ status: 'isolated', reasons: [] });
    expect((await eventsOf(agent))[0]).toMatchObject({ not_evidence: ['another_machine'] });
    expect((await namesakes())?.code).not.toBe('places_collide');
  });

  it('a remote cluster that is away is as a missing shard: what there is is folded, and it is said', async () => {
    server.services.reconciler.stop();
    server = reading({ alerts_from: 'local' });
    const agent = endpoint();
    await world.alerts.store([await isolated(agent)]);
    await remote.close();
    await endings.endAll();
    await read();
    const { state, alertsUnread } = await server.services.reader.read(keyOf(agent), 'events');
    expect([state.status, alertsUnread]).toEqual(['isolated', 'indexer_incomplete']);
    expect(server.services.reconciler.report().failure).toMatchObject({
      code: 'indexer_incomplete',
    });
  });
});
