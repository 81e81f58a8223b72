import type { PlanFacts } from '../../common/action/plan';
import { cutsOff } from '../../common/action/plan';
import type { RequestedAction } from '../../common/action/requested_action';
import { canonicalJson } from '../../common/base/canonical_json';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import type { Lifeline } from '../../common/lifeline/lifeline';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { RightRefusal } from '../../common/manager/rights';
import type { Freshness, Person } from '../access/person';
import type { Settings } from '../configuration/settings';
import { rightsRefusal } from '../errors/rights_refusal';
import { refuseUnknownManager } from '../errors/unknown_manager';
import type { EndpointReader, EndpointReading } from '../evidence/endpoint_reader';
import { NO_ACTIONS, readingOf, shownReading, slotViewOf } from '../evidence/endpoint_reader';
import type { Asking } from '../manager/agent_configurations';
import { newAsking } from '../manager/agent_configurations';
import type { AgentRows } from '../manager/agent_rows';
import type { ManagerSession } from '../manager/manager';
import type { KnownManager, ManagerDirectory } from '../manager/manager_directory';
import { openedWhenAsked } from '../manager/opened_when_asked';
import type { AskedFor } from '../manager/silence';
import { inGroups } from './in_groups';
import type { LifelineFactsReader } from './lifeline_facts';

export interface FactsRequest {
  readonly hostId: string;
  readonly verb: RequestedAction;
  readonly agents: NonEmptyArray<AgentId>;
  /** Allowed addresses as acknowledged before, instead of working them out now: no endpoint is asked anything then. */
  readonly confirmed?: Lifeline;
  /** `ask_again`: the person wants endpoints asked although one was silent. */
  readonly asking?: Extract<AskedFor, 'ask_again'>;
}

/** One endpoint's facts, with what recording needs of it beside. */
export interface EndpointFacts {
  readonly facts: PlanFacts;
  readonly key: EndpointKey;
  readonly reading: EndpointReading;
}

/** Everything that a plan depends on, as it was read for one request. */
export interface Facts {
  readonly session: ManagerSession;
  readonly manager: KnownManager;
  /** Time of the agents' data, ms, if it is too old to decide with: the manager couldn't be asked for it now. */
  readonly rowsAt?: number;
  readonly endpoints: readonly EndpointFacts[];
}

export interface FactsDependencies {
  readonly settings: Settings;
  readonly directory: ManagerDirectory;
  readonly rows: AgentRows;
  readonly reader: EndpointReader;
  readonly lifelines: LifelineFactsReader;
  readonly now: () => number;
}

/** Each is some searches. */
const READ_AT_ONCE = 20;

/**
 * Reads what a plan depends on: manager, agents, rights, record, and where allowed addresses come from. Nothing is written but what the
 * alerts prove, and nothing is sent to an endpoint but the question for its own configuration.
 * @param newest `events`: look at the endpoints' newest alerts first, as a person does who is about to decide
 * @throws Refusal where this person may not see the manager's endpoints, or the manager isn't known
 */
export async function readFacts(
  request: FactsRequest,
  person: Person,
  dependencies: FactsDependencies,
  newest: 'events' | 'ledger'
): Promise<Facts> {
  const { hostId, agents } = request;
  // A preview is looked at; what is recorded after it is decided by rights that are read for it.
  const freshness: Freshness = newest === 'ledger' || request.confirmed ? 'doing' : 'showing';
  const open = () => person.managers.open(hostId);
  const [session, manager, view] = await Promise.all([
    // What is sent after it must not wait for a login; what is looked at makes no call where everything is kept.
    freshness === 'doing' ? open() : openedWhenAsked(await person.host(hostId), open),
    dependencies.directory.read(hostId),
    person.decide(hostId, 'view', undefined, freshness),
  ]);
  if (!view.given) {
    throw rightsRefusal(view.refusals, "You need permission to view this manager's endpoints.");
  }
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const rows =
    freshness === 'doing'
      ? await dependencies.rows.of(person.name, session, agents)
      : await dependencies.rows.toShow(person.name, hostId, agents, async () => session);
  const isWhole = await person.seesEveryAgent(hostId, freshness);
  const purpose = newest === 'ledger' ? 'action' : request.asking ?? 'preview';
  const asking = newAsking(purpose, dependencies.now());
  const around = { request, person, freshness, session, manager, newest, asking, dependencies };
  const endpoints = await inGroups(agents, READ_AT_ONCE, async (agent) => {
    const row = rows.get(agent)?.row;
    return row || isWhole ? readEndpoint(agent, row, around) : hiddenEndpoint(agent, around);
  });
  const rowsAt = dependencies.rows.agedAt(rows.values());
  return { session, manager, endpoints, ...(rowsAt === undefined ? {} : { rowsAt }) };
}

interface Surroundings {
  readonly request: FactsRequest;
  readonly person: Person;
  readonly freshness: Freshness;
  readonly session: ManagerSession;
  readonly manager: KnownManager;
  readonly newest: 'events' | 'ledger';
  readonly asking: Asking;
  readonly dependencies: FactsDependencies;
}

async function readEndpoint(
  agentId: AgentId,
  agent: AgentRow | undefined,
  around: Surroundings
): Promise<EndpointFacts> {
  const { request, manager, newest, dependencies } = around;
  const key = endpointKeyOf(manager.manager, agentId);
  const rightRefusals = agent ? await refusalsOf(agent, around) : [];
  const isAsked = cutsOff(request, { agent, rightRefusals }) && !request.confirmed;
  const [reading, lifeline] = await Promise.all([
    dependencies.reader.read(key, newest, 'to_act'),
    isAsked ? lifelineOf(agentId, key, around) : undefined,
  ]);
  const facts: PlanFacts = {
    ...factsOf(agentId, reading),
    agent,
    isHidden: false,
    rightRefusals,
    state: shownReading(reading, agent),
    ...(lifeline ? { lifeline } : {}),
  };
  return { facts, key, reading };
}

/** Facts as of an agent that never existed. */
function hiddenEndpoint(
  agentId: AgentId,
  { manager, dependencies: { settings, now } }: Surroundings
): EndpointFacts {
  const key = endpointKeyOf(manager.manager, agentId);
  const reading = readingOf(newEndpointDocument(key, now()), NO_ACTIONS, settings, now());
  const facts: PlanFacts = {
    ...factsOf(agentId, reading),
    agent: undefined,
    isHidden: true,
    rightRefusals: [],
    state: shownReading(reading, undefined),
  };
  return { facts, key, reading };
}

function factsOf(agentId: AgentId, reading: EndpointReading) {
  const { lastN: n, damaged, alertsUnread, actions } = reading;
  return {
    agentId,
    n,
    slot: slotViewOf(reading, n, actions),
    history: damaged.length > 0 ? ('damaged' as const) : ('whole' as const),
    ...(alertsUnread ? { alertsUnread } : {}),
  };
}

/** Other addresses take the right to release and the right to isolate. */
async function refusalsOf(
  row: AgentRow,
  { request: { hostId, verb }, person, freshness }: Surroundings
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

function lifelineOf(
  agent: AgentId,
  endpoint: EndpointKey,
  { session, manager, asking, dependencies }: Surroundings
) {
  const subject = { endpoint, identity: manager.identity, host: session.host };
  return dependencies.lifelines.read(subject, agent, session, asking);
}
