const NONE = -1;
/** A value that is looked up once: it is asked for each letter. */
const { imul } = Math;

/**
 * The worlds that were reached, each by 64 bits of its fingerprint, with how it was reached: 14 bytes a world. That two of a million worlds
 * share 64 bits, so that one of them is not looked at, has a probability of 3 in 100 million.
 */
export class VisitedWorlds {
  private size = 0;
  private slots: Int32Array;
  private high: Uint32Array;
  private low: Uint32Array;
  private parents: Int32Array;
  private choices: Uint16Array;

  constructor(capacity = 1 << 16) {
    this.slots = new Int32Array(2 * capacity).fill(NONE);
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.choices = new Uint16Array(capacity);
  }

  get count(): number {
    return this.size;
  }

  /**
   * @param choice which of the happenings of the world before it led here
   * @returns the place of a new world; undefined where it was reached before
   */
  add(fingerprint: string, parent: number, choice: number): number | undefined {
    if (this.size === this.high.length) this.grow();
    const [high, low] = hashOf(fingerprint);
    const slot = this.slotOf(high, low);
    if (this.slots[slot] !== NONE) return undefined;
    const place = this.size++;
    this.slots[slot] = place;
    this.high[place] = high;
    this.low[place] = low;
    this.parents[place] = parent;
    this.choices[place] = choice;
    return place;
  }

  /** Returns the happening chosen in each world that led to this one, from the first. */
  wayTo(place: number): number[] {
    const way: number[] = [];
    for (let at = place; at > 0; at = this.parents[at] ?? 0) way.unshift(this.choices[at] ?? 0);
    return way;
  }

  private slotOf(high: number, low: number): number {
    const last = this.slots.length - 1;
    let slot = low & last;
    for (;;) {
      const place = this.slots[slot] ?? NONE;
      if (place === NONE || (this.low[place] === low && this.high[place] === high)) return slot;
      slot = (slot + 1) & last;
    }
  }

  private grow(): void {
    const capacity = 2 * this.high.length;
    this.high = copied(this.high, new Uint32Array(capacity));
    this.low = copied(this.low, new Uint32Array(capacity));
    this.parents = copied(this.parents, new Int32Array(capacity));
    this.choices = copied(this.choices, new Uint16Array(capacity));
    this.slots = new Int32Array(2 * capacity).fill(NONE);
    for (let place = 0; place < this.size; place++) {
      this.slots[this.slotOf(this.high[place] ?? 0, this.low[place] ?? 0)] = place;
    }
  }
}

function copied<T extends Uint32Array | Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Two hashes of 32 bits that know nothing of each other; a cryptographic one takes longer than the exploring. */
function hashOf(text: string): readonly [number, number] {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = imul(high ^ code, 0x01000193);
    low = imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
  }
  return [mixed(high), mixed(low)];
}

function mixed(hash: number): number {
  const once = imul(hash ^ (hash >>> 16), 0x7feb352d);
  const twice = imul(once ^ (once >>> 15), 0x846ca68b);
  return (twice ^ (twice >>> 16)) >>> 0;
}
