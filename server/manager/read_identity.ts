import type { HostIdentity } from '../../common/attribution/attribution';
import { managerOf } from '../../common/attribution/attribution';
import type { ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import type { ClusterNode, LocalCluster } from './manager_answers';

/**
 * Reads which manager or cluster a configured host is, as it says itself. wazuhCore's own `cluster_info` is not used: after a start with
 * the manager down it is wrong, and up to 4.13 for ever.
 * @param now when it is asked, ms
 * @throws ManagerError of a read, or `identity_unknown`: nothing may be sent by a host that is not known
 */
export async function readIdentity(session: ManagerSession, now: number): Promise<HostIdentity> {
  const [about, status] = await Promise.all([session.about(), session.clusterStatus()]);
  const isCluster = status.enabled === 'yes';
  const names = isCluster ? await clusterOf(session) : await ownNameOf(session);
  const identity: HostIdentity = {
    host_id: session.host.id,
    ...names,
    hostname: about.hostname,
    version: about.version,
    clock_difference: about.clockDifferenceMs,
    seen_at: now,
  };
  if (!managerOf(identity)) throw new ManagerError('identity_unknown');
  return identity;
}

async function clusterOf(
  session: ManagerSession
): Promise<Pick<HostIdentity, 'cluster' | 'cluster_name' | 'node' | 'nodes'>> {
  const [local, nodes, hosts] = await Promise.all([
    clusterOfNode(session),
    nodesOfCluster(session),
    hostsOfNodes(session),
  ]);
  return {
    cluster: 'on',
    cluster_name: local.name,
    ...(local.node === undefined ? {} : { node: local.node }),
    nodes: nodes.map(({ name, ip }) => {
      const hostname = hosts.get(name);
      return { name, ip, ...(hostname === undefined ? {} : { hostname }) };
    }),
  };
}

/** The cluster's name cannot be read while its daemon is down, and the host's name in its place would make other endpoints of all. */
async function clusterOfNode(session: ManagerSession): Promise<LocalCluster> {
  try {
    return await session.localCluster();
  } catch (error) {
    if (error instanceof ManagerError && error.code === 'cluster_off') {
      throw new ManagerError('identity_unknown', { status: error.status });
    }
    throw error;
  }
}

/** An API user that may not see the nodes leaves fewer addresses for a lifeline. */
function nodesOfCluster(session: ManagerSession): Promise<readonly ClusterNode[]> {
  return session.clusterNodes().catch(whereNotPermitted<readonly ClusterNode[]>([]));
}

/** They only tell the cluster's alerts from others of the same names: nothing waits for them to be known. */
async function hostsOfNodes(session: ManagerSession): Promise<ReadonlyMap<string, string>> {
  try {
    return await session.nodeHosts();
  } catch (error) {
    if (error instanceof ManagerError) return new Map();
    throw error;
  }
}

/** An API user that may not see agent 000 leaves one name fewer. */
async function ownNameOf(
  session: ManagerSession
): Promise<Pick<HostIdentity, 'cluster' | 'own_agent_name' | 'nodes'>> {
  const name = await session.ownAgentName().catch(whereNotPermitted(undefined));
  return { cluster: 'off', nodes: [], ...(name === undefined ? {} : { own_agent_name: name }) };
}

function whereNotPermitted<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ManagerError && error.code === 'not_permitted') return otherwise;
    throw error;
  };
}
