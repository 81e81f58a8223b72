import type { BackupState } from '../program/backup_state';
/** Confirmed states of an endpoint. `no_record`: never seen isolated; a neutral word, not a warning. */
export const STATE_STATUSES = ['no_record', 'not_isolated', 'isolated', 'unknown'] as const;
export type StateStatus = (typeof STATE_STATUSES)[number];

/** True if, by all that is known, nothing is isolated. */
export function isOpen(status: StateStatus): boolean {
  return status === 'no_record' || status === 'not_isolated';
}

export const UNKNOWN_REASONS = [
  'says_isolated',
  'isolation_partial',
  'isolation_unrecognised',
  'isolation_impossible',
  'release_partial',
  'release_unrecognised',
  'release_refused',
  'release_failed',
  'backup_tainted',
  'orders_disagree',
  'too_many_events',
  'future_report',
  'late_report',
  'may_be_isolated',
  'may_still_be_isolated',
  'found_open',
  'found_open_earlier',
  're_registered',
  'record_unreadable',
  'name_not_checked',
  'place_not_known',
] as const;
/** Reasons a state is unknown. Each has its sentence and next step in the browser. */
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export const STATE_CAUTIONS = [
  'addresses_unchanged',
  'no_lifeline',
  'no_backup',
  'backup_tainted',
  'unanswered_before',
  'evidence_without_sending',
  'references_off',
] as const;
export type StateCaution = (typeof STATE_CAUTIONS)[number];

/** Time of a report, ms. */
export interface ProofTimes {
  /** The manager's clock where it came at once, else the earliest time at which it may have been written. */
  readonly at: number;
  /** Earliest time of writing, if that may be long before. */
  readonly earliest?: number;
  /** Time of decoding, if that is long after. */
  readonly latest?: number;
}

export interface Proof extends ProofTimes {
  readonly status: 'isolated' | 'not_isolated';
  readonly identity: string;
}

/** An action that was sent and that evidence may still answer. */
export interface Waiting {
  readonly verb: 'isolate' | 'release';
  readonly n: number;
  readonly since: number;
  readonly until: number;
}

export interface EndpointState {
  readonly status: StateStatus;
  /** The newest action in progress. The page shows it as Isolating or Releasing, beside what was confirmed before. */
  readonly waiting?: Waiting;
  /** Reasons for `unknown` only; all that apply. */
  readonly reasons: readonly UnknownReason[];
  /** Proves the status, where it is isolated or not isolated. */
  readonly proof?: Proof;
  /** The newest proven status, shown beside `unknown`. */
  readonly last_proven?: Proof;
  readonly backup: BackupState;
  readonly cautions: readonly StateCaution[];
}
