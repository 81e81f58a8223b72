import type { ActionDocument, StepDetail } from './action';
import { advance, SYSTEM } from './action';

/** Proof that nothing of an attempt ran, and that the same command can be sent later: the manager's limit of requests, for example. */
export interface GivenBack {
  readonly status: 'recorded';
  /** Mark of the attempt. */
  readonly mark: string;
  /** Reason, with code `given_back`. */
  readonly detail: StepDetail;
  /** Our clock when it was known, ms. */
  readonly at: number;
}

export const GIVEN_BACK = 'given_back';
/** Code of a request that was recorded while its manager hung: it is sent first when the manager responds. */
export const MANAGER_BUSY = 'manager_busy';

/**
 * The action as it waits again after an attempt of which nothing ran. Only the attempt whose mark stands in `sending` gives back. Where
 * others have settled it as uncertain meanwhile, it is rejected instead: no way leads from `uncertain` back to `recorded`. The same object
 * where there is nothing to write: this attempt gave it back before, and it may have been taken up since.
 */
export function giveBack(action: ActionDocument, end: GivenBack): ActionDocument {
  const { mark, detail, at } = end;
  if (action.timeline.some((entry) => isOf(end, entry))) return action;
  if (action.status === 'uncertain' && action.mark === mark) {
    const rejected = { at, status: 'rejected' as const, by: SYSTEM };
    return advance(action, { ...rejected, detail: { ...detail, code: 'not_sent' } }) ?? action;
  }
  if (action.status !== 'sending' || action.mark !== mark) return action;
  return advance(unsent(action), { at, status: 'recorded', by: SYSTEM, detail }) ?? action;
}

/** The action without everything that an attempt wrote into it. */
function unsent({
  send_before: _before,
  sent_at: _sentAt,
  waits_until: _until,
  ...action
}: ActionDocument): ActionDocument {
  return { ...action, mark: '' };
}

function isOf({ at, detail }: GivenBack, entry: ActionDocument['timeline'][number]): boolean {
  return (
    entry.at === at &&
    entry.by === SYSTEM &&
    (entry.status === 'recorded' || entry.status === 'rejected') &&
    entry.detail?.cause === detail.cause
  );
}
