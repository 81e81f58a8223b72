import type { ActionDocument } from '../../common/action/action';
import { isPending } from '../../common/action/action';
import type { AttentionReason } from '../../common/action/attention';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { eventNamesOf } from '../../common/attribution/attribution';
import { MINUTE } from '../../common/base/time';
import { isOwnNumber } from '../../common/ledger/former_endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import { programFor, programNamed } from '../../common/program/endpoint_program';
import { recoveryCardOf, recoveryCaseOf } from '../../common/recovery/recovery_card';
import type { Contact } from '../../common/state/contact';
import type { ShownState } from '../../common/state/shown_state';
import { actionSummary, actionView, actionViewIn } from '../actions/action_views';
import { idIn, proofIn } from '../evidence/endpoint_parts';
import type { EndpointReading } from '../evidence/endpoint_reader';
import { shownReading } from '../evidence/endpoint_reader';
import { findOtherLocations } from '../evidence/other_locations';
import { IndexerError } from '../indexer/indexer_error';
import type { Services } from '../services/services';
import { possibilityOf, probePossibilityOf } from './endpoint_possibilities';
import type { Detail } from './endpoint_query';
import { attentionIn, contactIn, provenBy, readyIn, withOtherIds } from './endpoint_views';
import { formerName } from './list_history';
import { lookingAgain } from './looking_again';
import { probeView } from './probe_views';

const SHOWN_ACTIONS = 10;

const NOTHING_HEARD: Pick<EndpointDetailView, 'contact'> = {};

export async function detailView(detail: Detail): Promise<EndpointDetailView> {
  const { query, manager, seen, reading, services } = detail;
  const { row } = seen;
  const alone = shownReading(reading, row);
  const [known] = await withOtherIds(
    [{ seen, state: alone }],
    manager.manager,
    services.ledger.endpointSearch
  );
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

async function recoveryIn(
  state: ShownState,
  contact: Contact | undefined,
  attention: readonly AttentionReason[] | undefined,
  { query, person, manager, seen, reading, services }: Detail
): Promise<Pick<EndpointDetailView, 'recovery'>> {
  const of = recoveryCaseOf(state, contact, attention ?? []);
  if (!of) return {};
  const managers = await services.recoveryAddresses.of({
    endpoint: endpointKeyOf(manager.manager, query.agent),
    identity: manager.identity,
    host: await person.host(query.hostId),
  });
  const { programs } = services.settings.alerts;
  const [newest] = reading.actions;
  const program = newest
    ? programNamed(programs, newest.action.program)
    : seen.row
    ? programFor(programs, seen.row)
    : programs[0];
  return { recovery: recoveryCardOf({ case: of, backup: state.backup, managers }, program) };
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
