import ipaddr from 'ipaddr.js';

declare const address: unique symbol;

/** An IPv4 or IPv6 address or network in its one normal form, the only form that is ever sent: `10.0.0.1`, `10.1.0.0/16`, `2001:db8::1`. */
export type Address = string & { readonly [address]: true };

export const ADDRESS_REFUSALS = [
  'empty',
  'host_name',
  'not_an_address',
  'everything',
  'unusable',
] as const;

/**
 * Reasons a text can't be an allowed address. `everything`: a network that is the whole internet. `unusable`: loopback, unspecified,
 * multicast, link-local or broadcast, to which a firewall rule gives nothing. `host_name`: the endpoint program takes addresses only.
 */
export type AddressRefusal = (typeof ADDRESS_REFUSALS)[number];

export type AddressReading =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly why: AddressRefusal };

const LONGEST_ADDRESS_TEXT = 100;
const LONGEST_HOST_NAME = 253;
const UNUSABLE = new Set([
  'loopback',
  'unspecified',
  'multicast',
  'linkLocal',
  'broadcast',
  'ipv4Mapped',
]);

/**
 * Reads what a person, a configuration or a manager wrote as one address of a lifeline. Takes IPv4 in four decimal parts
 * without leading zeros, IPv6, and both with `/prefix`; host bits are cut off (the program takes them, a normal form has none).
 * Refuses what the program would take and nobody means: netmasks, zones, ranges, words such as `any`.
 */
export function readAddress(text: unknown): AddressReading {
  if (typeof text !== 'string') return { ok: false, why: 'not_an_address' };
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, why: 'empty' };
  const parsed = trimmed.length <= LONGEST_ADDRESS_TEXT ? parse(trimmed) : undefined;
  if (!parsed) {
    return { ok: false, why: looksLikeHostName(trimmed) ? 'host_name' : 'not_an_address' };
  }
  if (parsed.prefix === 0) return { ok: false, why: 'everything' };
  if (UNUSABLE.has(parsed.ip.range())) return { ok: false, why: 'unusable' };
  return { ok: true, address: format(parsed) };
}

/** Reason a server that an endpoint reports can't be allowed as it is. `not_resolved`: the agent found no address for its name. */
export type ServerProblem = AddressRefusal | 'not_resolved';

/**
 * An agent's own `server.address`: IPv4, expanded IPv6, a host name, `name/ip` once the agent has resolved it, `name/` if it couldn't
 * (measured in `GET /agents/{id}/config/agent/client`). A name is given back as such; resolving it is the server's work.
 */
export type ServerAddress =
  | { readonly kind: 'address'; readonly address: Address; readonly name?: string }
  | {
      readonly kind: 'name';
      readonly name: string;
      /** Text behind the name, if it's no address of a server. */
      readonly problem?: { readonly text: string; readonly why: ServerProblem };
    }
  | { readonly kind: 'refused'; readonly text: string; readonly why: AddressRefusal };

export function readServerAddress(text: unknown): ServerAddress {
  const shown = typeof text === 'string' ? text.trim().slice(0, LONGEST_HOST_NAME) : '';
  const whole = readAddress(text);
  if (whole.ok) {
    // A server is one machine: a network here is a mistake or an attack on the lifeline.
    return isNetwork(whole.address)
      ? { kind: 'refused', text: shown, why: 'not_an_address' }
      : { kind: 'address', address: whole.address };
  }
  const slash = shown.indexOf('/');
  const name = slash < 0 ? shown : shown.slice(0, slash);
  if (slash >= 0 && looksLikeHostName(name)) {
    const behind = readAddress(shown.slice(slash + 1));
    if (behind.ok && !isNetwork(behind.address)) {
      return { kind: 'address', address: behind.address, name };
    }
    const why = behind.ok ? 'not_an_address' : behind.why === 'empty' ? 'not_resolved' : behind.why;
    return { kind: 'name', name, problem: { text: shown, why } };
  }
  return whole.why === 'host_name'
    ? { kind: 'name', name: shown }
    : { kind: 'refused', text: shown, why: whole.why };
}

export function isNetwork(text: Address): boolean {
  return text.includes('/');
}

const WIDEST_WITHOUT_QUESTION = { ipv4: 16, ipv6: 64 };

/** Wider than a /16 (IPv4) or a /64 (IPv6): a hole of that size has to be confirmed by the person. */
export function isVeryWide(text: Address): boolean {
  const { ip, prefix } = parsedOf(text);
  return prefix < WIDEST_WITHOUT_QUESTION[ip.kind()];
}

interface Parsed {
  readonly ip: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefix: number;
}

function parse(text: string): Parsed | undefined {
  const [host = '', prefixText, more] = text.split('/');
  if (more !== undefined || host.includes('%')) return undefined;
  const isIpv4 = ipaddr.IPv4.isValidFourPartDecimal(host);
  if (!isIpv4 && !(host.includes(':') && ipaddr.IPv6.isValid(host))) return undefined;
  const length = isIpv4 ? 32 : 128;
  if (prefixText === undefined) return unmapped(host, length);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefixText) || Number(prefixText) > length) return undefined;
  return unmapped(host, Number(prefixText));
}

/** The first address of the network, with ::ffff:10.0.0.1 as 10.0.0.1, which it is to a firewall: one machine has one form here. */
function unmapped(host: string, prefix: number): Parsed {
  const cidr = `${host}/${prefix}`;
  if (!host.includes(':')) return { ip: ipaddr.IPv4.networkAddressFromCIDR(cidr), prefix };
  const ip = ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return ip.isIPv4MappedAddress() && prefix >= 96
    ? { ip: ip.toIPv4Address(), prefix: prefix - 96 }
    : { ip, prefix };
}

function format({ ip, prefix }: Parsed): Address {
  const isSingle = prefix === (ip.kind() === 'ipv4' ? 32 : 128);
  return (isSingle ? ip.toString() : `${ip.toString()}/${prefix}`) as Address;
}

export interface AddressBits {
  readonly kind: 'ipv4' | 'ipv6';
  readonly bytes: readonly number[];
  /** Number of bits given: all of them for a single address. */
  readonly prefix: number;
}

export function bitsOf(text: Address): AddressBits {
  const { ip, prefix } = parsedOf(text);
  return { kind: ip.kind(), bytes: ip.toByteArray(), prefix };
}

function parsedOf(text: Address): Parsed {
  const parsed = parse(text);
  if (!parsed) throw new TypeError('an Address is made by readAddress only');
  return parsed;
}

function looksLikeHostName(text: string): boolean {
  return (
    text.length <= LONGEST_HOST_NAME &&
    /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?$/i.test(text) &&
    /[a-z]/i.test(text)
  );
}
