import { i18n } from '@osd/i18n';
import type { EligibilityReason } from '../../common/eligibility';

/** Why an action cannot be done on an endpoint, with what can be done about it. */
export function eligibilitySentence({ code, detail = '' }: EligibilityReason): string {
  switch (code) {
    case 'not_listed':
      return i18n.translate('endpointIsolation.eligibility.notListed', {
        defaultMessage:
          'The manager does not list this endpoint. It was removed, or registered again under another id.',
      });
    case 'not_windows':
      return i18n.translate('endpointIsolation.eligibility.notWindows', {
        defaultMessage: 'Only Windows can be isolated; this is {detail}.',
        values: { detail },
      });
    case 'os_not_known':
      return i18n.translate('endpointIsolation.eligibility.osNotKnown', {
        defaultMessage: 'Its operating system is not known yet: it has never been connected.',
      });
    case 'not_active':
      return i18n.translate('endpointIsolation.eligibility.notActive', {
        defaultMessage:
          'Its agent is {detail}: no command reaches it, and none is kept for it. To cut it off now, use the switch, the VPN or the network firewall.',
        values: { detail },
      });
    case 'version_too_old':
      return i18n.translate('endpointIsolation.eligibility.versionTooOld', {
        defaultMessage: 'Its agent is {detail}; 4.2.0 or newer is needed. Upgrade the agent.',
        values: { detail },
      });
    case 'version_not_known':
      return i18n.translate('endpointIsolation.eligibility.versionNotKnown', {
        defaultMessage: 'The version of its agent is not known yet.',
      });
    case 'protected':
      return i18n.translate('endpointIsolation.eligibility.protected', {
        defaultMessage:
          'It is protected and is not isolated from here (wazuh_isolation.protected in the configuration).',
      });
    case 'already_isolated':
      return i18n.translate('endpointIsolation.eligibility.alreadyIsolated', {
        defaultMessage:
          'It is isolated already. For other addresses take “Change allowed addresses”, which releases it and isolates it again.',
      });
    case 'not_isolated':
      return i18n.translate('endpointIsolation.eligibility.notIsolated', {
        defaultMessage:
          'It is not proven to be isolated, so that there is nothing to change. Isolate it with the addresses that it shall have.',
      });
    case 'backup_tainted':
      return i18n.translate('endpointIsolation.eligibility.backupTainted', {
        defaultMessage:
          'Its backup may hold the isolated firewall: a release would not prove that it is open, so that nothing could follow. Recover it at the machine first.',
      });
    case 'backup_missing':
      return i18n.translate('endpointIsolation.eligibility.backupMissing', {
        defaultMessage:
          'It has no backup of its firewall: isolating it again would save the isolated one, and no release could open it any more. Recover it at the machine first.',
      });
    case 'action_pending':
      return i18n.translate('endpointIsolation.eligibility.actionPending', {
        defaultMessage: 'An isolation or release is under way, and a probe gives way to it.',
      });
    case 'not_heard':
      return i18n.translate('endpointIsolation.eligibility.notHeard', {
        defaultMessage:
          'Nothing was heard of it for a minute; a question to it would hold up its manager.',
      });
    case 'manager_not_known':
      return i18n.translate('endpointIsolation.eligibility.managerNotKnown', {
        defaultMessage: 'It is not known which manager this is: it has not answered yet.',
      });
    case 'manager_ambiguous':
      return i18n.translate('endpointIsolation.eligibility.managerAmbiguous', {
        defaultMessage:
          'Two configured managers go by the same name, so that a report could be of either. An administrator gives each a name of its own.',
      });
  }
}
