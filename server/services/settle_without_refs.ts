import type { ActionDocument } from '../../common/action';
import { settle } from '../../common/action';
import type { EndpointKey } from '../../common/endpoint';
import type { EndpointDocument } from '../../common/endpoint_document';
import { answersWithoutRefs } from '../../common/match_without_refs';
import type { ActionLedger } from '../indexer/action_ledger';

export interface SettleDependencies {
  readonly actions: ActionLedger;
  readonly now: () => number;
  readonly onSettled: (action: ActionDocument) => void;
}

/** Settles actions by order alone, where references are switched off (`wazuh_isolation.reference_in_user: false`). */
export async function settleWithoutRefs(
  documents: ReadonlyMap<EndpointKey, EndpointDocument>,
  { actions, now, onSettled }: SettleDependencies
): Promise<void> {
  for (const [endpoint, { record }] of documents) {
    const answers = answersWithoutRefs(record);
    const open = record.sent.filter(({ n, answered }) => !answered && answers.has(n));
    const stored = await actions.readActions(
      endpoint,
      open.map(({ n }) => n)
    );
    const { written, failure } = await actions.updateMany(
      Array.from(stored.values(), (one) => ({
        stored: one,
        step: (action: ActionDocument) => {
          const answer = answers.get(action.n);
          return answer ? settle(action, answer, now()) : action;
        },
      }))
    );
    for (const { action } of written) {
      if (action.outcome && !stored.get(action.n)?.action.outcome) onSettled(action);
    }
    if (failure) throw failure;
  }
}
