import type { ClrEvent } from '../../common/clr_event';
import { SECOND } from '../../common/time';

const MAX_SEEN = 100000;
/** After so long whatever an event names can be found. */
const LOOK_AGAIN_AFTER = 5 * SECOND;

/**
 * Which events this process has folded already: the reads of a reconciler overlap widely, and to fold one again changes nothing but
 * costs. An event with a ref is folded a second time a little later: a search might not have found yet what it names.
 */
export class SeenEvents {
  private readonly seen = new Map<string, { readonly at: number; readonly isDone: boolean }>();

  constructor(private readonly now: () => number) {}

  isNew({ identity }: ClrEvent): boolean {
    const known = this.seen.get(identity);
    return !known || (!known.isDone && this.now() - known.at >= LOOK_AGAIN_AFTER);
  }

  /** @param events that were folded without an error */
  folded(events: readonly ClrEvent[]): void {
    for (const { identity, ref } of events) {
      const isDone = ref === undefined || this.seen.has(identity);
      this.seen.delete(identity);
      this.seen.set(identity, { at: this.now(), isDone });
    }
    // The oldest are first in a Map.
    for (const identity of this.seen.keys()) {
      if (this.seen.size <= MAX_SEEN) return;
      this.seen.delete(identity);
    }
  }

  /** Other events than before belong to a manager. */
  forget(): void {
    this.seen.clear();
  }
}
