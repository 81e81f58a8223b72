import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed } from '../../common/ledger/endpoint_document';
import { addTo } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { candidatesWithoutRefs } from '../../common/state/match_without_refs';
import { settleByEarliest } from '../../common/action/settlement';
import { changesNothing } from '../../common/program/outcome';
import { lineOf } from '../../common/state/repeated_report';
import type { ActionLedger } from '../indexer/action_ledger';
import type { ElsewhereLedger } from '../indexer/elsewhere_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import { elsewhereDocument } from './elsewhere_documents';

export interface SettleDependencies {
  readonly actions: ActionLedger;
  readonly elsewhere: Pick<ElsewhereLedger, 'record'>;
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
  { actions, elsewhere, endpoints, now, onSettled }: SettleDependencies
): Promise<void> {
  for (const [endpoint, { record }] of documents) {
    const candidates = candidatesWithoutRefs(record, events.get(endpoint) ?? []);
    const stored = await actions.readActions(endpoint, Array.from(candidates.keys()));
    const { written, unchanged, failure } = await actions.updateMany(
      Array.from(stored.values(), (one) => ({
        stored: one,
        step: (action: ActionDocument) =>
          settleByEarliest(action, candidates.get(action.n) ?? [], now()),
      }))
    );
    for (const { action } of written) {
      if (action.outcome && !stored.get(action.n)?.action.outcome) onSettled(action);
    }
    const outdone = [...written, ...unchanged].flatMap(({ action }) =>
      outdoneBy(action, [
        ...(stored.get(action.n)?.action.evidence ?? []),
        ...(candidates.get(action.n) ?? []),
      ])
    );
    const outside = outdone.flatMap((one) => elsewhereDocument(endpoint, one, record));
    if (outside.length > 0) await elsewhere.record(outside);
    const sent = written.flatMap(({ action }) => sentActionOf(action) ?? []);
    if (sent.length > 0) {
      const withAnswers = (document: EndpointDocument) =>
        changed(document, { record: addTo(document.record, [], sent) }, now());
      await endpoints.update(new Map([[endpoint, withAnswers]]));
    }
    if (failure) throw failure;
  }
}

/**
 * Returns those that are not the action's report and that no record keeps, so that only here it is known that they were done outside this
 * plugin. A line that is sent again is none.
 */
function outdoneBy({ evidence: [report] }: ActionDocument, all: readonly Evidence[]): Evidence[] {
  const lines = new Set([report && lineOf(report)]);
  const outdone = new Map<string, Evidence>();
  for (const one of [...all].sort((a, b) => a.at - b.at)) {
    if (!changesNothing(one.verb, one.outcome) || one.identity === report?.identity) continue;
    const line = lineOf(one);
    if (line !== undefined && lines.has(line)) continue;
    lines.add(line);
    const { identity, action: guessed, ...rest } = one;
    outdone.set(identity, guessed && one.ref !== undefined ? one : { identity, ...rest });
  }
  return Array.from(outdone.values());
}
