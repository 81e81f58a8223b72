import { aClusterIdentity, anIdentity, knownHost } from '../../test/builders/managers';
import { ambiguousHosts, eventNamesOf, managerOf, managerOfEvent } from './attribution';

const alone = knownHost(anIdentity());
const cluster = knownHost(aClusterIdentity());

function from(managerName: string, clusterName?: string, node = 'worker-01') {
  return {
    managerName,
    cluster: clusterName === undefined ? undefined : { name: clusterName, node },
  };
}

describe('the identity of a manager', () => {
  it('is the cluster’s name with the cluster on, else the host’s', () => {
    expect(managerOf(alone.identity)).toBe('manager:wazuh-server');
    expect(managerOf(cluster.identity)).toBe('cluster:soc');
  });

  it('is none where the cluster’s name is not known', () => {
    expect(managerOf(aClusterIdentity({ cluster_name: undefined }))).toBeUndefined();
  });
});

describe('an event', () => {
  it('is of the manager whose host name or name of agent 000 it carries', () => {
    const renamed = knownHost(anIdentity({ hostname: 'vm', own_agent_name: 'wazuh-server' }));
    expect(managerOfEvent(from('vm'), [renamed])).toBe('manager:vm');
    expect(managerOfEvent(from('wazuh-server'), [renamed])).toBe('manager:vm');
    expect(managerOfEvent(from('other'), [renamed])).toBeUndefined();
  });

  it('is of a manager without a cluster also where it carries one: that proves none', () => {
    expect(managerOfEvent(from('wazuh-server', 'wazuh'), [alone])).toBe('manager:wazuh-server');
  });

  it('is of the cluster of which one of its nodes decoded it', () => {
    expect(managerOfEvent(from('wazuh-worker', 'soc'), [cluster])).toBe('cluster:soc');
    expect(managerOfEvent(from('wazuh-master', 'soc', 'master-node'), [cluster])).toBe(
      'cluster:soc'
    );
    expect(managerOfEvent(from('wazuh-master'), [cluster])).toBeUndefined();
  });

  describe('that only carries a cluster’s name', () => {
    const first = knownHost(
      aClusterIdentity({
        cluster_name: 'wazuh',
        hostname: 'a-server',
        node: 'node01',
        nodes: [
          { name: 'node01', ip: '192.168.1.1' },
          { name: 'node02', ip: '192.168.1.2', hostname: 'a-worker' },
          { name: 'node03', ip: '192.168.1.3' },
        ],
      })
    );
    const second = knownHost(
      anIdentity({ host_id: 'b', hostname: 'b-server', own_agent_name: 'b-server' })
    );

    it.each(['node01', 'node02', 'node03', 'of-b'])(
      'is of the manager without a cluster whose host name it carries, from node %s',
      (node) => {
        const event = from('b-server', 'wazuh', node);
        expect(managerOfEvent(event, [first, second])).toBe('manager:b-server');
      }
    );

    it.each(['node01', 'node02', 'of-b'])(
      'is of nobody where that manager is not configured, from node %s',
      (node) => {
        expect(managerOfEvent(from('b-server', 'wazuh', node), [first])).toBeUndefined();
      }
    );

    it('is of the cluster from a node whose host name is its own, or of which nothing more is known', () => {
      for (const [host, node] of [
        ['a-server', 'node01'],
        ['a-worker', 'node02'],
        ['whatever', 'node03'],
      ] as const) {
        expect(managerOfEvent(from(host, 'wazuh', node), [first, second])).toBe('cluster:wazuh');
      }
    });

    it('is of nobody where the nodes may not be seen and another one decoded it', () => {
      const blind = knownHost(aClusterIdentity({ cluster_name: 'wazuh', nodes: [] }));
      expect(managerOfEvent(from('wazuh-master', 'wazuh'), [blind])).toBe('cluster:wazuh');
      expect(managerOfEvent(from('b-server', 'wazuh'), [blind])).toBeUndefined();
    });
  });

  it('is of a manager by a configured alias', () => {
    const moved = knownHost(aClusterIdentity(), ['old-master']);
    expect(managerOfEvent(from('old-master'), [moved])).toBe('cluster:soc');
  });

  it('is told apart from that of another manager with the same agent id', () => {
    const other = knownHost(anIdentity({ host_id: 'other', hostname: 'b', own_agent_name: 'b' }));
    expect(managerOfEvent(from('b'), [alone, other])).toBe('manager:b');
    expect(managerOfEvent(from('wazuh-server'), [alone, other])).toBe('manager:wazuh-server');
  });

  it('is never of a manager by an empty name', () => {
    const nameless = knownHost(anIdentity({ own_agent_name: '' }));
    expect(managerOfEvent(from(''), [nameless])).toBeUndefined();
  });

  it('is of nobody where two managers go by one name', () => {
    const twin = knownHost(anIdentity({ host_id: 'twin' }));
    expect(managerOfEvent(from('wazuh-server'), [alone, twin])).toBeUndefined();
  });

  it('is of nobody where its host name is that of a manager and of a node of a cluster', () => {
    const other = knownHost(anIdentity({ host_id: 'other', hostname: 'b', own_agent_name: 'b' }));
    for (const known of [
      { hostname: 'b' },
      { nodes: [{ name: 'worker-01', ip: '192.168.1.2', hostname: 'b' }] },
    ]) {
      const clash = knownHost(aClusterIdentity(known));
      expect(managerOfEvent(from('b', 'soc'), [clash, other])).toBeUndefined();
      expect(ambiguousHosts([clash, other]).size).toBe(2);
    }
  });
});

describe('hosts that cannot be told apart', () => {
  it('are two managers of one host name', () => {
    const twin = knownHost(anIdentity({ host_id: 'twin', hostname: 'wazuh-server' }));
    expect(Array.from(ambiguousHosts([alone, twin]))).toEqual(['lab', 'twin']);
  });

  it('are two managers that only an alias or the name of agent 000 confuses', () => {
    const other = knownHost(anIdentity({ host_id: 'other', hostname: 'b', own_agent_name: 'b' }));
    expect(ambiguousHosts([alone, other]).size).toBe(0);
    const aliased = knownHost(other.identity, ['wazuh-server']);
    expect(ambiguousHosts([alone, aliased]).size).toBe(2);
  });

  it('are two clusters with the default name', () => {
    const other = knownHost(
      aClusterIdentity({ host_id: 'other', nodes: [{ name: 'master-node', ip: '10.0.0.1' }] })
    );
    expect(ambiguousHosts([cluster, other]).size).toBe(2);
  });

  it('are not two clusters of different names whose hosts are called alike', () => {
    const other = knownHost(aClusterIdentity({ host_id: 'other', cluster_name: 'emea' }));
    expect(ambiguousHosts([cluster, other]).size).toBe(0);
    expect(managerOfEvent(from('wazuh-worker', 'emea'), [cluster, other])).toBe('cluster:emea');
  });

  it('are not two nodes of one cluster', () => {
    const worker = knownHost(aClusterIdentity({ host_id: 'worker', hostname: 'wazuh-worker' }));
    expect(ambiguousHosts([cluster, worker]).size).toBe(0);
    expect(managerOfEvent(from('wazuh-worker', 'soc'), [cluster, worker])).toBe('cluster:soc');
  });

  it('leave a third host as it is', () => {
    const twin = knownHost(anIdentity({ host_id: 'twin' }));
    const third = knownHost(aClusterIdentity({ host_id: 'third' }));
    expect(ambiguousHosts([alone, twin, third]).has('third')).toBe(false);
  });
});

describe('the names by which a manager’s events are found', () => {
  it('are those of all its hosts and aliases', () => {
    const manager = managerOf(alone.identity);
    if (!manager) throw new Error('no manager');
    const aliased = knownHost(anIdentity({ host_id: 'again', own_agent_name: 'wazuh-siem' }), [
      'old',
    ]);
    expect(eventNamesOf(manager, [alone, aliased, cluster])).toEqual({
      clusters: [],
      managers: ['wazuh-server', 'wazuh-siem', 'old'],
    });
  });

  it('are the cluster’s for a cluster, since each node decodes under a name of its own', () => {
    const manager = managerOf(cluster.identity);
    if (!manager) throw new Error('no manager');
    expect(eventNamesOf(manager, [alone, cluster])).toEqual({ clusters: ['soc'], managers: [] });
  });
});
