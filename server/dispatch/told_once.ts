import type { ActionDocument } from '../../common/action/action';
import { Kept } from '../base/kept';
import { actionIdOf } from '../indexer/action_ledger';

/** More than ever wait; what falls out is only told again. */
const MOST = 20000;

/** Tells of each action once, however often it is met. */
export function toldOnce(tell: (action: ActionDocument) => void): (action: ActionDocument) => void {
  const told = new Kept<string, true>(MOST);
  return (action) => {
    const id = actionIdOf(action);
    if (told.get(id)) return;
    told.set(id, true);
    tell(action);
  };
}
