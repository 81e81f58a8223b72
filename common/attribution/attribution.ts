import type { ProgramEvent } from '../program/program_event';
import type { ManagerId } from '../manager/endpoint';
import { managerIdOf } from '../manager/endpoint';
import type { ManagerPlaces } from '../state/listed_names';
import { LOCAL_PLACE } from '../state/whose_report';

/** A node of a cluster, as far as it is known. */
export interface IdentityNode {
  readonly name: string;
  readonly ip: string;
  /** The `manager.name` of the alerts that it decodes, as the agents say that report to it. */
  readonly hostname?: string;
}

/** A configured host's own answers about itself, by which its evidence is recognized. */
export interface HostIdentity {
  readonly host_id: string;
  readonly cluster: 'on' | 'off';
  /** Name of the cluster, if it is on. The default, `wazuh`, is that of every other default cluster too. */
  readonly cluster_name?: string;
  /** Exactly the `manager.name` of the alerts that this node decodes. */
  readonly hostname: string;
  /** The name of agent 000. */
  readonly own_agent_name?: string;
  /** Name of the node that was asked, whose host name is `hostname`, if the cluster is on. */
  readonly node?: string;
  /** Nodes of the cluster, if it is on: they tell two hosts of one cluster from two clusters of one name. */
  readonly nodes: readonly IdentityNode[];
  readonly version: string;
  /** Former identities, from before its cluster was switched on or it was renamed; the newest last. */
  readonly former?: readonly FormerIdentity[];
  /** The manager's clock minus ours, to about a second, ms. */
  readonly clock_difference: number;
  /** Time at which it was asked, ms. */
  readonly seen_at: number;
}

export function managerOf(identity: HostIdentity): ManagerId | undefined {
  return identity.cluster === 'on'
    ? managerIdOf('cluster', identity.cluster_name ?? '')
    : managerIdOf('manager', identity.hostname);
}

/** An identity under which the ledger has endpoints of this host. */
export interface FormerIdentity {
  readonly manager: string;
  /** Time the host was first seen under another identity, our clock, ms. */
  readonly until: number;
}

const MOST_FORMER = 10;

/** The identity with those under which the ledger has actions of its host. What is remembered of them outlives the projections. */
export function withRecordedNames(
  identity: HostIdentity,
  recorded: readonly FormerIdentity[]
): HostIdentity {
  const now = managerOf(identity);
  const known = identity.former ?? [];
  const more = recorded.filter(
    ({ manager }) => manager !== now && !known.some((one) => one.manager === manager)
  );
  if (more.length === 0) return identity;
  const former = [...more, ...known].sort((a, b) => a.until - b.until);
  return { ...identity, former: former.slice(-MOST_FORMER) };
}

/**
 * Former identities of a host that no other configured host goes by now: what another manager is still known as is no former name.
 */
export function formerOf(host: KnownHost, hosts: readonly KnownHost[]): readonly FormerIdentity[] {
  const present = new Set<string>(hosts.map(({ identity }) => managerOf(identity) ?? ''));
  return (host.identity.former ?? []).filter(({ manager }) => !present.has(manager));
}

/** The identity with what its host was known as before. */
export function withFormer(read: HostIdentity, before: HostIdentity | undefined): HostIdentity {
  const now = managerOf(read);
  const was = before && managerOf(before);
  const known = (before?.former ?? []).filter(({ manager }) => manager !== now && manager !== was);
  const former =
    was === undefined || was === now ? known : [...known, { manager: was, until: read.seen_at }];
  return former.length === 0 ? read : { ...read, former: former.slice(-MOST_FORMER) };
}

/** Names by which one host's evidence is known, the configured aliases among them. */
export interface KnownHost {
  readonly identity: HostIdentity;
  readonly aliases: readonly string[];
  /** Names that it had before, as an administrator says. */
  readonly formerNames?: readonly string[];
  /** The only places that its alerts come from, as configured; undefined: any. */
  readonly alertsFrom?: readonly string[];
  /** The places in which reports under its names were ever seen. */
  readonly places?: readonly string[];
}

/** The parts of an event that tell whose it is. */
export type EventSource = Pick<ProgramEvent, 'managerName' | 'cluster'> & {
  /** Time it was decoded, the manager's clock, ms. */
  readonly at?: number;
  /** Place of the alert's index: the alias of the remote cluster before the colon, else `LOCAL_PLACE`. */
  readonly place?: string;
};

/**
 * Hosts that can't be told apart: they share a name and aren't nodes of the same cluster. Their evidence is attributed to none of them, and
 * no action is offered on them.
 */
export function ambiguousHosts(hosts: readonly KnownHost[]): ReadonlySet<string> {
  const ambiguous = new Set<string>();
  hosts.forEach((host, index) => {
    for (const other of hosts.slice(index + 1)) {
      if (isSameCluster(host.identity, other.identity) || !haveNameInCommon(host, other)) continue;
      if (areStoredApart(host, other)) continue;
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
  event: EventSource,
  hosts: readonly KnownHost[]
): ManagerId | undefined {
  return attributionTo(hosts)(event);
}

/** The same for many events. */
export function attributionTo(
  hosts: readonly KnownHost[]
): (event: EventSource) => ManagerId | undefined {
  const ambiguous = ambiguousHosts(hosts);
  return (event) => {
    const named = hosts.map((host) => ({ host, by: namingOf(event, host) }));
    // A host name that a manager said of itself outweighs a node's name, which is often the default.
    const by = named.some((one) => one.by === 'name') ? 'name' : 'node';
    const known = named.flatMap((one) => (one.by === by ? [one.host] : []));
    const inPlace = known.filter((host) => isFrom(event, host));
    const candidates = new Set<ManagerId | undefined>(
      (inPlace.length > 0 ? inPlace : known).map(({ identity }) =>
        ambiguous.has(identity.host_id) ? undefined : managerOf(identity)
      )
    );
    const [only] = Array.from(candidates);
    return known.length === 0
      ? formerManagerOf(event, hosts)
      : candidates.size === 1
      ? only
      : undefined;
  };
}

/**
 * The former identity of a host that an event of before belongs to. What a name says later is of another manager: this host has another one.
 */
function formerManagerOf(event: EventSource, hosts: readonly KnownHost[]): ManagerId | undefined {
  const found = new Set<ManagerId>();
  for (const host of hosts) {
    for (const { manager, until } of host.identity.former ?? []) {
      const isBefore = event.at !== undefined && event.at <= until;
      if (isBefore && isFrom(event, host) && isOfFormer(event, manager, host)) {
        found.add(manager as ManagerId);
      }
    }
  }
  const [only] = Array.from(found);
  return found.size === 1 ? only : undefined;
}

function isOfFormer(event: EventSource, manager: string, { identity }: KnownHost): boolean {
  if (manager === managerIdOf('manager', event.managerName)) return true;
  // A cluster's name alone proves nothing; its nodes have kept theirs.
  const isNode =
    event.managerName === identity.hostname ||
    identity.nodes.some(({ hostname }) => hostname === event.managerName);
  return isNode && manager === managerIdOf('cluster', event.cluster?.name ?? '');
}

/** The name that a manager's identity is made of. */
export function managerNameOf(manager: string): string {
  return manager.slice(manager.indexOf(':') + 1);
}

function isFrom({ place = LOCAL_PLACE }: EventSource, { alertsFrom }: KnownHost): boolean {
  return alertsFrom === undefined || alertsFrom.includes(place);
}

/** The places where reports under a manager's names were seen, and which of them count. */
export function placesOf(manager: ManagerId, hosts: readonly KnownHost[]): ManagerPlaces {
  const own = hosts.filter(({ identity }) => managerOf(identity) === manager);
  const from = own.flatMap(({ alertsFrom }) => alertsFrom ?? []);
  return {
    places: unique(own.flatMap(({ places }) => places ?? [])).sort(),
    ...(from.length > 0 ? { from: unique(from).sort() } : {}),
  };
}

/** Names by which a manager's events are found. Attribution decides for each if it belongs to that manager and no other. */
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

/** Compares an event's names with a host's, wherever it is stored. */
function namingOf(event: EventSource, host: KnownHost): 'name' | 'node' | undefined {
  if (managerNamesOf(host).has(event.managerName)) return 'name';
  return isOfNode(event, host.identity) ? 'node' : undefined;
}

/**
 * True if a node of the cluster decoded it. The cluster's name alone proves nothing: an alert can carry one with the cluster off, and then
 * it is the default name and the default node (measured). The host name, where it is known for that node, decides.
 */
function isOfNode({ cluster, managerName }: EventSource, identity: HostIdentity): boolean {
  if (identity.cluster !== 'on' || !cluster || cluster.name !== identity.cluster_name) return false;
  if (cluster.node === identity.node) return managerName === identity.hostname;
  // Whoever may not see the nodes knows only the one that was asked.
  if (identity.nodes.length === 0) return managerName === identity.hostname;
  const node = identity.nodes.find(({ name }) => name === cluster.node);
  return node !== undefined && (node.hostname === undefined || node.hostname === managerName);
}

/** `manager.name`s of its alerts. In a cluster each node writes its own, so that there only the aliases say something. */
function managerNamesOf({ identity, aliases }: KnownHost): Set<string> {
  const own = identity.cluster === 'on' ? [] : [identity.hostname, identity.own_agent_name ?? ''];
  return new Set([...own, ...aliases].filter((name) => name !== ''));
}

/** Names in common are no matter where the places tell one from the other. What are endpoints of one key stay so. */
function areStoredApart(a: KnownHost, b: KnownHost): boolean {
  const { alertsFrom: from } = a;
  if (!from || !b.alertsFrom || managerOf(a.identity) === managerOf(b.identity)) return false;
  return b.alertsFrom.every((place) => !from.includes(place));
}

function haveNameInCommon(a: KnownHost, b: KnownHost): boolean {
  const [first, second] = [a.identity, b.identity];
  const areClusters = first.cluster === 'on' && second.cluster === 'on';
  if (areClusters && first.cluster_name === second.cluster_name) return true;
  const names = collidingNamesOf(a, areClusters);
  return Array.from(collidingNamesOf(b, areClusters)).some((name) => names.has(name));
}

/**
 * Names that may not be those of another host. Host names of two clusters may be the same, since their alerts carry the clusters' names;
 * those of a manager without a cluster may not, since its alerts can carry any.
 */
function collidingNamesOf(host: KnownHost, areClusters: boolean): Set<string> {
  const { identity } = host;
  if (identity.cluster === 'off' || areClusters) return managerNamesOf(host);
  const nodes = identity.nodes.flatMap(({ hostname }) => hostname ?? []);
  return new Set([...managerNamesOf(host), identity.hostname, ...nodes]);
}

function isSameCluster(a: HostIdentity, b: HostIdentity): boolean {
  if (a.cluster !== 'on' || b.cluster !== 'on' || a.cluster_name !== b.cluster_name) return false;
  return a.nodes.some(({ name, ip }) =>
    b.nodes.some((node) => node.name === name && node.ip === ip)
  );
}
