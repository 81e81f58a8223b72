import type { Address } from '../address/address';
import type { ManagerName, ReportedProblem, ReportedServer, TrustedAddress } from './lifeline';

/** An address of a server that the endpoint reports. */
export interface ReportedAddress {
  readonly address: Address;
  readonly name: string | undefined;
}

/** All addresses of the servers, as the endpoint and the dashboard server resolve them. Each once. */
export function reportedAddresses(servers: readonly ReportedServer[]): ReportedAddress[] {
  const all = servers.flatMap(({ server, resolved }) => {
    const name = server.kind === 'refused' ? undefined : server.name;
    const own = server.kind === 'address' ? [server.address] : [];
    return [...own, ...resolved].map((address) => ({ address, name }));
  });
  return all.filter(
    ({ address }, index) => all.findIndex((other) => other.address === address) === index
  );
}

/** The addresses by which the endpoint reaches a server: one that it resolved itself, and not what the name is here. DNS is cut. */
export function addressesInUse({ server, resolved }: ReportedServer): readonly Address[] {
  return server.kind === 'address' ? [server.address] : resolved;
}

/** Says what is wrong with a server that can't be allowed as it is reported. */
export function problemOf({ server }: ReportedServer): ReportedProblem[] {
  switch (server.kind) {
    case 'address':
      return [];
    case 'name':
      return server.problem ? [server.problem] : [];
    case 'refused':
      return [{ text: server.text, why: server.why }];
  }
}

/** Managers that the endpoint or the configuration knows by a name. */
export function namesOf(
  servers: readonly ReportedServer[],
  trusted: readonly TrustedAddress[],
  isCovered: (address: Address) => boolean
): ManagerName[] {
  const found = new Map<string, Set<Address>>();
  const byEndpoint = new Map<string, Set<Address>>();
  const add = (to: typeof found, name: string, addresses: readonly Address[]) =>
    to.set(name, new Set([...(to.get(name) ?? []), ...addresses]));
  for (const { server, resolved } of servers) {
    if (server.kind === 'refused' || server.name === undefined) continue;
    const own = server.kind === 'address' ? [server.address] : [];
    add(byEndpoint, server.name, own);
    add(found, server.name, [...own, ...resolved]);
  }
  for (const { source, label, address } of trusted) {
    if (source !== 'cluster_node' && label !== undefined) add(found, label, [address]);
  }
  return Array.from(found, ([name, addresses]) => ({
    name,
    addresses: Array.from(addresses, (address) => ({
      address,
      included: isCovered(address),
      ...(byEndpoint.get(name)?.has(address) ? { by_endpoint: true as const } : {}),
    })),
  }));
}
