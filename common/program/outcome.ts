import type { Verb } from '../command/active_response';

export const OUTCOME_RESULTS = [
  'succeeded',
  'refused',
  'failed',
  'partial',
  'unrecognised',
] as const;
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

export const OUTCOME_REASONS = [
  // refused: the program did nothing
  'backup_exists',
  'not_isolated_or_no_backup',
  'invalid_address',
  'no_user',
  'no_action',
  // failed
  'not_elevated',
  'firewall_service_off',
  'netsh_not_found',
  'export_failed',
  'import_failed',
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** One report of the isolation program. Stored in the ledger as it is here. */
export interface Outcome {
  readonly result: OutcomeResult;
  /** Reason, with `refused` and `failed` only. */
  readonly reason?: OutcomeReason;
  /** Number of firewall rules the isolation deleted, if the report says it in a readable way. */
  readonly deleted_rules?: number;
  /** Number of allowed addresses by the isolation's count of steps; 0 blocks its manager too. */
  readonly addresses?: number;
}

/**
 * The outcome for an action that sent `addresses` addresses: another number of steps than that many need is no success.
 * Without an action's number an even run of steps has to do. What the answer shows is kept beside it.
 */
export function outcomeForAction(outcome: Outcome, addresses: number): Outcome {
  if (outcome.addresses === undefined || outcome.addresses === addresses) return outcome;
  const { deleted_rules } = outcome;
  return {
    result: 'partial',
    addresses: outcome.addresses,
    ...(deleted_rules === undefined ? {} : { deleted_rules }),
  };
}

/** True if the report alone, without the number of addresses of its action, would be decisive. */
export function looksDecisive(verb: Verb, outcome: Outcome): boolean {
  return isDecisive(verb, outcome) || outcome.addresses !== undefined;
}

/** Evidence that by itself says what the endpoint is from here on, whatever it was before. */
export function isDecisive(verb: Verb, outcome: Outcome): boolean {
  if (verb === 'probe') return false;
  return (
    outcome.result === 'succeeded' || (verb === 'isolate' && outcome.reason === 'export_failed')
  );
}

/** The program ran, understood what it was asked, and its answer came: true for every refusal, too. */
export function showsReady({ result }: Outcome): boolean {
  return result === 'succeeded' || result === 'refused';
}

/** Refusals before the program did or looked at anything. They say nothing about the endpoint's state. */
export function changesNothing(verb: Verb, outcome: Outcome): boolean {
  return verb === 'probe' || outcome.reason === 'invalid_address' || outcome.reason === 'no_user';
}
