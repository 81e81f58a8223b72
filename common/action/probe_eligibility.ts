import type { NonEmptyArray } from '../base/non_empty_array';
import type { ServedEndpoints } from '../program/endpoint_program';
import type { AgentRow } from '../manager/agent';
import { contactOf } from '../state/contact';
import type { EligibilityReason } from './eligibility';
import { reasonsAgainstAction } from './eligibility';
import { EMPTY_RECORD } from '../state/endpoint_record';
import { settledStateOf } from '../state/fold';

export interface ProbeFacts {
  readonly programs: NonEmptyArray<ServedEndpoints>;
  /** An undefined agent isn't listed by the manager, or not to this person. */
  readonly agent: AgentRow | undefined;
  /** Time at which the row was read, by the manager's clock, ms. */
  readonly rowAt: number;
  /** `pending` while an isolate or release of it isn't over. */
  readonly action: 'pending' | 'none';
}

/**
 * True if an endpoint can be selected in a list for a readiness test. The list knows less than the server: what is left out here the
 * server would refuse in any case, and it may refuse more.
 */
export function canBeProbed(agent: AgentRow | undefined): boolean {
  return agent?.os_platform === 'windows' && agent.status === 'active';
}

/** Reasons against a readiness test: those against any action, and that it would delay more than it shows. */
export function reasonsAgainstProbe({
  programs,
  agent,
  rowAt,
  action,
}: ProbeFacts): EligibilityReason[] {
  const reasons = reasonsAgainstAction({
    verb: 'probe',
    programs,
    agent,
    // It changes no state, so that none is against it.
    state: settledStateOf(EMPTY_RECORD),
    protection: 'none',
    identity: 'known',
  });
  // Of an agent that is not listed nothing more is said.
  if (!agent) return reasons;
  if (action === 'pending') reasons.push({ code: 'action_pending' });
  // One agent that does not answer holds the whole API of its manager for ten seconds (measured).
  const isSilent = agent.status === 'active' && contactOf(agent, rowAt).contact === 'lost';
  if (isSilent) reasons.push({ code: 'not_heard' });
  return reasons;
}
