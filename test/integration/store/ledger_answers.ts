import { pick } from 'lodash';
import type { ActionView } from '../../../common/api/action_view';
import type { AttentionView } from '../../../common/api/attention_view';
import type { EndpointDetailView } from '../../../common/api/endpoint_view';
import type { HistoryEntry, HistoryView } from '../../../common/api/history_view';
import { ACTIONS_PATH, ATTENTION_PATH, endpointPath } from '../../../common/api/paths';
import { USER_COOKIE } from '../../../lab/host';
import type { RecordedLedger } from './recorded_ledger';

/**
 * Reads what the plugin says about a recorded ledger: the state and actions of each endpoint, the history and the follow-ups. Without its
 * sentences, which are worded anew, and without what a later version adds.
 */
export async function answersOf(url: string, ledger: RecordedLedger): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { hostId } of ledger.managers) {
    for (const agent of agentsOf(ledger, hostId)) {
      const view = await get<EndpointDetailView>(url, endpointPath(hostId, agent));
      answers.push({ host: hostId, endpoint: agent, ...endpointOf(view) });
    }
    const entries = await all(url, ACTIONS_PATH, hostId, (page: HistoryView) => page.entries);
    answers.push(...entries.map((entry) => ({ host: hostId, entry: entryOf(entry) })));
    const items = await all(url, ATTENTION_PATH, hostId, (page: AttentionView) => page.items);
    answers.push(
      ...items.map(({ agent_id, state, action, reasons }) => ({
        host: hostId,
        to_look_after: { agent_id, state, n: action.n, reasons },
      }))
    );
  }
  // As it is recorded: without what is undefined.
  return JSON.parse(JSON.stringify(answers));
}

/** The endpoints of which the ledger has anything, and those that its managers list for a reason. */
function agentsOf({ documents, managers, names }: RecordedLedger, hostId: string): string[] {
  const manager = managers.find((one) => one.hostId === hostId)?.manager;
  const known = documents.endpoints
    .filter(({ _source }) => _source.kind === 'endpoint' && _source.manager === manager)
    .map(({ _source }) => _source.agent_id ?? '');
  const named = Object.values(names).flatMap(({ host, agent }) => (host === hostId ? [agent] : []));
  return Array.from(new Set([...known, ...named])).sort();
}

const STATE = ['status', 'reasons', 'backup', 'cautions', 'removed', 'earlier_agent'];
const PROOF = ['status', 'at', 'identity'];
const PROBE = ['id', 'status', 'user', 'created_at', 'waits_until', 'answered_at'];
const OUTCOME = ['result', 'reason', 'deleted_rules', 'addresses'];
const CLOSED = ['at', 'by', 'reason', 'found_open'];

function endpointOf(view: EndpointDetailView): object {
  const { state, proven_by: provenBy, probe } = view;
  return {
    ...pick(view, 'name', 'attention', 'ready_at'),
    state: {
      ...pick(state, STATE, 'may_be_isolated_as'),
      waiting: part(state.waiting, ['verb', 'n', 'since', 'until']),
      proof: part(state.proof, PROOF),
      last_proven: part(state.last_proven, PROOF),
    },
    contact: part(view.contact, ['contact', 'since']),
    proven_by: provenBy && 'action' in provenBy ? part(provenBy.action, ['id', 'user']) : provenBy,
    probe: probe && { ...pick(probe, PROBE), outcome: part(probe.outcome, OUTCOME) },
    actions: view.actions.map(actionOf),
  };
}

const HEAD = ['id', 'n', 'verb', 'user', 'reason', 'case', 'created_at', 'agent_id', 'agent_name'];
const SENDING = ['host', 'batch', 'sent_user', 'sent_at', 'waits_until', 'status', 'ended_at'];
const CUT_OFF = ['acknowledgements', 'left_out'];
const DETAIL = ['code', 'cause', 'manager_code', 'http_status'];

function actionOf(action: ActionView): object {
  const { alert, attention, outcome, reisolation, timeline } = action;
  return {
    ...pick(action, HEAD, SENDING, CUT_OFF, 'profiles', 'reisolates', 'evidence_at'),
    lifeline: addressesOf(action),
    alert: part(alert, ['index', 'id']),
    attention: attention && {
      reasons: attention.reasons,
      closed: part(attention.closed, CLOSED),
    },
    outcome: part(outcome, OUTCOME),
    reisolation: reisolation && {
      ...pick(reisolation, CUT_OFF),
      lifeline: addressesOf(reisolation),
      ended: part(reisolation.ended, ['as', 'at', 'n', 'code']),
    },
    timeline: timeline.map((step) => ({
      ...pick(step, 'n', 'at', 'status', 'by'),
      detail: part(step.detail, DETAIL),
    })),
  };
}

function addressesOf({ lifeline }: Pick<ActionView, 'lifeline'>): string[] {
  return lifeline.map(({ address }) => address);
}

const WHO = ['id', 'kind', 'agent_id', 'agent_name', 'verb', 'status', 'user', 'reason', 'case'];

function entryOf(entry: HistoryEntry): object {
  return {
    ...pick(entry, WHO, 'created_at', 'profiles', 'reisolation'),
    outcome: part(entry.outcome, OUTCOME),
    closed: part(entry.closed, CLOSED),
    denied: part(entry.denied, ['code', 'codes', 'count', 'last_at']),
  };
}

function part(whole: object | undefined, names: readonly string[]): object | undefined {
  return whole && pick(whole, names);
}

async function all<Page extends { readonly next?: string }, Item>(
  url: string,
  path: string,
  host: string,
  itemsOf: (page: Page) => readonly Item[]
): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: Page = await get(url, `${path}?host=${host}&size=100${cursor}`);
    items.push(...itemsOf(page));
    next = page.next;
  } while (next !== undefined);
  return items;
}

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(url + path, { headers: { cookie: `${USER_COOKIE}=admin` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text);
}
