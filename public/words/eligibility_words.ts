import { i18n } from '@osd/i18n';
import type { RequestedAction } from '../../common/action/requested_action';
import type { EligibilityReason } from '../../common/action/eligibility';

/**
 * Says why an action isn't available on an endpoint, and what to do instead.
 * @param verb what was asked for: a way around an isolation is no way around a release
 */
export function eligibilitySentence(
  reason: EligibilityReason,
  verb: RequestedAction | 'probe' | undefined
): string {
  const sentence = reasonSentence(reason);
  const instead = reason.code === 'not_active' ? insteadOf(verb) : undefined;
  return instead === undefined ? sentence : `${sentence} ${instead}`;
}

/** The next step for an endpoint that no command reaches. */
function insteadOf(verb: RequestedAction | 'probe' | undefined): string | undefined {
  switch (verb) {
    case 'isolate':
      return i18n.translate('endpointIsolation.eligibility.notActive.isolate', {
        defaultMessage: 'To cut it off now, use the switch, VPN or network firewall.',
      });
    case 'release':
      return i18n.translate('endpointIsolation.eligibility.notActive.release', {
        defaultMessage: 'Release it once it reconnects, or recover it locally.',
      });
    default:
      return undefined;
  }
}

function reasonSentence({ code, detail = '' }: EligibilityReason): string {
  switch (code) {
    case 'not_listed':
      return i18n.translate('endpointIsolation.eligibility.notListed', {
        defaultMessage:
          'The manager doesn’t list this endpoint. It was removed, or re-enrolled under another ID.',
      });
    case 'not_windows':
      return i18n.translate('endpointIsolation.eligibility.notWindows', {
        defaultMessage: 'Only Windows endpoints can be isolated. This is {detail}.',
        values: { detail },
      });
    case 'os_not_known':
      return i18n.translate('endpointIsolation.eligibility.osNotKnown', {
        defaultMessage: 'Its operating system isn’t known: it has never connected.',
      });
    case 'not_active':
      return i18n.translate('endpointIsolation.eligibility.notActive', {
        defaultMessage: 'Its agent is {detail}. Commands can’t reach it and aren’t queued.',
        values: { detail },
      });
    case 'version_too_old':
      return i18n.translate('endpointIsolation.eligibility.versionTooOld', {
        defaultMessage: 'Its agent is {detail}. Upgrade it to 4.2.0 or later.',
        values: { detail },
      });
    case 'version_not_known':
      return i18n.translate('endpointIsolation.eligibility.versionNotKnown', {
        defaultMessage: 'Its agent version isn’t known yet.',
      });
    case 'protected':
      return i18n.translate('endpointIsolation.eligibility.protected', {
        defaultMessage:
          'It’s protected and can’t be isolated from here (wazuh_isolation.protected).',
      });
    case 'already_isolated':
      return i18n.translate('endpointIsolation.eligibility.alreadyIsolated', {
        defaultMessage:
          'It’s already isolated. To allow other addresses, use “Change allowed addresses”, which releases it and isolates it again.',
      });
    case 'not_isolated':
      return i18n.translate('endpointIsolation.eligibility.notIsolated', {
        defaultMessage:
          'It isn’t confirmed to be isolated, so there’s nothing to change. Isolate it with the addresses you need.',
      });
    case 'backup_tainted':
      return i18n.translate('endpointIsolation.eligibility.backupTainted', {
        defaultMessage:
          'Its firewall backup is suspect: a release wouldn’t confirm that it’s no longer isolated, so the isolation couldn’t follow. Recover it locally first.',
      });
    case 'backup_missing':
      return i18n.translate('endpointIsolation.eligibility.backupMissing', {
        defaultMessage:
          'It has no firewall backup. Isolating again would save the isolated firewall, and no release could restore its connections. Recover it locally first.',
      });
    case 'action_pending':
      return i18n.translate('endpointIsolation.eligibility.actionPending', {
        defaultMessage:
          'An isolation or release is in progress; it takes priority over a readiness test.',
      });
    case 'not_heard':
      return i18n.translate('endpointIsolation.eligibility.notHeard', {
        defaultMessage:
          'It hasn’t been seen for a minute. Querying it would slow down its manager.',
      });
    case 'manager_not_known':
      return i18n.translate('endpointIsolation.eligibility.managerNotKnown', {
        defaultMessage: 'The manager can’t be identified: it hasn’t responded yet.',
      });
    case 'manager_ambiguous':
      return i18n.translate('endpointIsolation.eligibility.managerAmbiguous', {
        defaultMessage:
          'Two configured managers share a name, so a report could belong to either one. An administrator must give each a unique name.',
      });
  }
}
