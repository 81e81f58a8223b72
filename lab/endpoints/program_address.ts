import { BlockList, isIPv4, isIPv6 } from 'node:net';

interface Range {
  network: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/** Prefix length of a dotted mask, written as netmask (255.255.255.0) or as hostmask (0.0.0.255). */
function prefixOfMask(mask: string): number | undefined {
  if (!isIPv4(mask)) return undefined;
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  if (/^1*0*$/.test(bits)) return bits.indexOf('0') === -1 ? 32 : bits.indexOf('0');
  return /^0*1*$/.test(bits) ? bits.indexOf('1') : undefined;
}

function readRange(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const suffix = slash === -1 ? undefined : text.slice(slash + 1);
  if (isIPv4(address)) {
    const prefix =
      suffix === undefined ? 32 : /^\d+$/.test(suffix) ? Number(suffix) : prefixOfMask(suffix);
    return prefix !== undefined && prefix <= 32
      ? { network: address, prefix, family: 'ipv4' }
      : undefined;
  }
  if (isIPv6(address) && (suffix === undefined || /^\d+$/.test(suffix))) {
    const prefix = suffix === undefined ? 128 : Number(suffix);
    const [network = address] = address.split('%');
    return prefix <= 128 ? { network, prefix, family: 'ipv6' } : undefined;
  }
  return undefined;
}

/**
 * True if the isolation program accepts this text as an address. It asks Python's `ip_network(text, strict=False)`: host bits, netmask and
 * hostmask forms, zones and `/0` pass; spaces, leading zeros, ranges and names do not.
 */
export function isAcceptedByProgram(text: string): boolean {
  return readRange(text) !== undefined;
}

/** True if traffic to `address` (IPv4 or IPv6) is inside `range`, an address or network that the program accepted. */
export function covers(range: string, address: string): boolean {
  const read = readRange(range);
  if (read === undefined) return false;
  const list = new BlockList();
  list.addSubnet(read.network, read.prefix, read.family);
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
