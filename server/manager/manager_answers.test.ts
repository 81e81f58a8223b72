import { recording } from '../../test/integration/manager/recordings';
import { readAgentClientConfig } from './agent_client_config';
import { readAgentPage } from './agent_row';
import {
  readAbout,
  readClusterNodes,
  readClusterStatus,
  readLocalCluster,
  readNodeHosts,
} from './manager_answers';
import { readPolicies } from './manager_policies';

const bodyOf = (...[set, name]: Parameters<typeof recording>) => recording(set, name).response.body;
const NOT_OURS = [
  undefined,
  null,
  '',
  '<html>',
  [],
  {},
  { data: null },
  { data: { affected_items: {} } },
];

describe('GET /', () => {
  const times = {
    startedAt: Date.UTC(2026, 10, 24, 4, 7, 30),
    endedAt: Date.UTC(2026, 10, 24, 4, 7, 32),
  };

  it('gives version and host name, and how far the manager’s clock is ahead of the middle of the call', () => {
    expect(readAbout(bodyOf('recorded', 'api_root'), times)).toEqual({
      version: '4.12.0',
      hostname: 'vm',
      managerTime: Date.UTC(2026, 10, 24, 4, 7, 36),
      clockDifferenceMs: 5000,
    });
  });

  it.each(NOT_OURS)('is unreadable from somebody else: %p', (body) => {
    expect(readAbout(body, times)).toBeUndefined();
  });
});

describe('the cluster', () => {
  it('is off, on, or on with its daemon down', () => {
    const status = (...of: Parameters<typeof recording>) => readClusterStatus(bodyOf(...of));
    expect(status('recorded', 'cluster_status_disabled')).toEqual({ enabled: 'no', running: 'no' });
    expect(status('recorded-cluster', 'cluster_status')).toEqual({
      enabled: 'yes',
      running: 'yes',
    });
    expect(status('recorded-cluster', 'fail_clusterd_down_status')).toEqual({
      enabled: 'yes',
      running: 'no',
    });
  });

  it('has the same name whichever node is asked', () => {
    for (const [answer, node] of [
      ['cluster_local_info', 'master-node'],
      ['worker_cluster_local_info', 'worker-01'],
    ] as const) {
      const local = readLocalCluster(bodyOf('recorded-cluster', answer));
      expect(local).toEqual({ name: 'wazuh-cluster', node });
    }
  });

  it('has the host names of the nodes beside its agents', () => {
    const hosts = readNodeHosts(bodyOf('recorded-cluster', 'agents_all'));
    expect(Array.from(hosts ?? []).sort()).toEqual([
      ['master-node', 'wazuh-server'],
      ['worker-01', 'wazuh-worker'],
    ]);
  });

  it('lists its nodes', () => {
    expect(readClusterNodes(bodyOf('recorded-cluster-4.14', 'cluster_nodes'))).toEqual([
      { name: 'master-node', type: 'master', version: '4.14.7', ip: '127.0.0.1' },
      { name: 'worker-01', type: 'worker', version: '4.14.7', ip: '127.0.0.1' },
    ]);
  });

  it.each(NOT_OURS)('is unreadable from somebody else: %p', (body) => {
    expect(readClusterStatus(body)).toBeUndefined();
    expect(readLocalCluster(body)).toBeUndefined();
    expect(readNodeHosts(body)).toBeUndefined();
    expect(readClusterNodes(body)).toBeUndefined();
  });
});

describe('GET /agents', () => {
  const page = readAgentPage(bodyOf('recorded-4.14', 'agents_all'));

  it('gives every agent but the manager itself', () => {
    expect(page?.rows.map(({ id }) => id)).toEqual([
      ...['001', '002', '003', '004', '005', '006', '007', '008', '009', '010', '011', '012'],
    ]);
    expect(page?.total).toBe(13);
  });

  it('gives a row in our names', () => {
    expect(page?.rows[0]).toEqual({
      id: '001',
      name: 'FIN-WS-01',
      ip: '10.20.1.11',
      status: 'active',
      os_platform: 'windows',
      os_name: 'Microsoft Windows 11 Pro 10.0.22631.4602',
      version: 'Wazuh v4.14.7',
      groups: ['default', 'finance'],
      node: 'node01',
      last_keep_alive: Date.UTC(2026, 10, 24, 8, 29, 32),
      date_add: Date.UTC(2026, 9, 16, 8, 26, 12),
    });
  });

  it('gives an agent that never connected without what nobody knows', () => {
    const never = page?.rows.find(({ id }) => id === '008');
    expect(never).toMatchObject({ status: 'never_connected', name: 'NEW-WS-08' });
    expect(never?.version ?? never?.os_platform ?? never?.last_keep_alive).toBeUndefined();
  });

  it('takes a row as the endpoint may have written it: wrong types, markup, lines, directions of writing', () => {
    const hostile = {
      id: '001',
      name: '<b>WIN</b>\r\n\u202eexe',
      ip: 7,
      status: ['active'],
      os: 'windows',
      version: { v: 1 },
      group: 'finance',
      lastKeepAlive: 'yesterday',
    };
    const read = readAgentPage({ data: { affected_items: [hostile], total_affected_items: 1 } });
    expect(read?.rows).toEqual([
      { id: '001', name: '<b>WIN</b> exe', ip: '', status: 'disconnected', groups: [] },
    ]);
  });

  it.each([['0002'], [1], [null], ['000'], ['*'], [undefined]])(
    'leaves out a row whose id is %p',
    (id) => {
      const read = readAgentPage({
        data: { affected_items: [{ id, name: 'a' }], total_affected_items: 1 },
      });
      expect(read?.rows).toEqual([]);
    }
  );

  it.each(NOT_OURS)('is unreadable from somebody else: %p', (body) => {
    expect(readAgentPage(body)).toBeUndefined();
  });
});

describe('the configuration of an agent', () => {
  it('names every manager that it talks to', () => {
    const read = readAgentClientConfig(bodyOf('recorded', 'agent_config_client_002_two_servers'));
    expect(read).toEqual({
      servers: [
        { address: '192.168.1.1', port: 1514, protocol: 'tcp' },
        { address: '192.168.1.2', port: 1514, protocol: 'tcp' },
      ],
      notifyTimeSeconds: 10,
    });
  });

  it('names it by name where it is configured so', () => {
    const read = readAgentClientConfig(bodyOf('recorded', 'agent_config_client_003_hostname'));
    expect(read?.servers[0]?.address).toBe('wazuh.example.local');
  });

  it('is read as far as it makes sense where the endpoint lies', () => {
    const server = [...Array(1000).fill({ address: 'a' }), null];
    const config = (notify_time: unknown) => ({ data: { client: { server, notify_time } } });
    expect(readAgentClientConfig(config(-1))?.servers).toHaveLength(50);
    expect(readAgentClientConfig(config(0))?.notifyTimeSeconds).toBeUndefined();
    expect(readAgentClientConfig(config(1e9))?.notifyTimeSeconds).toBeUndefined();
    expect(readAgentClientConfig(config('10'))?.notifyTimeSeconds).toBeUndefined();
  });

  it.each(NOT_OURS)('is unreadable from somebody else: %p', (body) => {
    expect(readAgentClientConfig(body)).toBeUndefined();
  });
});

describe('the policies of a user', () => {
  it('are those of an administrator', () => {
    expect(readPolicies(bodyOf('recorded', 'me_policies'))).toEqual({
      rbac_mode: 'white',
      effects: {
        'agent:read': { 'agent:id:*': 'allow', 'agent:group:*': 'allow' },
        'active-response:command': { 'agent:id:*': 'allow' },
      },
    });
  });

  it('keep a denial beside what is allowed', () => {
    expect(readPolicies(bodyOf('recorded-4.14', 'rbac_u_deny002_policies'))?.effects).toEqual({
      'agent:read': { 'agent:id:*': 'allow', 'agent:group:*': 'allow' },
      'active-response:command': { 'agent:group:finance': 'allow', 'agent:id:002': 'deny' },
    });
  });

  it('are empty for a user without a role', () => {
    const read = readPolicies(bodyOf('recorded', 'rbac_u_norole_policies'));
    expect(read).toEqual({ rbac_mode: 'white', effects: {} });
  });

  it.each([
    { rbac_mode: 'grey' },
    { 'agent:read': {} },
    { rbac_mode: 'white', 'agent:read': ['agent:id:*'] },
    { rbac_mode: 'white', 'agent:read': { 'agent:id:*': 'maybe' } },
  ])('are unreadable, not empty, where a part of them is: %j', (data) => {
    expect(readPolicies({ data })).toBeUndefined();
  });

  it.each(NOT_OURS)('are unreadable from somebody else: %p', (body) => {
    expect(readPolicies(body)).toBeUndefined();
  });
});
