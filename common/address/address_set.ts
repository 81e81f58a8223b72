import type { Address, AddressBits } from './address';
import { bitsOf } from './address';

/**
 * A set of addresses and networks that finds the one that covers a given address or network. A lookup takes one map access per prefix
 * length in the set, however many addresses share that length.
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

  /** Returns the widest of those that cover it: the address itself, or a network that it is in. */
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
