import type { AttentionReason } from '../action/attention';
import type { ActionSummary } from './action_view';
import type { FoundOpenStatement } from '../ledger/statement_document';
import type { StateStatus } from '../state/endpoint_state';

/** `POST attention/close`: someone closes the follow-up of an action. Responds with the action. */
export interface CloseAttentionRequest {
  readonly host: string;
  readonly agent_id: string;
  /** Number of the action. */
  readonly n: number;
  /** Reason for closing it: what was done. */
  readonly reason: string;
  /** The endpoint was found not isolated, on the endpoint itself. It can be isolated again then; its state stays unknown. */
  readonly found_open?: boolean;
}

/** `POST not_isolated`: a person who checked the endpoint itself says that it isn't isolated. */
export interface MarkNotIsolatedRequest {
  readonly host: string;
  readonly agent_id: string;
  /** Number of the newest action as the person saw it; 0 where there is none. Refused where there is a newer one. */
  readonly n: number;
  readonly reason: string;
}

/** The statement as it is on record. The endpoint's state is unknown until its next report, and it can be isolated again. */
export interface MarkedNotIsolatedView {
  readonly agent_id: string;
  readonly statement: FoundOpenStatement;
}

/** One action with an open follow-up. */
export interface AttentionItem {
  readonly agent_id: string;
  readonly agent_name: string;
  readonly state: StateStatus;
  readonly action: ActionSummary;
  readonly reasons: readonly AttentionReason[];
}

/** `GET attention`: all that is open, newest first. */
export interface AttentionView {
  readonly items: readonly AttentionItem[];
  readonly next?: string;
}
