import type { ActionDocument } from '../../common/action/action';
import { isPending } from '../../common/action/action';
import { eventNamesOf } from '../../common/attribution/attribution';
import type { AttentionReason } from '../../common/action/attention';
import type { Contact } from '../../common/state/contact';
import { reasonsAgainstAction } from '../../common/action/eligibility';
import type { AgentId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseAgentId } from '../../common/manager/endpoint';
import { isOwnNumber } from '../../common/ledger/former_endpoint';
import { reasonsAgainstProbe } from '../../common/action/probe_eligibility';
import { protectionOf } from '../../common/action/protection';
import { recoveryCardOf, recoveryCaseOf } from '../../common/recovery/recovery_card';
import type { RightDecision } from '../../common/manager/rights';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { RightView } from '../../common/api/context_view';
import type { ShownState } from '../../common/state/shown_state';
import { MINUTE } from '../../common/base/time';
import { IndexerError } from '../indexer/indexer_error';
import type { SeenRow } from '../manager/agent_rows';
import { findOtherLocations } from '../evidence/other_locations';
import type { EndpointReading } from '../evidence/endpoint_reader';
import { shownReading } from '../evidence/endpoint_reader';
import { actionSummary, actionView, actionViewIn } from '../actions/action_views';
import { attentionIn, contactIn, provenBy, readyIn, withOtherIds } from './endpoint_views';
import { idIn } from '../evidence/endpoint_parts';
import { proofIn } from '../evidence/endpoint_parts';
import { lookingAgain } from './list_endpoints';
import { formerName } from './list_history';
import type { KnownManager } from '../manager/manager_directory';
import type { Opened, Person } from '../access/person';
import { freshnessOf } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { probeView } from './probe_views';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';
import { notKnownYet, rowsOf, visibilityOf } from '../access/visible_agents';

export interface EndpointQuery {
  readonly hostId: string;
  readonly agent: AgentId;
  /** `timer`: no call to the manager; the row is shown with its age. */
  readonly opened: Opened;
}

/** One endpoint with everything that is known of it. Its newest alerts are looked at first, whatever the reconciler has read. */
export async function getEndpoint(
  query: EndpointQuery,
  person: Person,
  services: Services
): Promise<EndpointDetailView> {
  const { hostId, agent } = query;
  services.reconciler.wake();
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const key = endpointKeyOf(manager.manager, agent);
  const seen = await rowOf(query, person, services);
  const presence = await presenceOf(seen, query, person, services);
  // Whether it exists is not said to somebody who may not see it, nor by how long the answer takes: what is held back is looked for under
  // an ID that no agent has.
  const reading = await services.reader.read(
    presence === 'held_back' ? endpointKeyOf(manager.manager, NOBODY) : key,
    presence === 'listed' ? 'events' : 'ledger',
    'to_show'
  );
  const isKnown = seen.row || reading.lastN > 0 || reading.record.evidence.length > 0;
  if (presence === 'held_back' || !isKnown || !(await maySee(reading, query, person, services))) {
    throw new Refusal('endpoint_unknown');
  }
  return detailView({ query, person, manager, seen, reading, services });
}

/** An ID that the manager gives to no agent before ten billion of them. */
const NOBODY = agentIdOf('9999999999');

function agentIdOf(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new TypeError(`${text} is no agent ID`);
  return id;
}

/** `listed` to this person, `gone` from the manager, or `held_back`. Whoever sees every agent is told by the list alone. */
async function presenceOf(
  { row }: SeenRow,
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  { listed }: Services
): Promise<'listed' | 'gone' | 'held_back'> {
  if (row || (await person.seesEveryAgent(hostId, freshnessOf(opened)))) return 'listed';
  const gone =
    opened === 'by_timer'
      ? listed.knownGone(hostId, [agent])
      : await listed.goneOf(hostId, [agent], person.name);
  return gone.has(agent) ? 'gone' : 'held_back';
}

async function maySee(
  { actions }: EndpointReading,
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  services: Services
): Promise<boolean> {
  const [last] = actions;
  const named = { id: agent, ...(last ? { groups: last.action.agent.groups } : {}) };
  const looking = { person, hostId, opened };
  return (await visibilityOf([named], looking, services)).maySee(named);
}

interface Detail {
  readonly query: EndpointQuery;
  readonly person: Person;
  readonly manager: KnownManager;
  readonly seen: SeenRow;
  readonly reading: EndpointReading;
  readonly services: Services;
}

const SHOWN_ACTIONS = 10;
const NOTHING_HEARD: Pick<EndpointDetailView, 'contact'> = {};

async function detailView(detail: Detail): Promise<EndpointDetailView> {
  const { query, manager, seen, reading, services } = detail;
  const { row } = seen;
  const alone = shownReading(reading, row);
  const { endpoints } = services.ledger;
  const [known] = await withOtherIds([{ seen, state: alone }], manager.manager, endpoints);
  const state = known?.state ?? alone;
  const [isolate, release, probe, newest] = await Promise.all([
    possibilityOf('isolate', state, detail),
    possibilityOf('release', state, detail),
    probePossibilityOf(detail),
    services.ledger.probes.newestOf(reading.document.endpoint),
  ]);
  const [last] = reading.actions;
  const shown = reading.actions.slice(0, SHOWN_ACTIONS).map(({ action }) => action);
  const former = await formerActionsOf(reading, SHOWN_ACTIONS - shown.length, services);
  const heard = services.contacts.of(endpointKeyOf(manager.manager, query.agent));
  const { contact } = row
    ? contactIn(reading.document, [seen, heard], {
        now: services.now(),
        clockDifference: manager.identity.clock_difference,
      })
    : NOTHING_HEARD;
  const { attention } = attentionIn(shown, state);
  return {
    host: query.hostId,
    agent_id: query.agent,
    name: row?.name ?? reading.document.agent_name,
    ...(row ? { agent: row, ...(contact ? { contact } : {}) } : {}),
    rows_at: seen.at,
    ...lookingAgain(query.hostId, services),
    state,
    ...(last ? { last_action: actionSummary(last.action) } : {}),
    ...(await provenIn(reading, state, services)),
    ...(attention ? { attention } : {}),
    ...readyIn(reading.document),
    possible: { isolate, release, probe },
    ...(newest ? { probe: probeView(newest, services.now()) } : {}),
    actions: [
      ...shown.map((action) => actionViewIn(action, state, reading.record)),
      ...former.map((action) => ({
        ...actionView(action),
        ...formerName(action.manager, manager.manager),
      })),
    ],
    ...(reading.alertsUnread
      ? { alerts_unread: reading.alertsUnread }
      : state.status === 'no_record'
      ? await evidenceSince(services)
      : {}),
    ...(await otherLocationIn(detail)),
    ...(await recoveryIn(state, contact, attention, detail)),
    ...(await foundOpenIn(reading, state, services)),
    ...(await usualWaitIn(detail)),
  };
}

/** Reads the newest actions from before the manager was renamed. Their follow-ups are of another time, and can't be closed here. */
async function formerActionsOf(
  { record, document }: EndpointReading,
  most: number,
  { ledger }: Services
): Promise<ActionDocument[]> {
  const newest = record.sent
    .filter(({ n }) => !isOwnNumber(n))
    .sort((a, b) => b.sent_at - a.sent_at);
  const ids = newest.slice(0, Math.max(0, most)).flatMap(({ n }) => idIn(document, n) ?? []);
  const stored = await ledger.actions.readById(ids);
  return ids.flatMap((id) => stored.get(id)?.action ?? []);
}

/** Reasons against one verb: those of the endpoint and of the person. */
async function possibilityOf(
  verb: 'isolate' | 'release',
  state: ShownState,
  { query, person, seen, services }: Detail
): Promise<EndpointDetailView['possible']['isolate']> {
  const { hostId, agent, opened } = query;
  const freshness = freshnessOf(opened);
  const right = await person.decide(hostId, verb, resourceOf(agent, seen), freshness);
  const { row } = seen;
  const protection = row ? protectionOf(row, services.settings.protection) : 'none';
  return {
    reasons: reasonsAgainstAction({ verb, agent: row, state, protection, identity: 'known' }),
    right: rightView(right),
  };
}

async function recoveryIn(
  state: ShownState,
  contact: Contact | undefined,
  attention: readonly AttentionReason[] | undefined,
  { query, person, manager, services }: Detail
): Promise<Pick<EndpointDetailView, 'recovery'>> {
  const of = recoveryCaseOf(state, contact, attention ?? []);
  if (!of) return {};
  const managers = await services.recoveryAddresses.of({
    endpoint: endpointKeyOf(manager.manager, query.agent),
    identity: manager.identity,
    host: await person.host(query.hostId),
  });
  return { recovery: recoveryCardOf({ case: of, backup: state.backup, managers }) };
}

async function probePossibilityOf({
  query,
  person,
  manager,
  seen,
  reading,
}: Detail): Promise<EndpointDetailView['possible']['probe']> {
  const { hostId, agent, opened } = query;
  const freshness = freshnessOf(opened);
  const right = await person.decide(hostId, 'probe', resourceOf(agent, seen), freshness);
  const isPendingNow = reading.actions.some(({ action }) => isPending(action.status));
  const reasons = reasonsAgainstProbe({
    agent: seen.row,
    rowAt: seen.at + manager.identity.clock_difference,
    action: isPendingNow ? 'pending' : 'none',
  });
  return { reasons, right: rightView(right) };
}

/** Finds the statement that the endpoint isn't isolated, if it didn't close a follow-up; one that did stands with its action. */
async function foundOpenIn(
  { record, document }: EndpointReading,
  { reasons }: ShownState,
  { ledger }: Services
): Promise<Pick<EndpointDetailView, 'found_open'>> {
  if (!reasons.includes('found_open') || record.found_open_at === undefined) return {};
  const statement = await ledger.statements.newestOf(document.endpoint);
  if (statement?.found_open_at !== record.found_open_at) return {};
  const { user: by, created_at: at, reason } = statement;
  return { found_open: { by, at, reason } };
}

async function usualWaitIn({
  reading,
  manager,
  services: { usualWait },
}: Detail): Promise<Pick<EndpointDetailView, 'usual_wait'>> {
  const action = reading.actions[0]?.action;
  if (!action || !isPending(action.status)) return {};
  const wait = await usualWait.of(manager.manager, action.verb);
  return wait === undefined ? {} : { usual_wait: wait };
}

/** An old action can prove a state, too. */
async function provenIn(
  { record, document, actions }: EndpointReading,
  state: ShownState,
  { ledger }: Services
): Promise<Pick<EndpointDetailView, 'proven_by'>> {
  const proof = proofIn(record, state);
  const n = proof?.action?.n;
  if (n === undefined) return provenBy(proof, undefined);
  const id = idIn(document, n) ?? '';
  const known = actions.find((one) => one.id === id);
  const proving = known ?? (await ledger.actions.readById([id])).get(id);
  return provenBy(proof, proving?.action);
}

async function evidenceSince({
  oldestAlert,
}: Services): Promise<Pick<EndpointDetailView, 'evidence_since'>> {
  const since = await oldestAlert.readTime();
  return since === undefined ? {} : { evidence_since: since };
}

/** A node's clock may be behind ours. */
const CLOCKS_APART = 30 * MINUTE;

/** Looks for reports that aren't trusted, if the newest action got none that is. */
async function otherLocationIn({
  query: { agent },
  manager,
  reading,
  services,
}: Detail): Promise<Pick<EndpointDetailView, 'other_location'>> {
  const action = reading.actions[0]?.action;
  if (action?.status !== 'unanswered' || action.sent_at === undefined) return {};
  const { directory, internalClient, contents } = services;
  const names = eventNamesOf(manager.manager, await directory.knownHosts());
  try {
    const from = action.sent_at - CLOCKS_APART;
    const [newest] = await findOtherLocations(internalClient, contents, {
      from,
      agent,
      names,
    });
    return newest ? { other_location: newest.location } : {};
  } catch (error) {
    // That alerts can't be read is said already.
    if (error instanceof IndexerError) return {};
    throw error;
  }
}

async function rowOf(
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  { rows, listed }: Services
): Promise<SeenRow> {
  const read = async () => (await rowsOf([agent], { person, hostId, opened }, rows)).get(agent);
  const known = await read();
  if (!known && opened === 'by_timer') await listed.lookUp(hostId, [agent]);
  const seen = known ?? (await read());
  if (!seen && opened === 'by_timer') throw notKnownYet();
  if (!seen) throw new TypeError('every requested agent has a row');
  return seen;
}

function resourceOf(agent: AgentId, { row }: SeenRow) {
  return { id: agent, groups: row?.groups ?? [] };
}

export function rightView(decision: RightDecision): RightView {
  return decision.given
    ? { given: true, refusals: [] }
    : { given: false, refusals: decision.refusals };
}
