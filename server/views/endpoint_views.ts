import { idIn } from '../evidence/endpoint_parts';
import { actionSummary } from '../actions/action_views';
import type { EndpointParts, Showing } from '../evidence/endpoint_parts';
import { hearingOf } from '../evidence/endpoint_parts';
import type { ActionDocument } from '../../common/action/action';
import { ATTENTION_REASONS, attentionOf, needsAttention } from '../../common/action/attention';
import { contactOf, withAge } from '../../common/state/contact';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { Evidence } from '../../common/state/evidence';
import { isolatedAs } from '../../common/state/isolated_as';
import type { EndpointView, ProvenBy } from '../../common/api/endpoint_view';
import type { ShownState } from '../../common/state/shown_state';
import type { EndpointSearch } from '../indexer/endpoint_search';
import type { SeenRow } from '../manager/agent_rows';

/** Adds what is on record about the same endpoints under other IDs. */
export async function withOtherIds<Seen extends Pick<EndpointParts, 'seen' | 'state'>>(
  endpoints: readonly Seen[],
  manager: string,
  ledger: Pick<EndpointSearch, 'findCutOff'>
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
  const numbers = new Set([
    ...(document.last_n > 0 ? [document.last_n] : []),
    ...(proof?.action ? [proof.action.n] : []),
  ]);
  return Array.from(numbers).flatMap((n) => idIn(document, n) ?? []);
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
    document && n !== undefined ? actions.get(idIn(document, n) ?? '')?.action : undefined;
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

function isOfContact({ status, waiting }: ShownState): boolean {
  return status === 'isolated' || status === 'unknown' || waiting !== undefined;
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

export function provenBy(
  proof: Evidence | undefined,
  action: ActionDocument | undefined
): { readonly proven_by?: ProvenBy } {
  if (!proof) return {};
  return {
    proven_by: action ? { action: actionSummary(action) } : { claimed_user: proof.user },
  };
}
