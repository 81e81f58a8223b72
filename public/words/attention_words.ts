import { i18n } from '@osd/i18n';
import type { StateCaution, UnknownReason } from '../../common/state/fold';
import { issueOf } from '../../common/state/issue';
import type { EndpointView } from '../../common/api/endpoint_view';

/** Names the issue of an isolated or unknown endpoint in a few words. Its panel has the whole sentence and the next step. */
export function issueWords({
  state,
  contact,
}: Pick<EndpointView, 'state' | 'contact'>): string | undefined {
  const issue = issueOf({ state, contact });
  switch (issue?.is) {
    case undefined:
      return undefined;
    case 'waiting':
      return WAITING;
    case 'removed':
      return REMOVED;
    case 'contact_lost':
      return CONTACT_LOST;
    case 'unknown':
      return UNKNOWN_ISSUES[issue.reason];
    case 'caution':
      return CAUTION_ISSUES[issue.caution];
  }
}

const WAITING = i18n.translate('endpointIsolation.issue.waiting', {
  defaultMessage: 'Waiting for its report',
});
const REMOVED = i18n.translate('endpointIsolation.issue.removed', {
  defaultMessage: 'Removed from the manager',
});
const CONTACT_LOST = i18n.translate('endpointIsolation.issue.contactLost', {
  defaultMessage: 'A release may not reach it',
});

const UNKNOWN_ISSUES: Readonly<Record<UnknownReason, string>> = {
  says_isolated: i18n.translate('endpointIsolation.issue.saysIsolated', {
    defaultMessage: 'Refused: already isolated',
  }),
  isolation_partial: i18n.translate('endpointIsolation.issue.isolationPartial', {
    defaultMessage: 'Only partly isolated',
  }),
  isolation_unrecognised: i18n.translate('endpointIsolation.issue.isolationUnrecognised', {
    defaultMessage: 'Isolation report not recognized',
  }),
  isolation_impossible: i18n.translate('endpointIsolation.issue.isolationImpossible', {
    defaultMessage: 'Isolation failed, backup missing',
  }),
  release_partial: i18n.translate('endpointIsolation.issue.releasePartial', {
    defaultMessage: 'Release reported an error',
  }),
  release_unrecognised: i18n.translate('endpointIsolation.issue.releaseUnrecognised', {
    defaultMessage: 'Release report not recognized',
  }),
  release_refused: i18n.translate('endpointIsolation.issue.releaseRefused', {
    defaultMessage: 'Refused the release',
  }),
  found_open: i18n.translate('endpointIsolation.issue.foundOpen', {
    defaultMessage: 'Found not isolated locally',
  }),
  found_open_earlier: i18n.translate('endpointIsolation.issue.foundOpenEarlier', {
    defaultMessage: 'Found not isolated locally, then changed',
  }),
  release_failed: i18n.translate('endpointIsolation.issue.releaseFailed', {
    defaultMessage: 'Release failed',
  }),
  backup_tainted: i18n.translate('endpointIsolation.issue.releasedSuspect', {
    defaultMessage: 'Released from a suspect backup',
  }),
  orders_disagree: i18n.translate('endpointIsolation.issue.ordersDisagree', {
    defaultMessage: 'Order of its reports unclear',
  }),
  too_many_events: i18n.translate('endpointIsolation.issue.tooManyEvents', {
    defaultMessage: 'Too many reports',
  }),
  future_report: i18n.translate('endpointIsolation.issue.futureReport', {
    defaultMessage: 'Report with a future time',
  }),
  late_report: i18n.translate('endpointIsolation.issue.lateReport', {
    defaultMessage: 'Late report',
  }),
  may_be_isolated: i18n.translate('endpointIsolation.issue.mayBeIsolated', {
    defaultMessage: 'No response to the isolation',
  }),
  may_still_be_isolated: i18n.translate('endpointIsolation.issue.mayStillBeIsolated', {
    defaultMessage: 'No response to the release',
  }),
  record_unreadable: i18n.translate('endpointIsolation.issue.recordUnreadable', {
    defaultMessage: 'Its record can’t be read',
  }),
  name_not_checked: i18n.translate('endpointIsolation.issue.nameNotChecked', {
    defaultMessage: 'Report under an unlisted name',
  }),
  place_not_known: i18n.translate('endpointIsolation.issue.placeNotKnown', {
    defaultMessage: 'Origin of a report unclear',
  }),
  re_registered: i18n.translate('endpointIsolation.issue.reRegistered', {
    defaultMessage: 'Re-enrolled after its last report',
  }),
};

const CAUTION_ISSUES: Readonly<Record<StateCaution, string>> = {
  addresses_unchanged: i18n.translate('endpointIsolation.issue.addressesUnchanged', {
    defaultMessage: 'Kept its earlier addresses',
  }),
  no_lifeline: i18n.translate('endpointIsolation.issue.noLifeline', {
    defaultMessage: 'No allowed addresses',
  }),
  no_backup: i18n.translate('endpointIsolation.issue.noBackup', {
    defaultMessage: 'No firewall backup',
  }),
  backup_tainted: i18n.translate('endpointIsolation.issue.suspectBackup', {
    defaultMessage: 'Suspect backup',
  }),
  unanswered_before: i18n.translate('endpointIsolation.issue.unansweredBefore', {
    defaultMessage: 'An earlier command got no response',
  }),
  evidence_without_sending: i18n.translate('endpointIsolation.issue.evidenceWithoutSending', {
    defaultMessage: 'Report of an action that wasn’t sent',
  }),
  references_off: i18n.translate('endpointIsolation.issue.referencesOff', {
    defaultMessage: 'Matched by time',
  }),
};
