import type { KnownHost } from './attribution';
import { ambiguousHosts, eventNamesOf, managerOf } from './attribution';

/** Names by which a host's evidence is recognized. */
export function namesOfHost(host: KnownHost): string[] {
  const manager = managerOf(host.identity);
  if (!manager) return [];
  const { clusters, managers } = eventNamesOf(manager, [host]);
  return [...clusters, ...managers];
}

export interface Collision {
  /** Ids of the other hosts. */
  readonly others: readonly string[];
  readonly names: readonly string[];
}

/** Other configured hosts that a host can't be told apart from. Undefined if there are none. */
export function collisionOf(hostId: string, hosts: readonly KnownHost[]): Collision | undefined {
  const own = hosts.find(({ identity }) => identity.host_id === hostId);
  if (!own || !ambiguousHosts(hosts).has(hostId)) return undefined;
  const ownNames = namesOfHost(own);
  const others = hosts.filter((other) => other !== own && ambiguousHosts([own, other]).has(hostId));
  const shared = others.flatMap(namesOfHost).filter((name) => ownNames.includes(name));
  return {
    others: others.map(({ identity }) => identity.host_id),
    names: Array.from(new Set(shared)),
  };
}
