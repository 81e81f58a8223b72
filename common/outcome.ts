import type { Verb } from './active_response';
import type { IsolateSteps, ReleaseStep } from './netsh_answer';
import { readIsolateSteps, readReleaseStep } from './netsh_answer';

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

/** Sentences the isolation program writes for its own refusals: not localized, the whole of its standard error. */
const SENTENCES: ReadonlyArray<{
  readonly sentence: string;
  readonly reason: OutcomeReason;
  /** undefined: said whatever was asked. */
  readonly verb?: Verb;
}> = [
  {
    sentence: 'The device is already isolated, no action was taken.',
    reason: 'backup_exists',
    verb: 'isolate',
  },
  {
    sentence: 'The host is not isolated, or the backup has been removed.',
    reason: 'not_isolated_or_no_backup',
    verb: 'release',
  },
  { sentence: 'One or more IP addresses are invalid.', reason: 'invalid_address', verb: 'isolate' },
  {
    sentence: 'No user was provided. Please specify a user in the alert > data, for audit.',
    reason: 'no_user',
  },
  {
    sentence:
      'No action was provided. Please specify an action in the alert [isolate, release] > data.',
    reason: 'no_action',
    verb: 'probe',
  },
];

const UNRECOGNISED: Outcome = { result: 'unrecognised' };

/**
 * Reads `data.clr.result` (or `data.wlr.result`), `stdout: <S>\nstderr: <E>`. An answer that fits no row of the table is
 * `unrecognised`; it never shows an endpoint free or isolated.
 *
 * @param verb what the alert says was asked; everything that is neither isolate nor release is a `probe`
 * @param okWords the success words of `netsh`, built-in and configured
 */
export function readOutcome(verb: Verb, result: string, okWords: readonly string[]): Outcome {
  const parts = /^stdout:([\s\S]*)\nstderr:([\s\S]*)$/.exec(result);
  if (!parts) return UNRECOGNISED;
  const output = (parts[1] ?? '').trim();
  const errors = (parts[2] ?? '').trim();
  if (errors !== '')
    return output === '' ? refusal(verb, errors) : withErrors(verb, output, okWords);
  switch (verb) {
    case 'isolate':
      return isolation(readIsolateSteps(output, okWords));
    case 'release':
      return release(readReleaseStep(output, okWords));
    case 'probe':
      return UNRECOGNISED;
  }
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

/** Refused before the program did or looked at anything: says nothing of the endpoint's state. */
export function changesNothing(verb: Verb, outcome: Outcome): boolean {
  return verb === 'probe' || outcome.reason === 'invalid_address' || outcome.reason === 'no_user';
}

function refusal(verb: Verb, errors: string): Outcome {
  const known = SENTENCES.find(({ sentence }) => sentence === errors);
  return known && (known.verb === undefined || known.verb === verb)
    ? { result: 'refused', reason: known.reason }
    : UNRECOGNISED;
}

/** Steps that succeeded beside an error text are not a success, whatever the text is. */
function withErrors(verb: Verb, output: string, okWords: readonly string[]): Outcome {
  const read =
    verb === 'isolate' ? readIsolateSteps(output, okWords).kind : readReleaseStep(output, okWords);
  return read === 'unrecognised' || verb === 'probe' ? UNRECOGNISED : { result: 'partial' };
}

function isolation(steps: IsolateSteps): Outcome {
  switch (steps.kind) {
    case 'all_done':
      return steps.deleted_rules === undefined
        ? { result: 'succeeded', addresses: steps.addresses }
        : {
            result: 'succeeded',
            addresses: steps.addresses,
            deleted_rules: steps.deleted_rules,
          };
    case 'export_failed':
      return { result: 'failed', reason: 'export_failed', addresses: steps.addresses };
    case 'none_done':
      return { result: 'failed', reason: steps.why };
    case 'some_done':
      return { result: 'partial' };
    case 'unrecognised':
      return UNRECOGNISED;
  }
}

function release(step: ReleaseStep): Outcome {
  switch (step) {
    case 'done':
      return { result: 'succeeded' };
    case 'import_failed':
      return { result: 'failed', reason: 'import_failed' };
    case 'mixed':
      return { result: 'partial' };
    case 'unrecognised':
      return UNRECOGNISED;
  }
}
