import type { Address } from '../address/address';
import type { AttentionReason } from '../action/attention';
import type { Contact } from '../state/contact';
import type { BackupState, UnknownReason } from '../state/endpoint_state';
import { isOpen } from '../state/endpoint_state';
import type { ShownState } from '../state/shown_state';

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

/** Steps of a local recovery, run as administrator, least risky first. */
export interface RecoveryCard {
  readonly case: RecoveryCase;
  readonly backup: BackupState;
  readonly sets: readonly RecoverySet[];
}

/** Path at which C-LR's program keeps the firewall as it was before the isolation. */
export const BACKUP_FILE =
  'C:\\Program Files (x86)\\ossec-agent\\active-response\\backup\\fw_rules.xml';
const KEPT_FILE = 'C:\\fw-isolated.wfw';
/** Rules of one manager are enough to be in contact again; each address is two commands. */
const MOST_MANAGERS = 4;

export interface RecoveryFacts {
  readonly case: RecoveryCase;
  readonly backup: BackupState;
  /** Addresses by which the endpoint reaches its manager. */
  readonly managers: readonly Address[];
}

/**
 * The local commands for a case (measured on the endpoint program, netsh of Windows 10 and 11). What ends the isolation ends by deleting
 * the backup: while it is there every later isolation answers "already isolated" and does nothing. What leaves it isolated must not
 * delete it: a release needs it.
 */
export function recoveryCardOf({ case: of, backup, managers }: RecoveryFacts): RecoveryCard {
  const ids = SETS_OF_CASE[of].filter((id) => isOfUse(id, backup, managers));
  return { case: of, backup, sets: ids.map((id) => setOf(id, managers)) };
}

const SETS_OF_CASE: Readonly<Record<RecoveryCase, readonly RecoverySetId[]>> = {
  contact_lost: ['keep_present_state', 'allow_manager', 'restore_backup', 'reset_firewall'],
  // Without its key it can't reconnect to its manager, whatever is allowed.
  not_listed: ['keep_present_state', 'restore_backup', 'reset_firewall', 'open_outbound'],
  release_failed: ['keep_present_state', 'restore_backup', 'reset_firewall', 'open_outbound'],
  no_backup: ['keep_present_state', 'reset_firewall', 'open_outbound'],
  backup_tainted: ['keep_present_state', 'reset_firewall', 'open_outbound'],
  // Free already, by a local recovery that left the file: then it alone is in the way.
  says_isolated: ['keep_present_state', 'remove_backup', 'restore_backup', 'reset_firewall'],
  no_answer: ['keep_present_state', 'allow_manager', 'restore_backup', 'reset_firewall'],
  not_clear: ['keep_present_state', 'restore_backup', 'reset_firewall', 'open_outbound'],
};

function isOfUse(id: RecoverySetId, backup: BackupState, managers: readonly Address[]): boolean {
  // A backup of the isolated firewall would isolate it again, and one that is not there cannot be restored.
  if (id === 'restore_backup') return backup !== 'tainted' && backup !== 'missing';
  return id !== 'allow_manager' || managers.length > 0;
}

function setOf(id: RecoverySetId, managers: readonly Address[]): RecoverySet {
  switch (id) {
    case 'keep_present_state':
      return stays(id, [command(`netsh advfirewall export ${KEPT_FILE}`, 'keeps_present_state')]);
    case 'allow_manager':
      return stays(
        id,
        managers
          .slice(0, MOST_MANAGERS)
          .flatMap((address) => [
            command(allowRule('out', address), 'allows_manager_out'),
            command(allowRule('in', address), 'allows_manager_in'),
          ])
      );
    case 'remove_backup':
      return ends(id, []);
    case 'restore_backup':
      return ends(id, [command(`netsh advfirewall import "${BACKUP_FILE}"`, 'restores_backup')]);
    case 'reset_firewall':
      return ends(id, [
        command('netsh advfirewall reset', 'resets_firewall'),
        command('gpupdate /force', 'refreshes_group_policy'),
      ]);
    case 'open_outbound':
      return ends(id, [
        command(
          'netsh advfirewall set allprofiles firewallpolicy blockinbound,allowoutbound',
          'opens_outbound'
        ),
      ]);
  }
}

function allowRule(direction: 'in' | 'out', address: Address): string {
  return `netsh advfirewall firewall add rule name=allow-siem-${direction} dir=${direction} action=allow protocol=any remoteip=${address}`;
}

function command(text: string, does: RecoveryEffect): RecoveryCommand {
  return { text, does };
}

function stays(id: RecoverySetId, commands: readonly RecoveryCommand[]): RecoverySet {
  return { id, isolation: 'stays', commands };
}

function ends(id: RecoverySetId, commands: readonly RecoveryCommand[]): RecoverySet {
  const last = command(`del "${BACKUP_FILE}"`, 'deletes_backup');
  return { id, isolation: 'ends', commands: [...commands, last] };
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
