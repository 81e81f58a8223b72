import type { Address } from '../address/address';
import type { BackupState } from './backup_state';

export const RECOVERY_CASES = [
  'contact_lost',
  'not_listed',
  'release_failed',
  'no_backup',
  'backup_tainted',
  'says_isolated',
  'no_answer',
  'not_clear',
] as const;
/** Cases in which an endpoint needs local recovery. */
export type RecoveryCase = (typeof RECOVERY_CASES)[number];

export const RECOVERY_SETS = [
  'keep_present_state',
  'allow_manager',
  'remove_backup',
  'restore_backup',
  'reset_firewall',
  'open_outbound',
] as const;
export type RecoverySetId = (typeof RECOVERY_SETS)[number];

export const RECOVERY_EFFECTS = [
  'keeps_present_state',
  'allows_manager_out',
  'allows_manager_in',
  'restores_backup',
  'deletes_backup',
  'resets_firewall',
  'refreshes_group_policy',
  'opens_outbound',
] as const;
/** Effects of a command; the browser has a sentence for each. */
export type RecoveryEffect = (typeof RECOVERY_EFFECTS)[number];

export interface RecoveryCommand {
  readonly text: string;
  readonly does: RecoveryEffect;
}

/** Commands that belong together, in their order. */
export interface RecoverySet {
  readonly id: RecoverySetId;
  /** `ends`: the endpoint is no longer isolated behind it, so that it has to end by deleting the backup. */
  readonly isolation: 'stays' | 'ends';
  readonly commands: readonly RecoveryCommand[];
}

/** The situation that a recovery is for. */
export interface RecoveryFacts {
  readonly case: RecoveryCase;
  readonly backup: BackupState;
  /** Addresses by which the endpoint reaches its manager. */
  readonly managers: readonly Address[];
}
