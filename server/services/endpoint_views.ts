import type { ActionDocument } from '../../common/action';
import { isPending } from '../../common/action';
import { ATTENTION_REASONS, attentionOf, needsAttention } from '../../common/attention';
import type { Hearing } from '../../common/contact';
import { contactOf, withAge } from '../../common/contact';
import type { EndpointDocument } from '../../common/endpoint_document';
import type { EndpointRecord } from '../../common/endpoint_record';
import type { Evidence } from '../../common/evidence';
import { stateOf } from '../../common/fold';
import { isolatedAs } from '../../common/isolated_as';
import { isOwn } from '../../common/own_evidence';
import { matchWithoutRefs } from '../../common/match_without_refs';
import { releaseConfirmation } from '../../common/release_confirmation';
import type { ActionSummary, ActionView, EndpointView, ProvenBy } from '../../common/routes';
import type { ShownState } from '../../common/shown_state';
import { claimOf, shownState, UNREADABLE_STATE } from '../../common/shown_state';
import { actionIdOf } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { Settings } from '../settings';
import type { SeenRow } from './agent_rows';
import { reportOfRelease } from './unconfirmed_releases';

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

/** Adds what is on record about the same endpoints under other IDs. */
export async function withOtherIds<Seen extends Pick<EndpointParts, 'seen' | 'state'>>(
  endpoints: readonly Seen[],
  manager: string,
  ledger: Pick<EndpointLedger, 'findCutOff'>
): Promise<Seen[]> {
  const names = endpoints.flatMap(({ seen, state }) =>
    state.status === 'no_record' && seen?.row ? [seen.row.name] : []
  );
  const records = await ledger.findCutOff(manager, names);
  return endpoints.map((endpoint) => {
    const { seen, state } = endpoint;
    const other = seen?.row && isolatedAs(seen.row, state, records);
    return other === undefined
      ? endpoint
      : { ...endpoint, state: { ...state, may_be_isolated_as: other } };
  });
}

/** The ids of the actions that a list shows with an endpoint. */
export function shownActionsOf({ document, proof }: EndpointParts): string[] {
  if (!document) return [];
  const { endpoint, last_n: lastN } = document;
  const numbers = new Set([
    ...(lastN > 0 ? [lastN] : []),
    ...(proof?.action ? [proof.action.n] : []),
  ]);
  return Array.from(numbers, (n) => actionIdOf({ endpoint, n }));
}

/**
 * @param actions by id; those of `shownActionsOf`
 * @param heard what the watch over isolated endpoints saw last
 */
export function endpointView(
  { agentId, document, seen, state, proof }: EndpointParts,
  actions: ReadonlyMap<string, { readonly action: ActionDocument }>,
  heard: SeenRow | undefined,
  showing: Showing
): EndpointView {
  const row = seen?.row;
  const actionOf = (n: number | undefined) =>
    document && n !== undefined
      ? actions.get(actionIdOf({ endpoint: document.endpoint, n }))?.action
      : undefined;
  const last = actionOf(document?.last_n);
  const proving = actionOf(proof?.action?.n);
  return {
    agent_id: agentId,
    name: row?.name ?? document?.agent_name ?? '',
    ...(row ? { agent: row } : {}),
    state,
    ...(row && isOfContact(state) ? contactIn(document, [seen, heard], showing) : {}),
    ...(last ? { last_action: actionSummary(last) } : {}),
    ...provenBy(proof, proving),
    ...attentionIn([last, proving], state),
    ...readyIn(document),
  };
}

function isOfContact({ status }: ShownState): boolean {
  return status === 'isolated' || status === 'unknown';
}

/** Contact by the newest of what was seen. @param clockDifference the manager's clock minus ours, ms */
export function contactIn(
  document: EndpointDocument | undefined,
  seen: ReadonlyArray<SeenRow | undefined>,
  { now, clockDifference }: Pick<Showing, 'now' | 'clockDifference'>
): Pick<EndpointView, 'contact'> {
  const rows = seen.flatMap((one) => (one?.row ? [{ row: one.row, at: one.at }] : []));
  const [first, ...others] = rows;
  if (!first) return {};
  const newest = others.reduce((a, b) => (a.at >= b.at ? a : b), first);
  const hearing = document ? hearingOf(document) : {};
  const contact = contactOf(newest.row, newest.at + clockDifference, hearing);
  return { contact: withAge(contact, now - newest.at, hearing.keepAlive) };
}

export function hearingOf({ record, keep_alive: keepAlive, ready_at }: EndpointDocument): Hearing {
  const own = record.evidence.filter((one) => isOwn(record, one));
  const reportedAt = Math.max(ready_at ?? 0, ...own.map(({ at }) => at));
  return {
    ...(keepAlive === undefined ? {} : { keepAlive }),
    ...(reportedAt > 0 ? { reportedAt } : {}),
  };
}

/** Open follow-ups of these actions. */
export function attentionIn(
  actions: ReadonlyArray<ActionDocument | undefined>,
  { status }: ShownState
): Pick<EndpointView, 'attention'> {
  const open = actions.flatMap((action) => {
    const attention = action && attentionOf(action, status);
    return attention && needsAttention(attention) ? attention.reasons : [];
  });
  const reasons = ATTENTION_REASONS.filter((reason) => open.includes(reason));
  return reasons.length > 0 ? { attention: reasons } : {};
}

export function readyIn(document: EndpointDocument | undefined): Pick<EndpointView, 'ready_at'> {
  return document?.ready_at === undefined ? {} : { ready_at: document.ready_at };
}

export function proofIn(record: EndpointRecord, state: ShownState): Evidence | undefined {
  const identity = (state.proof ?? state.last_proven)?.identity;
  return record.evidence.find((evidence) => evidence.identity === identity);
}

export function provenBy(
  proof: Evidence | undefined,
  action: ActionDocument | undefined
): { readonly proven_by?: ProvenBy } {
  if (!proof) return {};
  return {
    proven_by: action ? { action: actionSummary(action) } : { claimed_user: proof.user },
  };
}

export function actionSummary(action: ActionDocument): ActionSummary {
  const last = action.timeline[action.timeline.length - 1];
  return {
    id: actionIdOf(action),
    n: action.n,
    verb: action.verb,
    status: action.status,
    user: action.user,
    reason: action.reason,
    ...(action.case === undefined ? {} : { case: action.case }),
    created_at: action.created_at,
    ...(last && !isPending(action.status) ? { ended_at: last.at } : {}),
  };
}

/** The same, with the follow-up it leaves and what its report doesn't confirm. @param record of its endpoint */
export function actionViewIn(
  action: ActionDocument,
  { status }: ShownState,
  record: EndpointRecord
): ActionView {
  const attention = attentionOf(action, status);
  const report = reportOfRelease(action.evidence);
  const isUnconfirmed =
    report !== undefined && releaseConfirmation(record, report) === 'not_confirmed';
  return {
    ...actionView(action),
    ...(attention ? { attention } : {}),
    ...(isUnconfirmed ? { unconfirmed: true as const } : {}),
  };
}

/** An action with all its steps. What the endpoint said is in `outcome`; its raw text is read as the person, from the alert. */
export function actionView(action: ActionDocument): ActionView {
  const [evidence] = action.evidence;
  return {
    ...actionSummary(action),
    agent_id: action.agent.id,
    agent_name: action.agent.name,
    host: action.host_id,
    batch: action.batch,
    timeline: action.timeline,
    lifeline: action.lifeline,
    acknowledgements: action.acknowledgements,
    left_out: action.left_out,
    ...(action.profiles ? { profiles: action.profiles } : {}),
    ...(action.reisolation ? { reisolation: action.reisolation } : {}),
    ...(action.reisolates === undefined ? {} : { reisolates: action.reisolates }),
    sent_user: action.sent_user,
    ...(action.sent_at === undefined ? {} : { sent_at: action.sent_at }),
    ...(action.waits_until === undefined ? {} : { waits_until: action.waits_until }),
    ...(action.outcome ? { outcome: action.outcome } : {}),
    ...(evidence ? { evidence_at: evidence.at } : {}),
    ...(action.alert ? { alert: action.alert } : {}),
    ...(action.also_affected ? { also_affected: action.also_affected } : {}),
  };
}
