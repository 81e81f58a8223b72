import type { NonEmptyArray } from '../base/non_empty_array';
import type { ServedEndpoints } from '../program/endpoint_program';
import type { AgentRow } from '../manager/agent';
import type { RequestedAction } from './requested_action';
import type { EligibilityReason } from './eligibility';
import { reasonsAgainstAction } from './eligibility';
import type { EndpointState } from '../state/endpoint_state';

/** A page's knowledge of an endpoint before any preview. */
export interface Offered {
  readonly agent?: AgentRow;
  readonly state: EndpointState;
}

/**
 * Reasons for which a page doesn't offer an action. The preview finds the rest.
 * @param known reasons the server already gave against isolating the endpoint: a page can't tell what the configuration protects
 */
export function reasonsAgainstOffer(
  verb: RequestedAction,
  { agent, state }: Offered,
  programs: NonEmptyArray<ServedEndpoints>,
  known: readonly EligibilityReason[] = []
): EligibilityReason[] {
  return reasonsAgainstAction({
    verb,
    programs,
    agent,
    state,
    protection: known.some(({ code }) => code === 'protected') ? 'refused' : 'none',
    identity: 'known',
  });
}
