import type { AttentionReason } from '../action/attention';
import type { EligibilityReason } from '../action/eligibility';
import type { ActionSummary, ActionView } from './action_view';
import type { RightView } from './context_view';
import type { ProbeView } from './probe_view';
import type { Verb } from '../command/active_response';
import type { FoundOpenStatement } from '../ledger/statement_document';
import type { AgentRow } from '../manager/agent';
import type { ManagerAway } from '../manager/manager_reach';
import type { RecoveryCard } from '../recovery/recovery_card';
import type { Contact } from '../state/contact';
import type { ShownState } from '../state/shown_state';

/** The author of what was last confirmed: an action of ours, or the unverified user of what happened outside this plugin. */
export type ProvenBy = { readonly action: ActionSummary } | { readonly claimed_user: string };

/** One endpoint in a list. */
export interface EndpointView {
  readonly agent_id: string;
  readonly name: string;
  /** Absent: the manager does not list it. */
  readonly agent?: AgentRow;
  readonly state: ShownState;
  readonly contact?: Contact;
  readonly last_action?: ActionSummary;
  readonly proven_by?: ProvenBy;
  /** Its open follow-ups. */
  readonly attention?: readonly AttentionReason[];
  /** Newest report by which the whole response path is known to work, the manager's clock, ms. */
  readonly ready_at?: number;
}

export interface EndpointsView {
  readonly endpoints: readonly EndpointView[];
  /** Number of matches, if it is known. */
  readonly total?: number;
  /** Cursor of the next page. Absent on the last. */
  readonly next?: string;
  /** Time at which the agents' rows were read from the manager, ms. */
  readonly rows_at: number;
  /** The manager can't be reached, so last seen times are old and nothing can be sent now. */
  readonly manager_away?: ManagerAway;
}

/** `GET states`: what may change by itself, without a call to the manager. */
export interface StatesView {
  readonly states: ReadonlyArray<Omit<EndpointView, 'agent' | 'name'>>;
}

/** `GET endpoints/{host}/{agent}`. */
export interface EndpointDetailView extends EndpointView {
  readonly host: string;
  /** The manager can't be reached, so nothing can be sent now. */
  readonly manager_away?: ManagerAway;
  readonly rows_at: number;
  /** Reasons against each verb: those of the endpoint and of the person. */
  readonly possible: Readonly<
    Record<Verb, { readonly reasons: readonly EligibilityReason[]; readonly right: RightView }>
  >;
  /** Newest first. */
  readonly actions: readonly ActionView[];
  /** Time of the oldest alert that is still stored, ms: "no isolation on record since". */
  readonly evidence_since?: number;
  /** Code of why the newest alerts could not be read: what they prove is missing in the state. */
  readonly alerts_unread?: string;
  /** The path under which reports of this endpoint arrived since its newest action, which got no response: they aren't trusted. */
  readonly other_location?: string;
  /** The newest. */
  readonly probe?: ProbeView;
  /** Local recovery, if a release alone can't work. */
  readonly recovery?: RecoveryCard;
  /** Time from sending to report that is usual on this manager, while an action waits for its report, ms. */
  readonly usual_wait?: number;
  /** The statement that it isn't isolated, while that is the latest thing known about it. */
  readonly found_open?: FoundOpenStatement;
}
