import { i18n } from '@osd/i18n';
import type { EligibilityReason } from '../../common/action/eligibility';
import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import type { RightRefusal } from '../../common/manager/rights';
import { RIGHT_REFUSALS } from '../../common/manager/rights';

/**
 * Says why an attempt was blocked, in a few words for a row of the history.
 * @param reason as it was recorded; `detail` is absent in documents of an older version
 * @returns undefined where this version doesn't know the code
 */
export function blockedReason({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail?: string;
}): string | undefined {
  const eligibility = ELIGIBILITY_CODES.find((each) => each === code);
  if (eligibility) {
    const words = ELIGIBILITY[eligibility];
    return detail === undefined
      ? words
      : i18n.translate('endpointIsolation.blocked.withDetail', {
          defaultMessage: '{reason} ({detail})',
          values: { reason: words, detail },
        });
  }
  const right = RIGHT_REFUSALS.find((each) => each === code);
  if (right) return RIGHTS[right];
  const need = ACKNOWLEDGEMENTS.find((each) => each === code);
  return need && NEEDS[need];
}

const ELIGIBILITY: Readonly<Record<EligibilityReason['code'], string>> = {
  not_listed: i18n.translate('endpointIsolation.blocked.notListed', {
    defaultMessage: 'the manager doesn’t list it',
  }),
  not_windows: i18n.translate('endpointIsolation.blocked.notWindows', {
    defaultMessage: 'not a Windows endpoint',
  }),
  os_not_known: i18n.translate('endpointIsolation.blocked.osNotKnown', {
    defaultMessage: 'its operating system isn’t known',
  }),
  not_active: i18n.translate('endpointIsolation.blocked.notActive', {
    defaultMessage: 'its agent isn’t active',
  }),
  version_too_old: i18n.translate('endpointIsolation.blocked.versionTooOld', {
    defaultMessage: 'its agent version is too old',
  }),
  version_not_known: i18n.translate('endpointIsolation.blocked.versionNotKnown', {
    defaultMessage: 'its agent version isn’t known',
  }),
  protected: i18n.translate('endpointIsolation.blocked.protected', {
    defaultMessage: 'it’s protected',
  }),
  already_isolated: i18n.translate('endpointIsolation.blocked.alreadyIsolated', {
    defaultMessage: 'already isolated',
  }),
  not_isolated: i18n.translate('endpointIsolation.blocked.notIsolated', {
    defaultMessage: 'not confirmed to be isolated',
  }),
  backup_missing: i18n.translate('endpointIsolation.blocked.backupMissing', {
    defaultMessage: 'no firewall backup',
  }),
  backup_tainted: i18n.translate('endpointIsolation.blocked.backupTainted', {
    defaultMessage: 'suspect firewall backup',
  }),
  action_pending: i18n.translate('endpointIsolation.blocked.actionPending', {
    defaultMessage: 'another action was in progress',
  }),
  not_heard: i18n.translate('endpointIsolation.blocked.notHeard', {
    defaultMessage: 'it hadn’t been seen for a minute',
  }),
  manager_not_known: i18n.translate('endpointIsolation.blocked.managerNotKnown', {
    defaultMessage: 'the manager couldn’t be identified',
  }),
  manager_ambiguous: i18n.translate('endpointIsolation.blocked.managerAmbiguous', {
    defaultMessage: 'two managers share a name',
  }),
};

const RIGHTS: Readonly<Record<RightRefusal['code'], string>> = {
  no_security_plugin: i18n.translate('endpointIsolation.blocked.noSecurityPlugin', {
    defaultMessage: 'the dashboard has no sign-in',
  }),
  run_as_not_known: i18n.translate('endpointIsolation.blocked.runAsNotKnown', {
    defaultMessage: 'run_as couldn’t be checked',
  }),
  policies_unreadable: i18n.translate('endpointIsolation.blocked.policiesUnreadable', {
    defaultMessage: 'Wazuh permissions couldn’t be checked',
  }),
  role_missing: i18n.translate('endpointIsolation.blocked.roleMissing', {
    defaultMessage: 'dashboard role missing',
  }),
  manager_denies: i18n.translate('endpointIsolation.blocked.managerDenies', {
    defaultMessage: 'Wazuh permission missing',
  }),
};

const NEEDS: Readonly<Record<Acknowledgement, string>> = {
  trusted_left_out: i18n.translate('endpointIsolation.blocked.trustedLeftOut', {
    defaultMessage: 'not acknowledged: a manager address was removed',
  }),
  no_trusted_address: i18n.translate('endpointIsolation.blocked.noTrustedAddress', {
    defaultMessage: 'not acknowledged: no trusted manager address',
  }),
  reported_unreadable: i18n.translate('endpointIsolation.blocked.reportedUnreadable', {
    defaultMessage: 'not acknowledged: agent configuration not read',
  }),
  reported_not_covered: i18n.translate('endpointIsolation.blocked.reportedNotCovered', {
    defaultMessage: 'not acknowledged: reported managers not allowed',
  }),
  very_wide: i18n.translate('endpointIsolation.blocked.veryWide', {
    defaultMessage: 'not acknowledged: very large network',
  }),
  protected: i18n.translate('endpointIsolation.blocked.protectedName', {
    defaultMessage: 'not acknowledged: protected endpoint',
  }),
  history_damaged: i18n.translate('endpointIsolation.blocked.historyDamaged', {
    defaultMessage: 'not acknowledged: its history is damaged',
  }),
  no_way_back: i18n.translate('endpointIsolation.blocked.noWayBack', {
    defaultMessage: 'not acknowledged: state unknown and no backup',
  }),
};
