import type { SentAction } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import type { Outcome } from '../../common/program/outcome';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';

/** Start of the builders' histories, ms. */
export const START = Date.UTC(2026, 10, 24, 8);

export const minutes = (count: number): number => START + count * MINUTE;

/** Time allowed for a report, ms. */
export const ANSWER_TIME = 5 * MINUTE;

/** Answers of the endpoint program by what they say, as `readOutcome` reads them. */
const outcomes = {
  isolated: { result: 'succeeded', addresses: 1, deleted_rules: 412 },
  /** A report whose count shows that the firewall was already isolated. */
  isolatedFew: { result: 'succeeded', addresses: 1, deleted_rules: 2 },
  isolatedUncounted: { result: 'succeeded', addresses: 1 },
  exportFailed: { result: 'failed', reason: 'export_failed', addresses: 1 },
  notElevated: { result: 'failed', reason: 'not_elevated' },
  backupExists: { result: 'refused', reason: 'backup_exists' },
  invalidAddress: { result: 'refused', reason: 'invalid_address' },
  released: { result: 'succeeded' },
  importFailed: { result: 'failed', reason: 'import_failed' },
  notIsolated: { result: 'refused', reason: 'not_isolated_or_no_backup' },
  partial: { result: 'partial' },
  unrecognised: { result: 'unrecognised' },
} as const;

export const answers: Readonly<Record<keyof typeof outcomes, Outcome>> = outcomes;

let counter = 0;

/** One answer. Each call is another event, three seconds on its way, of an endpoint whose clock shows the hour of its zone. */
export function anAnswer(
  verb: Evidence['verb'],
  outcome: Outcome,
  at: number,
  overrides: Partial<Evidence> = {}
): Evidence {
  counter += 1;
  return {
    identity: `node01|001|${Math.floor(at / SECOND)}.${counter}`,
    at,
    own_clock: at + HOUR - 3 * SECOND,
    verb,
    outcome,
    user: 'alice',
    agent_name: 'FIN-WS-01',
    text: 'stdout: …\nstderr: ',
    ...overrides,
  };
}

export function aSentAction(
  n: number,
  verb: SentAction['verb'],
  at: number,
  overrides: Partial<SentAction> = {}
): SentAction {
  return {
    n,
    verb,
    ref: `ref${String(n).padStart(5, '0')}`,
    sent_at: at,
    waits_until: at + ANSWER_TIME,
    sending: 'dispatched',
    addresses: verb === 'isolate' ? 1 : 0,
    answered: false,
    ...overrides,
  };
}

/** The answer to one of our actions, three seconds after it was sent. */
export function theAnswerTo(
  action: SentAction,
  outcome: Outcome,
  overrides: Partial<Evidence> = {}
): Evidence {
  const { n, verb, sent_at, addresses, ref } = action;
  return anAnswer(verb, outcome, sent_at + 3 * SECOND, {
    action: { n, sent_at, ...(verb === 'isolate' ? { addresses } : {}) },
    ref,
    ...overrides,
  });
}
