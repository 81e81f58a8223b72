import type { ActionStatus } from '../action/action';
import type { AttentionClosed } from '../action/attention';
import type { DeniedReason } from '../ledger/denied_document';
import type { Outcome } from '../program/outcome';

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
