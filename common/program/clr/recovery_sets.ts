import type { Address } from '../../address/address';
import type { BackupState } from '../backup_state';
import type {
  RecoveryCase,
  RecoveryCommand,
  RecoveryEffect,
  RecoveryFacts,
  RecoverySet,
  RecoverySetId,
} from '../recovery_set';

/** Path at which C-LR's program keeps the firewall as it was before the isolation. */
export const BACKUP_FILE =
  'C:\\Program Files (x86)\\ossec-agent\\active-response\\backup\\fw_rules.xml';
const KEPT_FILE = 'C:\\fw-isolated.wfw';
/** Rules of one manager are enough to be in contact again; each address is two commands. */
const MOST_MANAGERS = 4;

/**
 * The local commands for a case (measured on the endpoint program, netsh of Windows 10 and 11). What ends the isolation ends by deleting
 * the backup: while it is there every later isolation answers "already isolated" and does nothing. What leaves it isolated must not
 * delete it: a release needs it.
 */
export function recoverySetsOf({ case: of, backup, managers }: RecoveryFacts): RecoverySet[] {
  const ids = SETS_OF_CASE[of].filter((id) => isOfUse(id, backup, managers));
  return ids.map((id) => setOf(id, managers));
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
