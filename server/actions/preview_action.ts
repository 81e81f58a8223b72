import { createHash } from 'crypto';
import { activeResponseBodyOf } from '../../common/command/active_response';
import type { AgentRow } from '../../common/manager/agent';
import { asciiUser } from '../../common/base/ascii';
import type { AskedVerb } from '../../common/action/asked_verb';
import { firstVerbOf } from '../../common/action/asked_verb';
import { canonicalJson } from '../../common/base/canonical_json';
import { hasNoWayBack, reasonsAgainstAction } from '../../common/action/eligibility';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import type { Lifeline, LifelineChoice } from '../../common/lifeline/lifeline';
import { ACKNOWLEDGEMENTS, composeLifeline } from '../../common/lifeline/lifeline';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { ActionPreview, EndpointPreview, SlotNote } from '../../common/action/preview';
import { isWorthProtecting, protectionOf } from '../../common/action/protection';
import type { RightRefusal } from '../../common/manager/rights';
import { shownState } from '../../common/state/shown_state';
import { decideSlot } from '../../common/action/slot';
import type { ManagerSession } from '../manager/manager';
import type { ManagerReach } from '../manager/manager_reach';
import type { Settings } from '../configuration/settings';
import type { AgentRows } from '../manager/agent_rows';
import type { EndpointReader, EndpointReading } from '../evidence/endpoint_reader';
import { NO_ACTIONS, readingOf, shownReading, slotViewOf } from '../evidence/endpoint_reader';
import type { Asking } from '../manager/agent_configurations';
import { newAsking } from '../manager/agent_configurations';
import type { LifelineFactsReader } from './lifeline_facts';
import { inGroups } from './in_groups';
import { awayIn } from '../manager/manager_away';
import type { KnownManager, ManagerDirectory } from '../manager/manager_directory';
import type { Freshness, Person } from '../access/person';
import { rightsRefusal } from '../errors/rights_refusal';
import type { AskedFor } from '../manager/silence';
import { refuseUnknownManager } from '../errors/unknown_manager';

export interface PreviewRequest {
  readonly hostId: string;
  readonly verb: AskedVerb;
  readonly agents: NonEmptyArray<AgentId>;
  readonly choice: LifelineChoice;
  /** Allowed addresses as acknowledged before, instead of working them out now: no endpoint is asked anything then. */
  readonly confirmed?: Lifeline;
  /** `ask_again`: the person wants endpoints asked although one was silent. */
  readonly asking?: Extract<AskedFor, 'ask_again'>;
}

/** One endpoint of a preview, with what a POST needs of it beside. */
export interface PreviewedEndpoint {
  readonly preview: EndpointPreview;
  readonly key: EndpointKey;
  readonly reading: EndpointReading;
  /** An endpoint that this person can't see, or that doesn't exist: nothing about it is known here, and nothing is said. */
  readonly isHidden: boolean;
}

export interface Previewed {
  readonly preview: ActionPreview;
  readonly session: ManagerSession;
  readonly manager: KnownManager;
  readonly endpoints: readonly PreviewedEndpoint[];
}

export interface PreviewDependencies {
  readonly settings: Settings;
  readonly directory: ManagerDirectory;
  readonly rows: AgentRows;
  readonly reader: EndpointReader;
  readonly lifelines: LifelineFactsReader;
  readonly reach: Pick<ManagerReach, 'awayOf'>;
  readonly now: () => number;
}

/** Each is some searches. */
const PREVIEWED_AT_ONCE = 20;

/** Placeholder for the reference ID, which is drawn when the action is recorded. */
const REF_TO_COME = '<ref>';

/**
 * Computes what an action would do: who, on what state, over which lifeline, and everything that stands against it. Nothing is
 * written but what the alerts prove, and nothing is sent to an endpoint but the question for its own configuration.
 * @param newest `events`: look at the endpoints' newest alerts first, as a person does who is about to decide
 */
export async function previewAction(
  request: PreviewRequest,
  person: Person,
  dependencies: PreviewDependencies,
  newest: 'events' | 'ledger'
): Promise<Previewed> {
  const { hostId, agents } = request;
  // A preview is looked at; what is recorded after it is decided by rights that are read for it.
  const freshness: Freshness = newest === 'ledger' || request.confirmed ? 'doing' : 'showing';
  const [session, manager, view] = await Promise.all([
    person.managers.open(hostId),
    dependencies.directory.read(hostId),
    person.decide(hostId, 'view', undefined, freshness),
  ]);
  if (!view.given) {
    throw rightsRefusal(
      view.refusals,
      "You don't have permission to see this manager's endpoints."
    );
  }
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const rows =
    freshness === 'doing'
      ? await dependencies.rows.of(person.name, session, agents)
      : await dependencies.rows.toShow(person.name, hostId, agents, async () => session);
  const isWhole = await person.seesEveryAgent(hostId, freshness);
  const asking = newAsking(
    newest === 'ledger' ? 'action' : request.asking ?? 'preview',
    dependencies.now()
  );
  const surroundings = {
    request,
    person,
    freshness,
    session,
    manager,
    newest,
    asking,
    dependencies,
  };
  const endpoints = await inGroups(agents, PREVIEWED_AT_ONCE, async (agent) => {
    const row = rows.get(agent)?.row;
    return row || isWhole
      ? previewEndpoint(agent, row, surroundings)
      : hiddenEndpoint(agent, surroundings);
  });
  const previews = endpoints.map(({ preview }) => preview);
  return {
    session,
    manager,
    endpoints,
    preview: {
      host: hostId,
      verb: request.verb,
      endpoints: previews,
      ...awayIn(dependencies.reach, hostId),
      digest: digestOf(request, manager, previews),
    },
  };
}

interface Surroundings {
  readonly request: PreviewRequest;
  readonly person: Person;
  readonly freshness: Freshness;
  readonly session: ManagerSession;
  readonly manager: KnownManager;
  readonly newest: 'events' | 'ledger';
  readonly asking: Asking;
  readonly dependencies: PreviewDependencies;
}

async function previewEndpoint(
  agentId: AgentId,
  row: AgentRow | undefined,
  surroundings: Surroundings
): Promise<PreviewedEndpoint> {
  const { request, person, manager, newest, dependencies } = surroundings;
  const { verb } = request;
  const { settings, now } = dependencies;
  const key = endpointKeyOf(manager.manager, agentId);
  const rightRefusals = row ? await refusalsOf(verb, row, surroundings) : [];
  const [reading, lifeline] = await Promise.all([
    dependencies.reader.read(key, newest, 'to_act'),
    // Nobody who may not isolate it makes us ask an endpoint anything.
    verb !== 'release' && row && rightRefusals.length === 0
      ? lifelineOf(agentId, key, surroundings)
      : undefined,
  ]);
  const state = shownReading(reading, row);
  const protection = row ? protectionOf(row, settings.protection) : 'none';
  const preview: EndpointPreview = {
    agent_id: agentId,
    ...(row ? { agent: row } : {}),
    n: reading.lastN,
    state,
    protection,
    ...(verb !== 'release' && row && isWorthProtecting(row, settings.protection)
      ? { suggestion: 'protect_server' as const }
      : {}),
    reasons: reasonsAgainstAction({ verb, agent: row, state, protection, identity: 'known' }),
    right_refusals: rightRefusals,
    ...(reading.alertsUnread ? { alerts_unread: reading.alertsUnread } : {}),
    ...slotNotesOf(reading, verb, lifeline, now()),
    ...(lifeline ? { lifeline: withNeeds(lifeline, reading, { verb, state, protection }) } : {}),
    ...requestsOf(agentId, verb, lifeline, person.name, settings),
  };
  return { preview, key, reading, isHidden: false };
}

/** Preview as of an agent that never existed. */
function hiddenEndpoint(
  agentId: AgentId,
  { manager, dependencies }: Surroundings
): PreviewedEndpoint {
  const { settings, now } = dependencies;
  const key = endpointKeyOf(manager.manager, agentId);
  const reading = readingOf(newEndpointDocument(key, now()), NO_ACTIONS, settings, now());
  const preview: EndpointPreview = {
    agent_id: agentId,
    n: 0,
    state: shownState(reading.state, '', undefined),
    protection: 'none',
    reasons: [{ code: 'not_listed' }],
    right_refusals: [],
  };
  return { preview, key, reading, isHidden: true };
}

/** Other addresses take the right to release and the right to isolate. */
async function refusalsOf(
  verb: AskedVerb,
  row: AgentRow,
  { request: { hostId }, person, freshness }: Surroundings
): Promise<readonly RightRefusal[]> {
  const rights = verb === 'reisolate' ? (['release', 'isolate'] as const) : [verb];
  const refusals: RightRefusal[] = [];
  for (const right of rights) {
    const decision = await person.decide(hostId, right, row, freshness);
    if (!decision.given) refusals.push(...decision.refusals);
  }
  const texts = refusals.map((refusal) => canonicalJson(refusal));
  return refusals.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

async function lifelineOf(
  agent: AgentId,
  endpoint: EndpointKey,
  { request, session, manager, asking, dependencies }: Surroundings
): Promise<Lifeline> {
  if (request.confirmed) return request.confirmed;
  const subject = { endpoint, identity: manager.identity, host: session.host };
  const facts = await dependencies.lifelines.read(subject, agent, session, asking);
  return composeLifeline(facts, request.choice);
}

/** Adds what the person has to acknowledge besides what the addresses themselves need. */
function withNeeds(
  lifeline: Lifeline,
  { damaged }: EndpointReading,
  { verb, state, protection }: Pick<EndpointPreview, 'state' | 'protection'> & { verb: AskedVerb }
): Lifeline {
  const needs = new Set(lifeline.needs);
  if (protection === 'confirm') needs.add('protected');
  if (damaged.length > 0) needs.add('history_damaged');
  if (hasNoWayBack(verb, state)) needs.add('no_way_back');
  return { ...lifeline, needs: ACKNOWLEDGEMENTS.filter((need) => needs.has(need)) };
}

/** Notes on what the newest actions leave in the way, by the same rule that decides when the action is recorded. */
function slotNotesOf(
  reading: EndpointReading,
  asked: AskedVerb,
  lifeline: Lifeline | undefined,
  now: number
): Pick<EndpointPreview, 'slot' | 'still_pending'> {
  if (asked !== 'reisolate') return notesOf(reading, asked, lifeline, now);
  const ofRelease = notesOf(reading, 'release', undefined, now);
  // An isolation in progress would block the second step.
  return ofRelease.slot
    ? ofRelease
    : { ...ofRelease, ...notesOf(reading, 'isolate', lifeline, now) };
}

function notesOf(
  reading: EndpointReading,
  verb: 'isolate' | 'release',
  lifeline: Lifeline | undefined,
  now: number
): Pick<EndpointPreview, 'slot' | 'still_pending'> {
  const view = slotViewOf(reading, reading.lastN, reading.actions);
  const decision = decideSlot(view, {
    verb,
    keyHash: '',
    bodyHash: '',
    addresses: lifeline?.entries.map(({ address }) => address) ?? [],
    user: '',
    now,
  });
  if (decision.do === 'refuse' && 'action' in decision.why) {
    const { code, action } = decision.why;
    const until = 'until' in decision.why ? decision.why.until : undefined;
    return { slot: noteOf(code, action, until) };
  }
  const uncertain = [view.last, ...view.earlier].find(
    (action) => action && action.status === 'uncertain' && action.verb !== verb
  );
  return uncertain
    ? { still_pending: noteOf('may_still_run', uncertain, uncertain.waits_until) }
    : {};
}

function noteOf(
  code: SlotNote['code'],
  { verb, user }: { readonly verb: 'isolate' | 'release'; readonly user: string },
  until: number | undefined
): SlotNote {
  return { code, verb, by: user, ...(until === undefined ? {} : { until }) };
}

function requestsOf(
  agentId: AgentId,
  asked: AskedVerb,
  lifeline: Lifeline | undefined,
  userName: string,
  settings: Settings
): Pick<EndpointPreview, 'request' | 'second_request'> {
  const first = requestOf(agentId, firstVerbOf(asked), lifeline, userName, settings);
  if (asked !== 'reisolate') return first;
  const { request } = requestOf(agentId, 'isolate', lifeline, userName, settings);
  return { ...first, ...(request ? { second_request: request } : {}) };
}

function requestOf(
  agentId: AgentId,
  verb: 'isolate' | 'release',
  lifeline: Lifeline | undefined,
  userName: string,
  settings: Settings
): Pick<EndpointPreview, 'request'> {
  const user = asciiUser(userName);
  const reading = activeResponseBodyOf({
    verb,
    program: settings.alerts.program,
    user: settings.references === 'on' ? `${user}#${REF_TO_COME}` : user,
    lifeline: lifeline?.entries.map(({ address }) => address) ?? [],
  });
  return reading.ok
    ? { request: { path: `/active-response?agents_list=${agentId}`, body: reading.body } }
    : {};
}

/** Digest of what the person decides on: another endpoint, number, set of allowed addresses or warning is another decision. */
export function digestOf(
  { hostId, verb }: Pick<PreviewRequest, 'hostId' | 'verb'>,
  { manager }: Pick<KnownManager, 'manager'>,
  endpoints: readonly EndpointPreview[]
): string {
  const seen = {
    host: hostId,
    manager,
    verb,
    endpoints: endpoints.map(({ agent_id, agent, n, lifeline }) => ({
      agent_id,
      name: agent?.name,
      date_add: agent?.date_add,
      n,
      addresses: lifeline?.entries.map(({ address }) => address),
      needs: lifeline?.needs,
    })),
  };
  return createHash('sha256').update(canonicalJson(seen)).digest('hex');
}
