import { SECOND } from '../../common/base/time';

/** Answers in a window that one key gets as fresh ones, whenever it asks. */
const FRESH = 6;
const WINDOW = 30 * SECOND;
/** Age up to which the last one serves whoever asks more often, ms. */
const KEPT = 5 * SECOND;

interface Known<T> {
  /** Times of fresh answers within the window, ms. */
  begunAt: readonly number[];
  last?: T;
  running?: Promise<T>;
}

/**
 * Answers that take much work: each is as new as whoever asks expects, unless they ask over and over. One runs at a time for a key, and
 * whoever asks meanwhile gets the same.
 */
export class CostlyAnswers<T> {
  private readonly known = new Map<string, Known<T>>();

  constructor(private readonly now: () => number) {}

  get(key: string, work: () => Promise<T>): Promise<T> {
    this.forgetOld();
    const known: Known<T> = this.known.get(key) ?? { begunAt: [] };
    this.known.set(key, known);
    if (known.running) return known.running;
    const [newest = -Infinity] = known.begunAt;
    const isOverdone = known.begunAt.length >= FRESH && this.now() - newest < KEPT;
    if (isOverdone && known.last !== undefined) return Promise.resolve(known.last);
    known.begunAt = [this.now(), ...known.begunAt];
    known.running = work()
      .then((answer) => (known.last = answer))
      .finally(() => {
        known.running = undefined;
      });
    return known.running;
  }

  private forgetOld(): void {
    for (const [key, known] of this.known) {
      known.begunAt = known.begunAt.filter((at) => this.now() - at < WINDOW);
      if (known.begunAt.length === 0 && !known.running) this.known.delete(key);
    }
  }
}
