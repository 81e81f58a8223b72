import type { ManagerSession } from './manager';
import type { ClusterNode, LocalCluster } from './manager_answers';
import { ManagerError } from './manager_error';
import { readIdentity } from './read_identity';

/** A manager's answers about itself, as far as its identity depends on them. */
interface Said {
  readonly hostname: string;
  readonly enabled: 'yes' | 'no';
  readonly localCluster: () => Promise<LocalCluster>;
  readonly nodeHosts: () => Promise<ReadonlyMap<string, string>>;
  readonly clusterNodes: () => Promise<readonly ClusterNode[]>;
  readonly ownAgentName: () => Promise<string | undefined>;
}

const refuse =
  (code: ConstructorParameters<typeof ManagerError>[0]) => async (): Promise<never> => {
    throw new ManagerError(code, { status: 400 });
  };

function sessionOf(said: Partial<Said> = {}): ManagerSession {
  const { hostname = 'vm', enabled = 'no' } = said;
  const unused = refuse('not_permitted');
  return {
    host: { id: 'lab', url: '', way: 'direct', runAs: 'off', tls: 'verified' },
    about: async () => ({ version: '4.12.0', hostname, managerTime: 0, clockDifferenceMs: -2000 }),
    clusterStatus: async () => ({ enabled, running: enabled }),
    localCluster: said.localCluster ?? refuse('cluster_off'),
    nodeHosts: said.nodeHosts ?? (async () => new Map()),
    clusterNodes: said.clusterNodes ?? refuse('cluster_off'),
    ownAgentName: said.ownAgentName ?? (async () => 'wazuh-server'),
    agents: unused,
    agentsOf: unused,
    agent: unused,
    agentClientConfig: unused,
    policies: unused,
    sendActiveResponse: unused,
  };
}

const inCluster = {
  enabled: 'yes' as const,
  localCluster: async () => ({ name: 'wazuh-cluster', node: 'master-node' }),
  clusterNodes: async () => [
    { name: 'master-node', type: 'master' as const, ip: 'wazuh-master', version: '4.12.0' },
  ],
};
const NOW = 1_700_000_000_000;

describe('the identity of a manager', () => {
  it('has the host name with the cluster off, and the name of agent 000, which its alerts may bear', async () => {
    await expect(readIdentity(sessionOf(), NOW)).resolves.toEqual({
      host_id: 'lab',
      cluster: 'off',
      hostname: 'vm',
      own_agent_name: 'wazuh-server',
      nodes: [],
      version: '4.12.0',
      clock_difference: -2000,
      seen_at: NOW,
    });
  });

  it('has the name and the nodes of the cluster with the cluster on', async () => {
    await expect(readIdentity(sessionOf(inCluster), NOW)).resolves.toEqual({
      host_id: 'lab',
      cluster: 'on',
      cluster_name: 'wazuh-cluster',
      node: 'master-node',
      hostname: 'vm',
      nodes: [{ name: 'master-node', ip: 'wazuh-master' }],
      version: '4.12.0',
      clock_difference: -2000,
      seen_at: NOW,
    });
  });

  it('has the host names of the nodes that agents report to, and does without them', async () => {
    const hosts = new Map([['master-node', 'vm']]);
    const told = await readIdentity(sessionOf({ ...inCluster, nodeHosts: async () => hosts }), NOW);
    expect(told.nodes).toEqual([{ name: 'master-node', ip: 'wazuh-master', hostname: 'vm' }]);
    const silent = sessionOf({ ...inCluster, nodeHosts: refuse('timed_out') });
    expect((await readIdentity(silent, NOW)).nodes).toEqual([
      { name: 'master-node', ip: 'wazuh-master' },
    ]);
  });

  it('is unknown while the cluster’s daemon is down: the host name would make other endpoints of all', async () => {
    await expect(readIdentity(sessionOf({ enabled: 'yes' }), NOW)).rejects.toMatchObject({
      code: 'identity_unknown',
    });
  });

  it('has one name fewer where the API user may not see agent 000', async () => {
    const blind = sessionOf({ ownAgentName: refuse('not_permitted') });
    expect(await readIdentity(blind, NOW)).not.toHaveProperty('own_agent_name');
    const nothing = sessionOf({ ownAgentName: async () => undefined });
    expect(await readIdentity(nothing, NOW)).not.toHaveProperty('own_agent_name');
  });

  it('has no nodes where the API user may not see them', async () => {
    const blind = sessionOf({ ...inCluster, clusterNodes: refuse('not_permitted') });
    expect((await readIdentity(blind, NOW)).nodes).toEqual([]);
  });

  it('is not made of half of the answers', async () => {
    const silent = sessionOf({ ownAgentName: refuse('timed_out') });
    await expect(readIdentity(silent, NOW)).rejects.toMatchObject({ code: 'timed_out' });
    const cut = sessionOf({ ...inCluster, clusterNodes: refuse('connection_lost') });
    await expect(readIdentity(cut, NOW)).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('is not made of a name that no document could bear', async () => {
    const long = sessionOf({ hostname: 'x'.repeat(200) });
    await expect(readIdentity(long, NOW)).rejects.toMatchObject({ code: 'identity_unknown' });
  });
});
