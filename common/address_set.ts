import type { Address, AddressBits } from './address';
import { bitsOf } from './address';

/**
 * Addresses and networks, asked which of them covers another one: every packet to that one is one to it. Each question is one look for
 * each length of prefix in the set, however many addresses have it.
 */
export class AddressSet {
  private readonly networks = new Map<string, Address>();
  /** The shortest first. */
  private readonly prefixes: readonly number[];

  constructor(addresses: Iterable<Address>) {
    const prefixes = new Set<number>();
    for (const address of addresses) {
      const bits = bitsOf(address);
      this.networks.set(keyOf(bits, bits.prefix), address);
      prefixes.add(bits.prefix);
    }
    this.prefixes = Array.from(prefixes).sort((a, b) => a - b);
  }

  covers(address: Address): boolean {
    return this.widestOver(address) !== undefined;
  }

  /** Of those that cover it the widest: the address itself, or a network that it is in. */
  widestOver(address: Address): Address | undefined {
    const bits = bitsOf(address);
    for (const prefix of this.prefixes) {
      if (prefix > bits.prefix) return undefined;
      const found = this.networks.get(keyOf(bits, prefix));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The first bits alone, written so that no other network has the same text. */
function keyOf({ kind, bytes }: AddressBits, prefix: number): string {
  const network = bytes.map((byte, index) => {
    const kept = Math.min(Math.max(prefix - index * 8, 0), 8);
    return byte & (0xff00 >> kept) & 0xff;
  });
  return `${kind} ${prefix} ${network.join('.')}`;
}
