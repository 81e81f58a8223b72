import { storedNumber } from '../../common/ledger/former_endpoint';
import { actionIdOf } from '../indexer/action_ledger';
import type { Hearing } from '../../common/state/contact';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { timeOf } from '../../common/state/evidence';
import { stateOf } from '../../common/state/fold';
import { matchWithoutRefs } from '../../common/state/match_without_refs';
import { isOwn } from '../../common/state/own_evidence';
import type { ShownState } from '../../common/state/shown_state';
import { UNREADABLE_STATE, claimOf, shownState } from '../../common/state/shown_state';
import type { SeenRow } from '../manager/agent_rows';
import type { Settings } from '../configuration/settings';

/** One endpoint as read, before its actions are. */
export interface EndpointParts {
  readonly agentId: string;
  /** The document is undefined if it can't be read. */
  readonly document: EndpointDocument | undefined;
  readonly seen: SeenRow | undefined;
  readonly state: ShownState;
  /** Evidence that confirms the state, or confirmed the last one. */
  readonly proof: Evidence | undefined;
}

/** Everything besides the documents that an endpoint is shown with. */
export interface Showing {
  readonly now: number;
  /** The manager's clock minus ours, ms: a keep-alive is of that clock. */
  readonly clockDifference: number;
  readonly references: Settings['references'];
}

/** The parts of an endpoint: what the projection confirms, compared with the agent's row. */
export function endpointParts(
  agentId: string,
  document: EndpointDocument | undefined,
  seen: SeenRow | undefined,
  { now, references }: Showing
): EndpointParts {
  if (!document) {
    const state = shownState(UNREADABLE_STATE, '', seen?.row);
    return { agentId, document, seen, state, proof: undefined };
  }
  const record = references === 'on' ? document.record : matchWithoutRefs(document.record);
  const settled = stateOf(record, now);
  const state = shownState(settled, document.agent_name, seen?.row, claimOf(record, settled));
  return { agentId, document, seen, state, proof: proofIn(record, state) };
}

export function hearingOf({ record, keep_alive: keepAlive, ready_at }: EndpointDocument): Hearing {
  const own = record.evidence.filter((one) => isOwn(record, one));
  const reportedAt = Math.max(ready_at ?? 0, ...own.map(timeOf));
  return {
    ...(keepAlive === undefined ? {} : { keepAlive }),
    ...(reportedAt > 0 ? { reportedAt } : {}),
  };
}

export function proofIn(record: EndpointRecord, state: ShownState): Evidence | undefined {
  const identity = (state.proof ?? state.last_proven)?.identity;
  return record.evidence.find((evidence) => evidence.identity === identity);
}

/** Returns the ID of the stored action that a number in an endpoint's record stands for. */
export function idIn(document: EndpointDocument, n: number): string | undefined {
  const stored = storedNumber(document, n);
  return stored && actionIdOf(stored);
}
