/**
 * Keeps at most so many values. Whatever was neither written nor read for longest leaves first, one for each that comes: what is in use
 * stays, however many others pass by.
 */
export class Kept<K, V> implements Iterable<readonly [K, V]> {
  /** The longest unused are first in a Map. */
  private readonly values = new Map<K, V>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.values.size;
  }

  get(key: K): V | undefined {
    const value = this.values.get(key);
    if (value === undefined) return undefined;
    this.values.delete(key);
    this.values.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.values.delete(key);
    this.values.set(key, value);
    for (const longestUnused of this.values.keys()) {
      if (this.values.size <= this.most) return;
      this.values.delete(longestUnused);
    }
  }

  /** Gives what is kept, or keeps what is made for it. */
  getOrKeep(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  delete(key: K): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }

  /** Goes through all of them, the longest unused first, and uses none of them. */
  [Symbol.iterator](): Iterator<readonly [K, V]> {
    return this.values[Symbol.iterator]();
  }
}
