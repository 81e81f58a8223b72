import type { Verb } from '../../command/active_response';
import type { IsolateSteps, ReleaseStep } from './netsh_answer';
import { readIsolateSteps, readReleaseStep, saysNetshNotFound } from './netsh_answer';
import type { NetshWords } from './netsh_words';
import type { Outcome, OutcomeReason } from '../outcome';

/** Sentences the isolation program writes for its own refusals: not localized, the whole of its standard error. */
const SENTENCES: ReadonlyArray<{
  readonly sentence: string;
  readonly reason: OutcomeReason;
  /** An undefined verb stands for whatever was requested. */
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
 * @param words the texts of `netsh`, built-in and configured
 */
export function readOutcome(verb: Verb, result: string, words: NetshWords): Outcome {
  const streams = streamsOf(result);
  if (!streams) return UNRECOGNISED;
  const { output, errors } = streams;
  if (errors !== '') return output === '' ? refusal(verb, errors) : withErrors(verb, output, words);
  switch (verb) {
    case 'isolate':
      return isolation(readIsolateSteps(output, words));
    case 'release':
      return release(readReleaseStep(output, words));
    case 'probe':
      return UNRECOGNISED;
  }
}

/** The two streams of the isolation program in its report. Undefined for another text. */
export function streamsOf(
  result: string
): { readonly output: string; readonly errors: string } | undefined {
  const parts = /^stdout:([\s\S]*)\nstderr:([\s\S]*)$/.exec(result);
  return parts ? { output: (parts[1] ?? '').trim(), errors: (parts[2] ?? '').trim() } : undefined;
}

function refusal(verb: Verb, errors: string): Outcome {
  if (saysNetshNotFound(errors)) return withoutNetsh(verb);
  const known = SENTENCES.find(({ sentence }) => sentence === errors);
  return known && (known.verb === undefined || known.verb === verb)
    ? { result: 'refused', reason: known.reason }
    : UNRECOGNISED;
}

/** The outcome if no step ran. A release still deletes the backup. */
function withoutNetsh(verb: Verb): Outcome {
  switch (verb) {
    case 'isolate':
      return { result: 'failed', reason: 'netsh_not_found' };
    case 'release':
      return { result: 'failed', reason: 'import_failed' };
    case 'probe':
      return UNRECOGNISED;
  }
}

/** Steps that succeeded beside an error text are not a success, whatever the text is. */
function withErrors(verb: Verb, output: string, words: NetshWords): Outcome {
  const read =
    verb === 'isolate' ? readIsolateSteps(output, words).kind : readReleaseStep(output, words);
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
