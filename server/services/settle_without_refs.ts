import type { ActionDocument } from '../../common/action';
import { sentActionOf } from '../../common/action';
import type { EndpointKey } from '../../common/endpoint';
import type { EndpointDocument } from '../../common/endpoint_document';
import { changed } from '../../common/endpoint_document';
import { addTo } from '../../common/endpoint_record';
import type { Evidence } from '../../common/evidence';
import { candidatesWithoutRefs } from '../../common/match_without_refs';
import { settleByEarliest } from '../../common/settlement';
import type { ActionLedger } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';

export interface SettleDependencies {
  readonly actions: ActionLedger;
  readonly endpoints: EndpointLedger;
  readonly now: () => number;
  readonly onSettled: (action: ActionDocument) => void;
}

/**
 * Settles actions by order alone, where references are switched off (`wazuh_isolation.reference_in_user: false`).
 * @param events those that were just read. A refusal that changes no state is not in the record, and settles its action.
 */
export async function settleWithoutRefs(
  documents: ReadonlyMap<EndpointKey, EndpointDocument>,
  events: ReadonlyMap<EndpointKey, readonly Evidence[]>,
  { actions, endpoints, now, onSettled }: SettleDependencies
): Promise<void> {
  for (const [endpoint, { record }] of documents) {
    const candidates = candidatesWithoutRefs(record, events.get(endpoint) ?? []);
    const stored = await actions.readActions(endpoint, Array.from(candidates.keys()));
    const { written, failure } = await actions.updateMany(
      Array.from(stored.values(), (one) => ({
        stored: one,
        step: (action: ActionDocument) =>
          settleByEarliest(action, candidates.get(action.n) ?? [], now()),
      }))
    );
    for (const { action } of written) {
      if (action.outcome && !stored.get(action.n)?.action.outcome) onSettled(action);
    }
    const sent = written.flatMap(({ action }) => sentActionOf(action) ?? []);
    if (sent.length > 0) {
      const withAnswers = (document: EndpointDocument) =>
        changed(document, { record: addTo(document.record, [], sent) }, now());
      await endpoints.update(new Map([[endpoint, withAnswers]]));
    }
    if (failure) throw failure;
  }
}
