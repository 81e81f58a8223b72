import type { AgentRow, AgentStatus } from '../manager/agent';
import type { NonEmptyArray } from '../base/non_empty_array';
import type { ServedEndpoints } from '../program/endpoint_program';
import { programFor } from '../program/endpoint_program';
import type { RequestedAction } from './requested_action';
import type { EndpointState } from '../state/fold';

export const ELIGIBILITY_CODES = [
  'not_listed',
  'not_windows',
  'os_not_known',
  'not_active',
  'version_too_old',
  'version_not_known',
  'protected',
  'already_isolated',
  'not_isolated',
  'backup_missing',
  'backup_tainted',
  'action_pending',
  'not_heard',
  'manager_not_known',
  'manager_ambiguous',
] as const;

/** One reason for which an action on an endpoint is not offered. `detail`: the status, OS or version that is in the way. */
export interface EligibilityReason {
  readonly code: (typeof ELIGIBILITY_CODES)[number];
  readonly detail?: string;
}

export interface EligibilityFacts {
  readonly verb: RequestedAction | 'probe';
  /** The programs there are: an endpoint is judged by the one that serves it, or else by the first. */
  readonly programs: NonEmptyArray<ServedEndpoints>;
  /** An undefined agent isn't listed by the manager, or not to this person. */
  readonly agent: AgentRow | undefined;
  readonly state: EndpointState;
  /** `refused`: configured so that no confirmation helps. */
  readonly protection: 'none' | 'confirm' | 'refused';
  /** `ambiguous`: two configured hosts go by the same name, so that no evidence can be attributed. */
  readonly identity: 'known' | 'not_known' | 'ambiguous';
}

/**
 * Every reason against an action, whether a person may or not: used by the server before it records anything and by the browser
 * for what it offers. A release is never held back by a state: undo must not depend on what is believed.
 */
export function reasonsAgainstAction(facts: EligibilityFacts): EligibilityReason[] {
  const { verb, programs, agent, state, protection, identity } = facts;
  const reasons: EligibilityReason[] = [];
  if (identity === 'not_known') reasons.push({ code: 'manager_not_known' });
  if (identity === 'ambiguous') reasons.push({ code: 'manager_ambiguous' });
  if (!agent) return [...reasons, { code: 'not_listed' }];
  reasons.push(...reasonsAgainstAgent(agent, programs));
  const cutsOff = verb === 'isolate' || verb === 'reisolate';
  if (cutsOff && protection === 'refused') reasons.push({ code: 'protected' });
  if (verb === 'isolate') {
    if (state.status === 'isolated') reasons.push({ code: 'already_isolated' });
    // Isolating again would save the isolated firewall as the backup, and no release could open it any more.
    if (state.status === 'isolated' && state.backup === 'missing') {
      reasons.push({ code: 'backup_missing' });
    }
  }
  if (verb === 'reisolate') {
    if (state.status !== 'isolated') reasons.push({ code: 'not_isolated' });
    // Its release would fail, or prove nothing: the isolation behind it would never be sent.
    else if (state.backup === 'missing') reasons.push({ code: 'backup_missing' });
    else if (state.backup === 'tainted') reasons.push({ code: 'backup_tainted' });
  }
  return reasons;
}

/** True if nothing is there that could respond: an endpoint that can never be isolated has nothing to test. */
export function hasNoProgram(reasons: readonly EligibilityReason[]): boolean {
  return reasons.some(({ code }) => code === 'not_windows' || code === 'not_listed');
}

/** The reasons are in the order of the codes, whoever gives them. */
function reasonsAgainstAgent(
  agent: AgentRow,
  programs: NonEmptyArray<ServedEndpoints>
): EligibilityReason[] {
  const reasons: EligibilityReason[] = [...programFor(programs, agent).reasonsAgainst(agent)];
  if (agent.status !== 'active') {
    reasons.push({ code: 'not_active', detail: statusWords(agent.status) });
  }
  const placeOf = ({ code }: EligibilityReason) => ELIGIBILITY_CODES.indexOf(code);
  return reasons.sort((a, b) => placeOf(a) - placeOf(b));
}

function statusWords(status: AgentStatus): string {
  return status.replace('_', ' ');
}

/**
 * True if an isolation may leave no way back that is known: where the state is unknown and the backup missing, the endpoint may be open,
 * and cutting it off must stay possible; or isolated, and what is saved now is the isolated firewall. A person says that they know.
 */
export function hasNoWayBack(verb: RequestedAction, { status, backup }: EndpointState): boolean {
  return verb === 'isolate' && status === 'unknown' && backup === 'missing';
}
