import { SECOND } from '../../common/base/time';
import { Kept } from '../base/kept';
import type { Hit } from '../indexer/search';

/** Place at which an alert is stored. */
type Place = Pick<Hit, 'index' | 'id'>;

const MAX_SEEN = 100000;
/** Time after which whatever an event names can be found. */
const LOOK_AGAIN_AFTER = 5 * SECOND;

/**
 * Alerts this process has already folded: the reads of a reconciler overlap widely, and to read and fold one again changes nothing but
 * costs. An event with a ref is folded a second time a little later: a search might not have found yet what it names.
 */
export class SeenAlerts {
  private readonly seen = new Kept<string, { readonly at: number; readonly isDone: boolean }>(
    MAX_SEEN
  );

  constructor(private readonly now: () => number) {}

  isNew(place: Place): boolean {
    const known = this.seen.get(keyOf(place));
    return !known || (!known.isDone && this.now() - known.at >= LOOK_AGAIN_AFTER);
  }

  /** Notes an alert that was folded without an error. @param named its event names an action */
  folded(place: Place, named: boolean): void {
    const key = keyOf(place);
    const isDone = !named || this.seen.get(key) !== undefined;
    this.seen.set(key, { at: this.now(), isDone });
  }

  /** Other events than before belong to a manager. */
  forget(): void {
    this.seen.clear();
  }
}

function keyOf({ index, id }: Place): string {
  return `${index}/${id}`;
}
