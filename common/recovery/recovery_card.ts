import type { AttentionReason } from '../action/attention';
import type { BackupState } from '../program/backup_state';
import type { EndpointProgram } from '../program/endpoint_program';
import type { RecoveryCase, RecoveryFacts, RecoverySet } from '../program/recovery_set';
import type { Contact } from '../state/contact';
import type { UnknownReason } from '../state/endpoint_state';
import { isOpen } from '../state/endpoint_state';
import type { ShownState } from '../state/shown_state';

/** Steps of a local recovery, run as administrator, least risky first. */
export interface RecoveryCard {
  readonly case: RecoveryCase;
  readonly backup: BackupState;
  readonly sets: readonly RecoverySet[];
}

/** The card for a case, with the local commands of the program that isolated the endpoint. */
export function recoveryCardOf(
  facts: RecoveryFacts,
  program: Pick<EndpointProgram, 'recoverySetsOf'>
): RecoveryCard {
  return { case: facts.case, backup: facts.backup, sets: program.recoverySetsOf(facts) };
}

/** Selects the card an endpoint needs. Undefined if a release can work. @param open its open follow-ups */
export function recoveryCaseOf(
  state: ShownState,
  contact: Contact | undefined,
  open: readonly AttentionReason[]
): RecoveryCase | undefined {
  if (isOpen(state.status)) return undefined;
  const { reasons, backup } = state;
  if (state.removed) return 'not_listed';
  if (contact?.contact === 'lost') return 'contact_lost';
  if (reasons.includes('release_failed') || open.includes('release_failed'))
    return 'release_failed';
  if (reasons.includes('backup_tainted')) return 'backup_tainted';
  if (backup === 'missing') return 'no_backup';
  if (reasons.includes('says_isolated')) return 'says_isolated';
  if (state.status === 'isolated' && backup === 'tainted') return 'backup_tainted';
  if (NO_ANSWER.some((reason) => reasons.includes(reason))) return 'no_answer';
  return NOT_CLEAR.some((reason) => reasons.includes(reason)) ? 'not_clear' : undefined;
}

const NO_ANSWER: readonly UnknownReason[] = ['may_be_isolated', 'may_still_be_isolated'];
const NOT_CLEAR: readonly UnknownReason[] = [
  'isolation_partial',
  'isolation_unrecognised',
  'isolation_impossible',
  'release_partial',
  'release_unrecognised',
  'release_refused',
];
