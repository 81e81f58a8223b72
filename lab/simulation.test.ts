import { basic, ManagerClient } from '../test/builders/manager_client';
import type { AlertDocument } from './endpoints/alert_document';
import { isReallyIsolated } from './endpoints/endpoint_state';
import type { ClusterOptions } from './manager/manager';
import type { Simulation } from './simulation';
import { startSimulation } from './simulation';

const minute = 60_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const cluster: ClusterOptions = {
  name: 'wazuh-cluster',
  nodes: [
    { name: 'master-node', type: 'master', hostname: 'wazuh-master', ip: '192.168.1.1' },
    { name: 'worker-01', type: 'worker', hostname: 'wazuh-worker', ip: '192.168.1.2' },
  ],
};

describe('manager and endpoints together', () => {
  let stored: AlertDocument[] = [];
  let simulation: Simulation;
  let client: ManagerClient;

  beforeAll(async () => {
    simulation = await startSimulation({
      hostId: 'lab',
      version: '4.12.0',
      hostname: 'wazuh-server',
      cluster,
      fleetSize: 300,
      seed: 1,
      delays: { startMs: [1, 2], deliverMs: [1, 2], indexMs: [1, 2] },
      store: async (alerts) => {
        stored.push(...alerts);
      },
    });
    client = new ManagerClient(simulation.manager.url, simulation.manager.ca);
  });
  afterAll(() => {
    client.close();
    simulation.stop();
  });

  /** A Windows endpoint of the node on which all is well, and to which nothing has happened. */
  function healthyAgentOf(nodeName: string) {
    const { manager, endpoints } = simulation;
    const touched = new Set(stored.map(({ agent }) => agent.id));
    const agent = manager.fleet.list().find(({ id, node, status, activeResponse, version }) => {
      const { program, rights } = endpoints.state(id).machine;
      const isReady = program === 'C-LR' && rights === 'elevated' && version === 'Wazuh v4.12.0';
      const isThere = status === 'active' && activeResponse === 'enabled' && node === nodeName;
      return isReady && isThere && !touched.has(id);
    });
    if (agent === undefined) throw new Error(`no healthy agent on ${nodeName}`);
    return agent;
  }

  async function isolate(agentId: string, token: string) {
    const answer = await client.send(
      'PUT',
      `/active-response?agents_list=${agentId}`,
      { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      JSON.stringify({
        command: '!isolation.exe',
        arguments: ['192.168.1.1'],
        alert: { data: { action: 'isolate', user: 'alice#k7m2q9xd', debug: false } },
      })
    );
    return JSON.parse(answer.text);
  }

  it('have a past of weeks when they start, decoded by the nodes of the cluster', () => {
    expect(stored.length).toBeGreaterThan(30);
    const times = stored.map(({ timestamp }) => Date.parse(timestamp));
    expect(Math.max(...times)).toBeLessThan(Date.now() - 60 * minute);
    expect(new Set(stored.map(({ manager: { name } }) => name))).toEqual(
      new Set(['wazuh-master', 'wazuh-worker'])
    );
  });

  it('isolate an endpoint by a command, with an alert of the node that it is connected to', async () => {
    const { id, name, ip } = healthyAgentOf('worker-01');
    stored = [];
    const started = Date.now();
    const answer = await isolate(id, await client.logIn('wazuh', 'wazuh'));
    expect(Date.now() - started).toBeGreaterThanOrEqual(19);
    expect(answer.data.affected_items).toEqual([id]);
    await sleep(100);
    expect(isReallyIsolated(simulation.endpoints.state(id))).toBe(true);
    expect(stored).toMatchObject([
      {
        agent: { id, name, ip },
        manager: { name: 'wazuh-worker' },
        cluster: { name: 'wazuh-cluster', node: 'worker-01' },
        data: { clr: { action: 'isolate', user: 'alice#k7m2q9xd' } },
      },
    ]);
  });

  it('have a clock for each node: the alert has that of the decoding one', async () => {
    const { id } = healthyAgentOf('worker-01');
    stored = [];
    simulation.clocks.set('worker-01', -15 * minute);
    await isolate(id, await client.logIn('wazuh', 'wazuh'));
    await sleep(100);
    simulation.clocks.set('worker-01', 0);
    const [alert] = stored;
    const behind = Date.now() - Date.parse(alert?.timestamp ?? '');
    expect(behind).toBeGreaterThan(14.9 * minute);
    expect(behind).toBeLessThan(15.1 * minute);
  });

  it('have a clock for the API as well: that of the node that is asked', async () => {
    const headers = { Authorization: `Bearer ${await client.logIn('wazuh', 'wazuh')}` };
    simulation.clocks.set('master-node', 10 * minute);
    const { text } = await client.send('GET', '/', headers);
    simulation.clocks.set('master-node', 0);
    const ahead = Date.parse(JSON.parse(text).data.timestamp) - Date.now();
    expect(ahead).toBeGreaterThan(9.9 * minute);
  });

  it('list 301 agents, the manager among them', async () => {
    const token = await client.logIn('wazuh', 'wazuh');
    const headers = { Authorization: `Bearer ${token}` };
    const { text } = await client.send('GET', '/agents?limit=100000&select=id', headers);
    expect(JSON.parse(text).data.total_affected_items).toBe(301);
  });

  it('answer on a port for each node', async () => {
    const worker = new ManagerClient(
      simulation.manager.nodeUrls['worker-01'] ?? '',
      simulation.manager.ca
    );
    const headers = { Authorization: basic('wazuh', 'wazuh') };
    const path = '/security/user/authenticate?raw=true';
    const token = (await worker.send('POST', path, headers)).text;
    const { text } = await worker.send('GET', '/', { Authorization: `Bearer ${token}` });
    worker.close();
    expect(JSON.parse(text).data.hostname).toBe('wazuh-worker');
  });

  it.each([
    ['admin', 'a workstation', 'hq', true],
    ['admin', 'a domain controller', 'domain-controllers', true],
    ['analyst', 'a workstation', 'hq', true],
    ['analyst', 'a domain controller', 'domain-controllers', false],
    ['reader', 'a workstation', 'hq', false],
    ['somebody else', 'a workstation', 'hq', false],
  ])('with run_as let %s command %s: group %s, %s', async (user, _, group, isLet) => {
    const agent = simulation.manager.fleet
      .list()
      .find(({ groups, status }) => groups.includes(group) && status === 'active');
    const token = await client.logIn('wazuh-wui', 'wazuh-wui', { user_name: user });
    const answer = await isolate(agent?.id ?? '', token);
    expect(answer.error === 4000).toBe(!isLet);
  });
});
