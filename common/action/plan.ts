import type { Address } from '../address/address';
import { asciiUser } from '../base/ascii';
import { canonicalJson } from '../base/canonical_json';
import type { Lifeline, LifelineChoice, LifelineFacts } from '../lifeline/lifeline';
import { ACKNOWLEDGEMENTS, composeLifeline } from '../lifeline/lifeline';
import type { AgentRow } from '../manager/agent';
import type { RightRefusal } from '../manager/rights';
import type { EndpointPrograms } from '../program/endpoint_program';
import { programFor } from '../program/endpoint_program';
import type { ShownState } from '../state/shown_state';
import type { RequestedAction } from './requested_action';
import { firstVerbOf } from './requested_action';
import { hasNoWayBack, reasonsAgainstAction } from './eligibility';
import type { Conflict } from './conflict';
import type { EndpointPreview } from './preview';
import type { ProtectionSettings } from './protection';
import { isWorthProtecting, protectionOf } from './protection';
import type { SlotView } from './slot';
import { decideSlot } from './slot';

/** The parts of a request that decide what is planned. */
export interface PlanRequest {
  readonly verb: RequestedAction;
  readonly choice: LifelineChoice;
  /** Allowed addresses as acknowledged before, instead of working them out now. */
  readonly confirmed?: Lifeline;
  /** Name of the person who asks. */
  readonly user: string;
}

/** Everything known about one endpoint that a plan depends on. */
export interface PlanFacts {
  readonly agentId: string;
  /** An undefined agent isn't listed by the manager, or not to this person. */
  readonly agent: AgentRow | undefined;
  /** An endpoint that this person can't see, or that doesn't exist: nothing about it is shown. */
  readonly isHidden: boolean;
  readonly rightRefusals: readonly RightRefusal[];
  readonly state: ShownState;
  /** Number of the newest action, 0 where there is none. */
  readonly n: number;
  readonly slot: SlotView;
  readonly history: 'whole' | 'damaged';
  /** Code of why the newest alerts couldn't be read. */
  readonly alertsUnread?: string;
  /** Sources of its allowed addresses. Read only where `cutsOff`, and where no addresses are acknowledged yet. */
  readonly lifeline?: LifelineFacts;
}

export interface PlanSettings {
  readonly protection: ProtectionSettings;
  readonly programs: EndpointPrograms;
  readonly references: 'on' | 'off';
}

/** True if a plan needs allowed addresses: nobody who may not isolate the endpoint makes us ask it anything. */
export function cutsOff(
  { verb }: Pick<PlanRequest, 'verb'>,
  { agent, rightRefusals }: Pick<PlanFacts, 'agent' | 'rightRefusals'>
): boolean {
  return verb !== 'release' && agent !== undefined && rightRefusals.length === 0;
}

/**
 * Decides what an action would do to one endpoint: on what state, over which allowed addresses, and everything that stands against it. A preview
 * shows it, and a start compares it with what was shown.
 */
export function planEndpoint(
  request: PlanRequest,
  facts: PlanFacts,
  settings: PlanSettings,
  now: number
): EndpointPreview {
  const { verb, user } = request;
  const { agentId, agent, state, n, rightRefusals, alertsUnread, isHidden } = facts;
  const protection = agent ? protectionOf(agent, settings.protection) : 'none';
  const lifeline = lifelineOf(request, facts);
  const needs = lifeline && needsOf(lifeline, facts.history, { verb, state, protection });
  const isSuggested =
    verb !== 'release' && agent !== undefined && isWorthProtecting(agent, settings.protection);
  return {
    agent_id: agentId,
    ...(agent ? { agent } : {}),
    n,
    state,
    protection,
    ...(isSuggested ? { suggestion: 'protect_server' as const } : {}),
    reasons: reasonsAgainstAction({
      verb,
      programs: settings.programs,
      agent,
      state,
      protection,
      identity: 'known',
    }),
    right_refusals: rightRefusals,
    ...(alertsUnread ? { alerts_unread: alertsUnread } : {}),
    ...conflictsOf(facts.slot, verb, lifeline, now),
    ...(lifeline && needs ? { lifeline: { ...lifeline, needs } } : {}),
    ...(isHidden ? {} : requestsOf(facts, verb, lifeline, user, settings)),
  };
}

function lifelineOf(request: PlanRequest, facts: PlanFacts): Lifeline | undefined {
  if (!cutsOff(request, facts)) return undefined;
  if (request.confirmed) return request.confirmed;
  return facts.lifeline && composeLifeline(facts.lifeline, request.choice);
}

/** Adds what the person has to acknowledge besides what the addresses themselves need. */
function needsOf(
  lifeline: Lifeline,
  history: PlanFacts['history'],
  {
    verb,
    state,
    protection,
  }: Pick<EndpointPreview, 'state' | 'protection'> & { verb: RequestedAction }
): Lifeline['needs'] {
  const needs = new Set(lifeline.needs);
  if (protection === 'confirm') needs.add('protected');
  if (history === 'damaged') needs.add('history_damaged');
  if (hasNoWayBack(verb, state)) needs.add('no_way_back');
  return ACKNOWLEDGEMENTS.filter((need) => needs.has(need));
}

/** Notes on what the newest actions leave in the way, by the same rule that decides when the action is recorded. */
function conflictsOf(
  view: SlotView,
  asked: RequestedAction,
  lifeline: Lifeline | undefined,
  now: number
): Pick<EndpointPreview, 'slot' | 'still_pending'> {
  if (asked !== 'reisolate') return notesOf(view, asked, lifeline, now);
  const ofRelease = notesOf(view, 'release', undefined, now);
  // An isolation in progress would block the second step.
  return ofRelease.slot ? ofRelease : { ...ofRelease, ...notesOf(view, 'isolate', lifeline, now) };
}

function notesOf(
  view: SlotView,
  verb: 'isolate' | 'release',
  lifeline: Lifeline | undefined,
  now: number
): Pick<EndpointPreview, 'slot' | 'still_pending'> {
  const addresses = addressesOf(lifeline);
  const request = { verb, keyHash: '', bodyHash: '', addresses, user: '', now };
  const decision = decideSlot(view, request);
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
  code: Conflict['code'],
  { verb, user }: { readonly verb: 'isolate' | 'release'; readonly user: string },
  until: number | undefined
): Conflict {
  return { code, verb, by: user, ...(until === undefined ? {} : { until }) };
}

/** Placeholder for the reference ID, which is drawn when the action is recorded. */
const REF_TO_COME = '<ref>';

type Asked = Pick<PlanFacts, 'agentId' | 'agent'>;

function requestsOf(
  endpoint: Asked,
  asked: RequestedAction,
  lifeline: Lifeline | undefined,
  user: string,
  settings: PlanSettings
): Pick<EndpointPreview, 'request' | 'second_request'> {
  const first = requestOf(endpoint, firstVerbOf(asked), lifeline, user, settings);
  if (asked !== 'reisolate') return first;
  const { request } = requestOf(endpoint, 'isolate', lifeline, user, settings);
  return { ...first, ...(request ? { second_request: request } : {}) };
}

function requestOf(
  { agentId, agent }: Asked,
  verb: 'isolate' | 'release',
  lifeline: Lifeline | undefined,
  userName: string,
  { programs, references }: PlanSettings
): Pick<EndpointPreview, 'request'> {
  const name = asciiUser(userName);
  const user = references === 'on' ? `${name}#${REF_TO_COME}` : name;
  const program = agent ? programFor(programs, agent) : programs[0];
  const { file } = program;
  const reading = program.commandOf({
    verb,
    program: file,
    user,
    lifeline: addressesOf(lifeline),
  });
  return reading.ok
    ? { request: { path: `/active-response?agents_list=${agentId}`, body: reading.body } }
    : {};
}

function addressesOf(lifeline: Lifeline | undefined): readonly Address[] {
  return lifeline?.entries.map(({ address }) => address) ?? [];
}

/** Text of what the person decides on: another endpoint, number, set of allowed addresses or warning is another decision. */
export function decidedOn(
  host: string,
  manager: string,
  verb: RequestedAction,
  endpoints: readonly EndpointPreview[]
): string {
  return canonicalJson({
    host,
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
  });
}
