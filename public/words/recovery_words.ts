import { i18n } from '@osd/i18n';
import type { RecoveryCase, RecoveryEffect, RecoverySetId } from '../../common/recovery_card';

/** Why an endpoint needs somebody at the machine. */
export const RECOVERY_CASE_WORDS: Readonly<Record<RecoveryCase, string>> = {
  contact_lost: i18n.translate('endpointIsolation.recovery.case.contactLost', {
    defaultMessage:
      'It does not reach its manager. If it is switched on, no release from here reaches it.',
  }),
  not_listed: i18n.translate('endpointIsolation.recovery.case.notListed', {
    defaultMessage:
      'The manager does not list its agent any more, so that nothing can be sent to it from here.',
  }),
  release_failed: i18n.translate('endpointIsolation.recovery.case.releaseFailed', {
    defaultMessage:
      'Its release failed. It is most likely still cut off, and another release from here may not open it.',
  }),
  no_backup: i18n.translate('endpointIsolation.recovery.case.noBackup', {
    defaultMessage: 'It has no backup of its firewall, so that it refuses every release from here.',
  }),
  backup_tainted: i18n.translate('endpointIsolation.recovery.case.backupTainted', {
    defaultMessage:
      'Its backup may hold the isolated firewall: a release restores that one and opens nothing.',
  }),
  says_isolated: i18n.translate('endpointIsolation.recovery.case.saysIsolated', {
    defaultMessage:
      'It answers that it is isolated already. See first whether it reaches the network: if it does, only the backup file was left over.',
  }),
  no_answer: i18n.translate('endpointIsolation.recovery.case.noAnswer', {
    defaultMessage:
      'It has not answered in time. Try from here once more first; this is for when it stays silent.',
  }),
  not_clear: i18n.translate('endpointIsolation.recovery.case.notClear', {
    defaultMessage:
      'Its answer does not say whether it is cut off. See first whether it reaches the network.',
  }),
};

interface SetWords {
  readonly title: string;
  readonly explained: string;
}

export const RECOVERY_SET_WORDS: Readonly<Record<RecoverySetId, SetWords>> = {
  keep_present_state: {
    title: i18n.translate('endpointIsolation.recovery.set.keep.title', {
      defaultMessage: 'Keep the present state',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.keep.explained', {
      defaultMessage: 'Changes nothing, and lets you come back to this state.',
    }),
  },
  allow_manager: {
    title: i18n.translate('endpointIsolation.recovery.set.allow.title', {
      defaultMessage: 'Let its manager through again',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.allow.explained', {
      defaultMessage:
        'It stays isolated and keeps its backup, which its release needs. Once it is in contact, release it from here. Where Group Policy rules the firewall, this says OK and changes nothing.',
    }),
  },
  remove_backup: {
    title: i18n.translate('endpointIsolation.recovery.set.removeBackup.title', {
      defaultMessage: 'It reaches the network: remove the backup that was left over',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.removeBackup.explained', {
      defaultMessage: 'Only where it is open already: its firewall stays as it is.',
    }),
  },
  restore_backup: {
    title: i18n.translate('endpointIsolation.recovery.set.restore.title', {
      defaultMessage: 'Restore its firewall from the backup',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.restore.explained', {
      defaultMessage:
        'It is open afterwards, with the rules that it had before its isolation; rules added since are lost. Never reset behind it: that deletes what was restored.',
    }),
  },
  reset_firewall: {
    title: i18n.translate('endpointIsolation.recovery.set.reset.title', {
      defaultMessage: 'Reset the firewall',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.reset.explained', {
      defaultMessage:
        'For where there is no backup that can be trusted, or it did not help. It is open afterwards, with Windows’ own rules. Every rule that was added on this machine is gone and has to be set up again. Where Group Policy rules the firewall, this says OK and changes nothing.',
    }),
  },
  open_outbound: {
    title: i18n.translate('endpointIsolation.recovery.set.outbound.title', {
      defaultMessage: 'Open the way out alone',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.outbound.explained', {
      defaultMessage:
        'It reaches others again, as Windows does by default; the rules that were deleted do not come back.',
    }),
  },
};

/** What one command does. */
export const RECOVERY_EFFECT_WORDS: Readonly<Record<RecoveryEffect, string>> = {
  keeps_present_state: i18n.translate('endpointIsolation.recovery.effect.keeps', {
    defaultMessage: 'Writes the firewall as it is now into a file of its own.',
  }),
  allows_manager_out: i18n.translate('endpointIsolation.recovery.effect.allowsOut', {
    defaultMessage: 'Lets it reach the manager.',
  }),
  allows_manager_in: i18n.translate('endpointIsolation.recovery.effect.allowsIn', {
    defaultMessage: 'Lets the manager reach it.',
  }),
  restores_backup: i18n.translate('endpointIsolation.recovery.effect.restores', {
    defaultMessage: 'Replaces the whole firewall by the backup.',
  }),
  deletes_backup: i18n.translate('endpointIsolation.recovery.effect.deletes', {
    defaultMessage:
      'Deletes the backup: while it is there, every later isolation answers “already isolated” and does nothing. Where there is none, it says that it finds no file.',
  }),
  resets_firewall: i18n.translate('endpointIsolation.recovery.effect.resets', {
    defaultMessage: 'Puts the firewall back to Windows’ own state.',
  }),
  refreshes_group_policy: i18n.translate('endpointIsolation.recovery.effect.refreshes', {
    defaultMessage: 'Fetches the rules of Group Policy again.',
  }),
  opens_outbound: i18n.translate('endpointIsolation.recovery.effect.opens', {
    defaultMessage: 'Blocks inbound and allows outbound, in all profiles.',
  }),
};

export const RECOVERY_WORDS = {
  title: i18n.translate('endpointIsolation.recovery.title', {
    defaultMessage: 'Bring it back at the machine',
  }),
  how: i18n.translate('endpointIsolation.recovery.how', {
    defaultMessage:
      'In a command prompt as administrator, at the machine itself. Begin with the first, then take the first way that fits, and stop as soon as it is back.',
  }),
  afterwards: i18n.translate('endpointIsolation.recovery.afterwards', {
    defaultMessage:
      'What is done at the machine is not reported here. The state here stays as it is until the endpoint reports: once it is in contact, release it from here. If it was opened at the machine, say so where you close what needs attention: then it can be isolated again.',
  }),
  print: i18n.translate('endpointIsolation.recovery.print', { defaultMessage: 'Print' }),
} as const;

/** `First: …`, then the ways, numbered. @param index of the set on its card, from 0 */
export function recoverySetTitle(id: RecoverySetId, index: number): string {
  const { title } = RECOVERY_SET_WORDS[id];
  return index === 0
    ? i18n.translate('endpointIsolation.recovery.first', {
        defaultMessage: 'First: {title}',
        values: { title },
      })
    : i18n.translate('endpointIsolation.recovery.way', {
        defaultMessage: 'Way {number}: {title}',
        values: { number: index, title },
      });
}
