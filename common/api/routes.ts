import type { ActionStatus, StepDetail, TimelineEntry } from '../action/action';
import type { AgentRow } from '../manager/agent';
import type { Verb } from '../command/active_response';
import type { Attention, AttentionClosed, AttentionReason } from '../action/attention';
import type { Contact } from '../state/contact';
import type { DeniedReason } from '../ledger/denied_document';
import type { EligibilityReason } from '../action/eligibility';
import type { NotReadyReason } from '../readiness/endpoint_readiness';
import type { StateStatus } from '../state/endpoint_state';
import type { ManagerAway } from '../manager/manager_reach';
import type { NotEvidenceReason } from '../program/clr/clr_event';
import type { LifelineEntry, LifelineProfile } from '../lifeline/lifeline';
import type { NetshSuggestion } from '../program/clr/netsh_suggestion';
import type { Outcome } from '../program/outcome';
import type { ReadinessFinding, ReadinessStatus } from '../readiness/readiness';
import type { RecoveryCard } from '../recovery/recovery_card';
import type { Reisolation } from '../action/reisolation';
import type { Right, RightRefusal } from '../manager/rights';
import type { ShownState } from '../state/shown_state';
import type { FoundOpenStatement } from '../ledger/statement_document';

/** Paths of the HTTP API, final from the first release. */
export const API = '/api/endpoint_isolation';
export const CONTEXT_PATH = `${API}/context`;
export const ENDPOINTS_PATH = `${API}/endpoints`;
export const ENDPOINT_PATH = `${API}/endpoints/{host}/{agent}`;
export const STATES_PATH = `${API}/states`;
export const PREVIEW_PATH = `${API}/preview`;
export const ACTIONS_PATH = `${API}/actions`;
export const EVENTS_PATH = `${API}/events`;
export const ATTENTION_PATH = `${API}/attention`;
export const CLOSE_ATTENTION_PATH = `${API}/attention/close`;
export const MARK_NOT_ISOLATED_PATH = `${API}/not_isolated`;
export const PROBES_PATH = `${API}/probes`;
export const EXPORT_PATH = `${API}/export`;
export const READINESS_PATH = `${API}/readiness`;
export const ENDPOINTS_READINESS_PATH = `${API}/readiness/endpoints`;

export function endpointPath(host: string, agent: string): string {
  return `${ENDPOINTS_PATH}/${encodeURIComponent(host)}/${encodeURIComponent(agent)}`;
}

/** Headers of a file: how many rows are in it, and `whole` or `capped` where there are more. */
export const EXPORT_ROWS_HEADER = 'x-endpoint-isolation-rows';
export const EXPORT_EXTENT_HEADER = 'x-endpoint-isolation-extent';

/** Name of the header that makes a repeated POST the same request. */
export const IDEMPOTENCY_KEY_HEADER = 'idempotency-key';

/** A configured manager as the browser may know it. */
export interface HostView {
  readonly id: string;
  readonly way: 'wazuhCore' | 'direct';
  readonly run_as: 'on' | 'off' | 'not_known';
  readonly tls: 'verified' | 'not_verified';
}

export interface RightView {
  readonly given: boolean;
  readonly refusals: readonly RightRefusal[];
}

export const CONTEXT_WARNINGS = [
  'no_security_plugin',
  'references_off',
  'run_as_off',
  'tls_not_verified',
  'manager_not_known',
  'manager_ambiguous',
  'ledger_newer',
  'ledger_unavailable',
  'history_not_read',
] as const;
export type ContextWarning = (typeof CONTEXT_WARNINGS)[number];

/** `GET context`: who asks, on which manager, with which rights on any endpoint at all. */
export interface ContextView {
  /** Version of the plugin that responds. A browser with another one runs a copy from before an upgrade. */
  readonly version: string;
  readonly user: string;
  readonly hosts: readonly HostView[];
  /** The host asked for, where it is configured, else the first. */
  readonly host: string | null;
  readonly manager: string | null;
  readonly rights: Readonly<Record<Right, RightView>>;
  readonly warnings: readonly ContextWarning[];
  /** ms */
  readonly answer_time: number;
  readonly alerts_pattern: string;
  readonly origin_names: readonly string[];
  readonly profiles: ReadonlyArray<Omit<LifelineProfile, 'addresses'>>;
}

/** The newest action of an endpoint, in short. */
export interface ActionSummary {
  readonly id: string;
  readonly n: number;
  readonly verb: 'isolate' | 'release';
  readonly status: ActionStatus;
  readonly user: string;
  readonly reason: string;
  readonly case?: string;
  readonly created_at: number;
  readonly ended_at?: number;
}

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

/** An action with all its steps. */
export interface ActionView extends ActionSummary {
  /** Name of the manager when this was recorded, if it was renamed since. */
  readonly former_manager?: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly host: string;
  readonly batch: string;
  readonly timeline: readonly TimelineEntry[];
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  readonly left_out: readonly string[];
  /** Names of the profiles that were chosen, as they were then. */
  readonly profiles?: readonly string[];
  /** The isolation that follows a release to change the allowed addresses, and its result. */
  readonly reisolation?: Reisolation;
  /** Number of the release before the isolation, if it changes the allowed addresses. */
  readonly reisolates?: number;
  readonly sent_user: string;
  readonly sent_at?: number;
  readonly waits_until?: number;
  readonly outcome?: Outcome;
  readonly evidence_at?: number;
  /** The endpoint reported the release as successful, and that doesn't confirm that it is no longer isolated: its backup was suspect. */
  readonly unconfirmed?: true;
  readonly alert?: { readonly index: string; readonly id: string };
  readonly also_affected?: readonly string[];
  /** Its follow-up, closed or not. */
  readonly attention?: Attention;
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

/** An endpoint whose program has answered. */
export interface ReadyEndpoint {
  readonly agent_id: string;
  readonly agent_name: string;
  /** Last, the manager's clock, ms. */
  readonly ready_at: number;
}

/** An active Windows endpoint that isn't confirmed ready. */
export interface NotReadyEndpoint {
  readonly agent_id: string;
  readonly agent_name: string;
  readonly reason: NotReadyReason;
  /** Agent version that is too old. */
  readonly detail?: string;
  /** Time of its newest readiness test, ms. */
  readonly tested_at?: number;
  /** Last time it was confirmed ready, the manager's clock, ms. */
  readonly ready_at?: number;
}

/** `GET readiness/endpoints`: how many of the active Windows endpoints that a person can see are confirmed ready, and which are not. */
export interface EndpointsReadinessView {
  readonly host: string;
  /** Time at which the manager listed them, ms. */
  readonly at: number;
  readonly active: number;
  readonly ready: number;
  /** The others, by reason, then by name. */
  readonly not_ready: readonly NotReadyEndpoint[];
  /** `capped`: the manager lists more than the plugin reads at once, and the counts are of these only. */
  readonly extent: 'whole' | 'capped';
}

/** `GET readiness`: what has to be so before an emergency. Sentences are English; the browser has its own, by code. */
export interface ReadinessView {
  readonly host: string;
  /** Time of the check, ms. */
  readonly at: number;
  readonly checks: ReadonlyArray<
    ReadinessFinding & {
      readonly status: ReadinessStatus;
      readonly sentence: string;
      readonly remedy?: string;
      /** A file of the documentation and its heading. */
      readonly docs?: string;
    }
  >;
  /** Those whose program answered last, newest first. */
  readonly ready: readonly ReadyEndpoint[];
}

/** A probe as it stands. */
export interface ProbeView {
  readonly id: string;
  readonly batch: string;
  readonly agent_id: string;
  readonly agent_name: string;
  /** `succeeded`: the whole response path works. */
  readonly status: ActionStatus;
  readonly user: string;
  readonly created_at: number;
  readonly waits_until?: number;
  /** Reason it wasn't sent, or may not have been. */
  readonly detail?: StepDetail;
  readonly outcome?: Outcome;
  /** The manager's clock, ms. */
  readonly answered_at?: number;
}

/** `POST probes`. */
export interface ProbesRequest {
  readonly host: string;
  readonly agents: readonly string[];
}

export type StartedProbeView =
  | { readonly agent_id: string; readonly probe: ProbeView }
  | {
      readonly agent_id: string;
      readonly refused: {
        readonly reasons: readonly EligibilityReason[];
        readonly right_refusals: readonly RightRefusal[];
      };
    };

export interface StartedProbesView {
  readonly batch: string;
  readonly started: readonly StartedProbeView[];
}

/** `GET probes`: those of one batch, of the endpoints that this person may see. */
export interface ProbesView {
  readonly probes: readonly ProbeView[];
}

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

export type StartedView =
  | { readonly agent_id: string; readonly action: ActionView }
  | {
      readonly agent_id: string;
      readonly refused: {
        readonly code: string;
        readonly message: string;
        readonly detail?: StepDetail;
      };
    };

/** `POST actions`. */
export interface StartedBatchView {
  readonly batch: string;
  readonly started: readonly StartedView[];
}

/** `GET actions`: the history, ours and what was done outside this plugin. */
export interface HistoryEntry {
  readonly id: string;
  /** `denied`: an attempt that was refused. */
  readonly kind: 'action' | 'elsewhere' | 'not_listed' | 'denied' | 'probe' | 'statement';
  /** Name of the manager when this was recorded, if it was renamed since. */
  readonly former_manager?: string;
  /** Empty where an attempt named no endpoint. */
  readonly agent_id: string;
  readonly agent_name: string;
  readonly verb: string;
  readonly status: ActionStatus | 'elsewhere' | 'not_listed' | 'denied' | 'found_open';
  readonly user: string;
  readonly reason?: string;
  readonly case?: string;
  readonly created_at: number;
  readonly outcome?: Outcome;
  /** The endpoint reported the release as successful, and that doesn't confirm that it is no longer isolated: its backup was suspect. */
  readonly unconfirmed?: true;
  /** Names of the profiles that were chosen. */
  readonly profiles?: readonly string[];
  /** Its step in a change of the allowed addresses. */
  readonly reisolation?: 'first' | 'second';
  /** Someone closed its follow-up. */
  readonly closed?: AttentionClosed;
  /** Reports outside this plugin within one hour of the endpoint that aren't listed one by one. */
  readonly not_listed?: {
    readonly count: number;
    readonly is: 'exact' | 'estimated';
    readonly last_at: number;
  };
  /** Reasons an attempt was blocked, and how often within its hour. */
  readonly denied?: {
    readonly code: string;
    readonly codes: readonly string[];
    /** The same with what was in the way. */
    readonly reasons?: readonly DeniedReason[];
    readonly count: number;
    readonly last_at: number;
  };
}

export interface HistoryView {
  readonly entries: readonly HistoryEntry[];
  /** Number of matches, if this person may know it. */
  readonly total?: number;
  readonly next?: string;
}

/** One document with our origin, read as the person who sees it. */
export interface EventView {
  readonly index: string;
  readonly id: string;
  readonly at: number;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly manager_name: string;
  readonly verb: string;
  /** User name that the endpoint claims. */
  readonly user: string;
  readonly outcome: Outcome;
  /** The endpoint reported the release as successful, and that doesn't confirm that it is no longer isolated: its backup was suspect. */
  readonly unconfirmed?: true;
  readonly text: string;
  readonly not_evidence: readonly NotEvidenceReason[];
  /** Text for the configuration, if the report may be a success in an unknown language. `outcome` is how it's read now. */
  readonly suggestion?: NetshSuggestion;
}

export interface EventsView {
  readonly events: readonly EventView[];
  readonly next?: string;
  /** Names the indices whose events can't be listed here, with the reason and what to do. Absent: none. */
  readonly unread?: string;
}

/** The one shape of an error of this API. */
export interface ErrorView {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly attributes: { readonly code: string; readonly [fact: string]: unknown };
}
