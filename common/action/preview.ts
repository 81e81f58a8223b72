import type { AgentRow } from '../manager/agent';
import type { Conflict } from './conflict';
import type { RequestedAction } from './requested_action';
import type { EligibilityReason } from './eligibility';
import type { EndpointState } from '../state/fold';
import type { Lifeline } from '../lifeline/lifeline';
import type { ManagerAway } from '../manager/manager_reach';
import type { Protection } from './protection';
import type { RightRefusal } from '../manager/rights';

/** Preview for one endpoint: what would happen, or why it can't. */
export interface EndpointPreview {
  readonly agent_id: string;
  readonly agent?: AgentRow;
  /** Number of the newest action; the POST carries it back, and the action becomes the next one or none. */
  readonly n: number;
  readonly state: EndpointState;
  readonly protection: Protection;
  /** A Windows server, where the configuration protects nothing: others may depend on it. */
  readonly suggestion?: 'protect_server';
  readonly reasons: readonly EligibilityReason[];
  readonly right_refusals: readonly RightRefusal[];
  /** Code of why the newest alerts could not be read: what they prove is missing in the state. It stands against nothing. */
  readonly alerts_unread?: string;
  /** The action in the way. */
  readonly slot?: Conflict;
  /** A pending action of the other verb: an uncertain one may still run, up to a minute later. */
  readonly still_pending?: Conflict;
  /** Allowed addresses of an isolation, including one that follows a release. */
  readonly lifeline?: Lifeline;
  /** The request as Dev Tools would send it; the ref in it is given at sending. */
  readonly request?: ShownRequest;
  /** The request that follows automatically once the first is confirmed. */
  readonly second_request?: ShownRequest;
}

/** The request as Dev Tools would send it. */
export interface ShownRequest {
  readonly path: string;
  readonly body: object;
}

/** The answer of a preview. */
export interface ActionPreview {
  readonly host: string;
  readonly verb: RequestedAction;
  readonly endpoints: readonly EndpointPreview[];
  /** Time of the agents' data, ms. Set if it is older than it should be: the manager couldn't be asked for it now. */
  readonly rows_at?: number;
  /** The manager can't be reached, so nothing can be sent now. */
  readonly manager_away?: ManagerAway;
  /** Digest of what the analyst saw. The POST carries it back, and is blocked if the server now computes another. */
  readonly digest: string;
}

export function isPossible(preview: EndpointPreview): boolean {
  return (
    preview.reasons.length === 0 &&
    preview.right_refusals.length === 0 &&
    preview.slot === undefined &&
    preview.lifeline?.impossible === undefined &&
    (preview.lifeline?.refused ?? []).length === 0
  );
}
