import type { Agent, OperatingSystem } from '../../lab/manager/agent';
import type { ManagerNode } from '../../lab/manager/nodes';
import type { PolicyBody, Role, User } from '../../lab/manager/rbac';
import { customRole } from '../../lab/manager/rbac';

function windows(name: string, version: string): OperatingSystem {
  const [major = '', minor, build = ''] = version.split('.');
  const rest = version.split('.').slice(2).join('.');
  return {
    arch: 'x86_64',
    build: rest || build,
    major,
    minor,
    name,
    platform: 'windows',
    uname: name,
    version,
  };
}

const windows11 = windows('Microsoft Windows 11 Pro', '10.0.22631.4602');
const windows10 = windows('Microsoft Windows 10 Enterprise', '10.0.19045.5247');

const ubuntu: OperatingSystem = {
  arch: 'x86_64',
  codename: 'Jammy Jellyfish',
  major: '22',
  minor: '04',
  name: 'Ubuntu',
  platform: 'ubuntu',
  uname: 'Linux |web-01 |5.15.0-130-generic |#140-Ubuntu SMP Wed Dec 18 17:59:53 UTC 2024 |x86_64',
  version: '22.04.5 LTS',
};

const redHat: OperatingSystem = {
  arch: 'x86_64',
  codename: 'Plow',
  major: '9',
  minor: '5',
  name: 'Red Hat Enterprise Linux',
  platform: 'rhel',
  uname: 'Linux |db-01 |5.14.0-503.15.1.el9_5.x86_64 |#1 SMP PREEMPT_DYNAMIC |x86_64',
  version: '9.5',
};

const macOs: OperatingSystem = {
  arch: 'arm64',
  build: '23H222',
  codename: 'Sonoma',
  major: '14',
  minor: '7',
  name: 'macOS',
  platform: 'darwin',
  uname: 'Darwin |HQ-MAC-11.local |23.6.0 |Darwin Kernel Version 23.6.0 |arm64',
  version: '14.7.1',
};

/** A manager's address as agents have it in their configuration. */
export const server = (address: string): Agent['servers'][number] => ({
  address,
  port: 1514,
  protocol: 'tcp',
});

/** An active Windows agent. */
export function agent(id: string, overrides: Partial<Agent> = {}): Agent {
  return {
    id,
    name: `WS-${id}`,
    ip: `10.40.${Math.floor(Number(id) / 250)}.${(Number(id) % 250) + 1}`,
    os: windows11,
    version: 'Wazuh v4.12.0',
    groups: ['default'],
    node: 'node01',
    status: 'active',
    addedAt: Date.parse('2026-10-16T04:05:12Z'),
    servers: [server('192.168.1.1')],
    activeResponse: 'enabled',
    link: 'answers',
    enrolment: 'in_client_keys',
    ...overrides,
  };
}

/** The two nodes of the recorded cluster. */
export const recordedNodes: readonly [ManagerNode, ManagerNode] = [
  { name: 'master-node', type: 'master', hostname: 'wazuh-server', ip: '127.0.0.1' },
  { name: 'worker-01', type: 'worker', hostname: 'wazuh-worker', ip: '127.0.0.1' },
];

const onWorker = ['002', '003', '005', '006', '012'];

/**
 * The twelve agents of the recordings.
 * @param version of the manager and of most agents, for example `4.12.0`
 */
export function recordedFleet(version: string, cluster: 'cluster' | 'alone' = 'alone'): Agent[] {
  const at = Date.parse('2026-11-24T02:05:12Z');
  const finance = ['default', 'finance'];
  const servers = ['default', 'servers'];
  const agents: Agent[] = [
    agent('001', { name: 'FIN-WS-01', ip: '10.20.1.11', groups: finance }),
    agent('002', {
      name: 'FIN-WS-02',
      ip: '10.20.1.12',
      groups: finance,
      os: windows10,
      servers: [server('192.168.1.1'), server('192.168.1.2')],
    }),
    agent('003', {
      name: 'HQ-DC-01',
      ip: '10.20.0.10',
      servers: [server('wazuh.example.local')],
      os: windows('Microsoft Windows Server 2022 Standard', '10.0.20348.2966'),
    }),
    agent('004', { name: 'web-01', ip: '10.30.0.21', groups: servers, os: ubuntu }),
    agent('005', { name: 'db-01', ip: '10.30.0.22', groups: servers, os: redHat }),
    agent('006', {
      name: 'FIN-WS-03',
      ip: '10.20.1.13',
      groups: finance,
      status: 'disconnected',
      lastKeepAliveAt: at,
      disconnectedAt: at + 600_000,
    }),
    agent('007', {
      name: 'OLD-WS-07',
      ip: '10.20.9.7',
      version: 'Wazuh v4.1.5',
      os: windows('Microsoft Windows 7 Professional', '6.1.7601'),
    }),
    agent('008', {
      name: 'NEW-WS-08',
      ip: 'any',
      status: 'never_connected',
      os: undefined,
      version: undefined,
      node: undefined,
    }),
    agent('009', {
      name: 'FIN-WS-04',
      ip: '10.20.1.14',
      groups: finance,
      status: 'pending',
      os: undefined,
      lastKeepAliveAt: at,
    }),
    agent('010', { name: 'HQ-WS-10', ip: '10.20.2.10', activeResponse: 'disabled' }),
    agent('011', { name: 'HQ-MAC-11', ip: '10.20.2.11', os: macOs }),
    agent('012', {
      name: 'HQ-WS-12',
      ip: '10.20.2.12',
      os: windows10,
      link: 'unreachable',
      lastKeepAliveAt: at,
    }),
  ];
  return agents.map((each) => ({
    ...each,
    version: each.id === '005' ? 'Wazuh v4.11.2' : each.version?.replace('4.12.0', version),
    node:
      cluster === 'alone' || each.node === undefined
        ? each.node
        : onWorker.includes(each.id)
        ? 'worker-01'
        : 'master-node',
  }));
}

const allow = (actions: string[], ...resources: string[]): PolicyBody => ({
  actions,
  resources,
  effect: 'allow',
});
const command = 'active-response:command';
const readAll = allow(['agent:read'], 'agent:id:*', 'agent:group:*');
const deny002: PolicyBody = { actions: [command], resources: ['agent:id:002'], effect: 'deny' };

/** Roles of the recordings' users with less rights; each user has the role of its name. */
export const recordedRoles: readonly Role[] = [
  customRole(101, 'u_ar001', [
    allow(['agent:read'], 'agent:id:*'),
    allow([command], 'agent:id:001'),
  ]),
  customRole(102, 'u_arfinance', [allow(['agent:read', command], 'agent:group:finance')]),
  customRole(103, 'u_blind', [allow([command], 'agent:id:*')]),
  customRole(104, 'u_norole', []),
  customRole(105, 'u_readonly', [readAll]),
  customRole(106, 'u_all_but_002', [allow([command], 'agent:id:*'), deny002]),
  customRole(107, 'u_deny002', [readAll, allow([command], 'agent:group:finance'), deny002]),
];

/** Users of the recordings; each has its name as its password. */
export const recordedUsers: readonly User[] = recordedRoles.map(({ id, name }) => ({
  id,
  username: name,
  password: name,
  allowRunAs: false,
  roles: [name],
}));
