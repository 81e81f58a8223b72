import type { ActionDocument } from '../../../common/action/action';
import { canonicalJson } from '../../../common/base/canonical_json';
import type { ProgramEvent } from '../../../common/program/program_event';
import type { EndpointDocument } from '../../../common/ledger/endpoint_document';
import { settledStateOf, stateOf } from '../../../common/state/fold';
import { foldFromScratch } from './fold_from_scratch';

/** One endpoint with all that there is about it. */
export interface EndpointFacts {
  readonly actions: readonly ActionDocument[];
  readonly events: readonly ProgramEvent[];
  readonly document: EndpointDocument | undefined;
  /** Ground truth of its firewall. */
  readonly truth: 'isolated' | 'open';
}

/** Lists what is wrong with an endpoint's state, in words: a claim that isn't true, a projection that differs from ledger and alerts. */
export function stateFaultsOf(facts: EndpointFacts, now: number): string[] {
  const { actions, events, document, truth } = facts;
  if (!document) return actions.length > 0 ? [`${actions[0]?.endpoint}: has no projection`] : [];
  const { record, endpoint } = document;
  const faults: string[] = [];
  const { status } = stateOf(record, now);
  if (status === 'isolated' && truth !== 'isolated') faults.push('is shown isolated, and is open');
  if (status === 'not_isolated' && truth !== 'open') faults.push('is shown open, and is isolated');
  if (status === 'no_record' && truth !== 'open')
    faults.push('is shown untouched, and is isolated');
  // Names and places are what was seen meanwhile: neither the actions nor the alerts tell them.
  const { whose } = record;
  const scratch = { ...foldFromScratch(actions, events), ...(whose ? { whose } : {}) };
  if (canonicalJson(record) !== canonicalJson(scratch)) {
    faults.push(
      `its record is ${canonicalJson(record)}\nledger and alerts say ${canonicalJson(scratch)}`
    );
  }
  if (document.settled_status !== settledStateOf(scratch).status) {
    faults.push(`is listed as ${document.settled_status}`);
  }
  if (document.last_n !== Math.max(0, ...actions.map(({ n }) => n))) {
    faults.push(`its newest action is listed as ${document.last_n}`);
  }
  return faults.map((fault) => `${endpoint}: ${fault}`);
}
