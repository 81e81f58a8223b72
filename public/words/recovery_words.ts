import { i18n } from '@osd/i18n';
import type {
  RecoveryCase,
  RecoveryEffect,
  RecoverySetId,
} from '../../common/program/recovery_set';

/** Words for why an endpoint needs local recovery. */
export const RECOVERY_CASE_WORDS: Readonly<Record<RecoveryCase, string>> = {
  contact_lost: i18n.translate('endpointIsolation.recovery.case.contactLost', {
    defaultMessage: 'It can’t reach its manager. If it’s turned on, a release won’t reach it.',
  }),
  not_listed: i18n.translate('endpointIsolation.recovery.case.notListed', {
    defaultMessage: 'The manager no longer lists its agent, so nothing can be sent to it.',
  }),
  release_failed: i18n.translate('endpointIsolation.recovery.case.releaseFailed', {
    defaultMessage:
      'Its release failed. It’s most likely still isolated, and another release may not work.',
  }),
  no_backup: i18n.translate('endpointIsolation.recovery.case.noBackup', {
    defaultMessage: 'It has no firewall backup, so it refuses every release.',
  }),
  backup_tainted: i18n.translate('endpointIsolation.recovery.case.backupTainted', {
    defaultMessage:
      'Its firewall backup is suspect: it may contain the isolated firewall, and restoring that changes nothing.',
  }),
  says_isolated: i18n.translate('endpointIsolation.recovery.case.saysIsolated', {
    defaultMessage:
      'It reports that it’s already isolated. First check whether it has network access. If it does, only the backup file was left behind.',
  }),
  no_answer: i18n.translate('endpointIsolation.recovery.case.noAnswer', {
    defaultMessage:
      'It didn’t respond in time. Try again from here first. Use these steps if it stays silent.',
  }),
  not_clear: i18n.translate('endpointIsolation.recovery.case.notClear', {
    defaultMessage:
      'Its report doesn’t say whether it’s isolated. First check whether it has network access.',
  }),
};

interface SetWords {
  readonly title: string;
  readonly explained: string;
}

export const RECOVERY_SET_WORDS: Readonly<Record<RecoverySetId, SetWords>> = {
  keep_present_state: {
    title: i18n.translate('endpointIsolation.recovery.set.keep.title', {
      defaultMessage: 'Save the current firewall',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.keep.explained', {
      defaultMessage: 'Changes nothing, and lets you return to this state.',
    }),
  },
  allow_manager: {
    title: i18n.translate('endpointIsolation.recovery.set.allow.title', {
      defaultMessage: 'Allow its manager',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.allow.explained', {
      defaultMessage:
        'The endpoint stays isolated and keeps its backup, which a release needs. Once it’s back in contact, release it from the dashboard. If Group Policy controls the firewall, the command says OK but changes nothing.',
    }),
  },
  remove_backup: {
    title: i18n.translate('endpointIsolation.recovery.set.removeBackup.title', {
      defaultMessage: 'If it has network access: delete the leftover backup',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.removeBackup.explained', {
      defaultMessage: 'Only if it’s already not isolated. Its firewall stays as it is.',
    }),
  },
  restore_backup: {
    title: i18n.translate('endpointIsolation.recovery.set.restore.title', {
      defaultMessage: 'Restore the firewall from the backup',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.restore.explained', {
      defaultMessage:
        'Ends the isolation and brings back the rules from before it. Rules added since are lost. Never reset after this step: a reset deletes the restored rules.',
    }),
  },
  reset_firewall: {
    title: i18n.translate('endpointIsolation.recovery.set.reset.title', {
      defaultMessage: 'Reset the firewall',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.reset.explained', {
      defaultMessage:
        'Use if there’s no trusted backup, or restoring it didn’t help. Ends the isolation with Windows default rules. All rules added on this endpoint are lost and must be set up again. If Group Policy controls the firewall, the command says OK but changes nothing.',
    }),
  },
  open_outbound: {
    title: i18n.translate('endpointIsolation.recovery.set.outbound.title', {
      defaultMessage: 'Allow outbound traffic only',
    }),
    explained: i18n.translate('endpointIsolation.recovery.set.outbound.explained', {
      defaultMessage:
        'The endpoint can reach others again, as by Windows default. Deleted rules don’t come back.',
    }),
  },
};

/** Words for the effect of a command. */
export const RECOVERY_EFFECT_WORDS: Readonly<Record<RecoveryEffect, string>> = {
  keeps_present_state: i18n.translate('endpointIsolation.recovery.effect.keeps', {
    defaultMessage: 'Saves the current firewall to a separate file.',
  }),
  allows_manager_out: i18n.translate('endpointIsolation.recovery.effect.allowsOut', {
    defaultMessage: 'Allows the endpoint to reach the manager.',
  }),
  allows_manager_in: i18n.translate('endpointIsolation.recovery.effect.allowsIn', {
    defaultMessage: 'Allows the manager to reach the endpoint.',
  }),
  restores_backup: i18n.translate('endpointIsolation.recovery.effect.restores', {
    defaultMessage: 'Replaces the entire firewall policy with the backup.',
  }),
  deletes_backup: i18n.translate('endpointIsolation.recovery.effect.deletes', {
    defaultMessage:
      'Deletes the backup. While this file exists, every isolation reports “already isolated” and does nothing. If there is none, Windows says it can’t find the file.',
  }),
  resets_firewall: i18n.translate('endpointIsolation.recovery.effect.resets', {
    defaultMessage: 'Resets the firewall to Windows defaults.',
  }),
  refreshes_group_policy: i18n.translate('endpointIsolation.recovery.effect.refreshes', {
    defaultMessage: 'Reapplies Group Policy.',
  }),
  opens_outbound: i18n.translate('endpointIsolation.recovery.effect.opens', {
    defaultMessage: 'Blocks inbound and allows outbound traffic in all profiles.',
  }),
};

export const RECOVERY_WORDS = {
  title: i18n.translate('endpointIsolation.recovery.title', {
    defaultMessage: 'Local recovery',
  }),
  how: i18n.translate('endpointIsolation.recovery.how', {
    defaultMessage:
      'Run these on the endpoint itself, in a command prompt as administrator. Start with the first step, then use the first option that fits. Stop as soon as the endpoint is back.',
  }),
  afterwards: i18n.translate('endpointIsolation.recovery.afterwards', {
    defaultMessage:
      'Local changes aren’t reported to this dashboard, and the state shown stays as it is until the endpoint reports. Once it’s in contact, release it from the dashboard. If you ended the isolation locally, mark it as not isolated in the dashboard. Then it can be isolated again.',
  }),
  asAbove: i18n.translate('endpointIsolation.recovery.asAbove', {
    defaultMessage: 'As explained above.',
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
        defaultMessage: 'Option {number}: {title}',
        values: { number: index, title },
      });
}
