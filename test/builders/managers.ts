import type { HostIdentity, KnownHost } from '../../common/attribution/attribution';
import { ASKED_AT } from './actions';

/** A manager with the cluster off. */
export function anIdentity(overrides: Partial<HostIdentity> = {}): HostIdentity {
  return {
    host_id: 'lab',
    cluster: 'off',
    hostname: 'wazuh-server',
    own_agent_name: 'wazuh-server',
    nodes: [],
    version: '4.12.0',
    clock_difference: 0,
    seen_at: ASKED_AT,
    ...overrides,
  };
}

/** The master of a cluster of two. */
export function aClusterIdentity(overrides: Partial<HostIdentity> = {}): HostIdentity {
  return {
    host_id: 'lab',
    cluster: 'on',
    cluster_name: 'soc',
    hostname: 'wazuh-master',
    nodes: [
      { name: 'master-node', ip: '192.168.1.1' },
      { name: 'worker-01', ip: '192.168.1.2' },
    ],
    version: '4.12.0',
    clock_difference: 0,
    seen_at: ASKED_AT,
    ...overrides,
  };
}

export function knownHost(identity: HostIdentity, aliases: readonly string[] = []): KnownHost {
  return { identity, aliases };
}
