import { SECOND } from '../../common/base/time';

/** Answers within a window that one key gets without a pause, whenever it asks. */
const AT_ONCE = 6;
const WINDOW = 30 * SECOND;
/** The shortest time between the starts of two answers for whoever asks more often. */
const EVERY = 3 * SECOND;

interface Known<T> {
  /** Start times of the answers within the window, ms, newest first. */
  begunAt: readonly number[];
  coming?: Promise<T>;
}

/**
 * Answers that take much work. Each is worked out after it was asked for, and whoever asks over and over waits for it. One is worked out at
 * a time for a key, and whoever asks meanwhile gets the same.
 */
export class CostlyAnswers<T> {
  private readonly known = new Map<string, Known<T>>();

  constructor(
    private readonly now: () => number,
    private readonly wait: (ms: number) => Promise<void> = waitFor
  ) {}

  get(key: string, work: () => Promise<T>): Promise<T> {
    this.forgetOld();
    const known: Known<T> = this.known.get(key) ?? { begunAt: [] };
    this.known.set(key, known);
    known.coming ??= this.begin(known, work).finally(() => {
      known.coming = undefined;
    });
    return known.coming;
  }

  private async begin(known: Known<T>, work: () => Promise<T>): Promise<T> {
    const [newest = -Infinity] = known.begunAt;
    const pause = known.begunAt.length < AT_ONCE ? 0 : newest + EVERY - this.now();
    if (pause > 0) await this.wait(pause);
    known.begunAt = [this.now(), ...known.begunAt];
    return work();
  }

  private forgetOld(): void {
    for (const [key, known] of this.known) {
      known.begunAt = known.begunAt.filter((at) => this.now() - at < WINDOW);
      if (known.begunAt.length === 0 && !known.coming) this.known.delete(key);
    }
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
