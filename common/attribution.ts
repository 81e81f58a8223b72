import type { ClrEvent } from './clr_event';
import type { ManagerId } from './endpoint';
import { managerIdOf } from './endpoint';

/** What a configured host said of itself when it was asked, by which its evidence is known. */
export interface HostIdentity {
  readonly host_id: string;
  readonly cluster: 'on' | 'off';
  /** With the cluster on its name; its default, `wazuh`, is that of every other default cluster too. */
  readonly cluster_name?: string;
  /** Exactly the `manager.name` of the alerts that this node decodes. */
  readonly hostname: string;
  /** The name of agent 000. */
  readonly own_agent_name?: string;
  /** With the cluster on: its nodes, by which two hosts of one cluster are told from two clusters of one name. */
  readonly nodes: ReadonlyArray<{ readonly name: string; readonly ip: string }>;
  readonly version: string;
  /** The manager's clock minus ours, to about a second, ms. */
  readonly clock_difference: number;
  /** When it was asked, ms. */
  readonly seen_at: number;
}

export function managerOf(identity: HostIdentity): ManagerId | undefined {
  return identity.cluster === 'on'
    ? managerIdOf('cluster', identity.cluster_name ?? '')
    : managerIdOf('manager', identity.hostname);
}

/** Names by which one host's evidence is known, the configured aliases among them. */
export interface KnownHost {
  readonly identity: HostIdentity;
  readonly aliases: readonly string[];
}

/**
 * The hosts that cannot be told apart: they go by a name in common and are not nodes of the same cluster. Their evidence belongs to
 * neither, and no action is offered on them.
 */
export function ambiguousHosts(hosts: readonly KnownHost[]): ReadonlySet<string> {
  const ambiguous = new Set<string>();
  hosts.forEach((host, index) => {
    for (const other of hosts.slice(index + 1)) {
      if (isSameCluster(host.identity, other.identity) || !haveNameInCommon(host, other)) continue;
      ambiguous.add(host.identity.host_id);
      ambiguous.add(other.identity.host_id);
    }
  });
  return ambiguous;
}

/**
 * The manager that an event belongs to.
 * @returns undefined where no configured host, or more than one, goes by the event's names: then it belongs to none
 */
export function managerOfEvent(
  event: Pick<ClrEvent, 'managerName' | 'cluster'>,
  hosts: readonly KnownHost[]
): ManagerId | undefined {
  return attributionTo(hosts)(event);
}

/** The same for many events. */
export function attributionTo(
  hosts: readonly KnownHost[]
): (event: Pick<ClrEvent, 'managerName' | 'cluster'>) => ManagerId | undefined {
  const ambiguous = ambiguousHosts(hosts);
  return (event) => {
    const candidates = new Set<ManagerId | undefined>(
      hosts
        .filter((host) => isNamedBy(event, host))
        .map(({ identity }) => (ambiguous.has(identity.host_id) ? undefined : managerOf(identity)))
    );
    const [only] = Array.from(candidates);
    return candidates.size === 1 ? only : undefined;
  };
}

/** By what the events of a manager are found; whether each is of that manager and of no other is decided by its attribution. */
export interface EventNames {
  readonly clusters: readonly string[];
  readonly managers: readonly string[];
}

export function eventNamesOf(manager: ManagerId, hosts: readonly KnownHost[]): EventNames {
  const own = hosts.filter(({ identity }) => managerOf(identity) === manager);
  return {
    clusters: unique(
      own.flatMap(({ identity: { cluster, cluster_name: name } }) =>
        cluster === 'on' && name !== undefined ? [name] : []
      )
    ),
    managers: unique(own.flatMap((host) => Array.from(managerNamesOf(host)))),
  };
}

function unique(names: readonly string[]): string[] {
  return Array.from(new Set(names));
}

function isNamedBy(event: Pick<ClrEvent, 'managerName' | 'cluster'>, host: KnownHost): boolean {
  // An alert can carry a cluster with the cluster off, so that it proves none (measured).
  if (host.identity.cluster === 'on' && event.cluster?.name === host.identity.cluster_name) {
    return true;
  }
  return managerNamesOf(host).has(event.managerName);
}

/** `manager.name`s of its alerts. In a cluster each node writes its own, so that there only the aliases say something. */
function managerNamesOf({ identity, aliases }: KnownHost): Set<string> {
  const own = identity.cluster === 'on' ? [] : [identity.hostname, identity.own_agent_name ?? ''];
  return new Set([...own, ...aliases].filter((name) => name !== ''));
}

function haveNameInCommon(a: KnownHost, b: KnownHost): boolean {
  const isSameClusterName =
    a.identity.cluster === 'on' &&
    b.identity.cluster === 'on' &&
    a.identity.cluster_name === b.identity.cluster_name;
  const names = managerNamesOf(a);
  return isSameClusterName || Array.from(managerNamesOf(b)).some((name) => names.has(name));
}

function isSameCluster(a: HostIdentity, b: HostIdentity): boolean {
  if (a.cluster !== 'on' || b.cluster !== 'on' || a.cluster_name !== b.cluster_name) return false;
  return a.nodes.some(({ name, ip }) =>
    b.nodes.some((node) => node.name === name && node.ip === ip)
  );
}
