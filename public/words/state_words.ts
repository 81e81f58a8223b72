import { i18n } from '@osd/i18n';
import type { StateCaution, UnknownReason } from '../../common/state/fold';
import type { StateName } from '../../common/state/state_name';
import type { FailureWords } from './failure_words';

/** The word of a state, as it stands in a badge. */
export const STATE_WORDS: Readonly<Record<StateName, string>> = {
  isolating: i18n.translate('endpointIsolation.state.isolating', { defaultMessage: 'Isolating' }),
  releasing: i18n.translate('endpointIsolation.state.releasing', { defaultMessage: 'Releasing' }),
  isolated: i18n.translate('endpointIsolation.state.isolated', { defaultMessage: 'Isolated' }),
  not_isolated: i18n.translate('endpointIsolation.state.notIsolated', {
    defaultMessage: 'Not isolated',
  }),
  no_record: i18n.translate('endpointIsolation.state.noRecord', {
    defaultMessage: 'No record',
  }),
  unknown: i18n.translate('endpointIsolation.state.unknown', { defaultMessage: 'Unknown' }),
};

/** Replaces the word for "no record". */
export function mayBeIsolatedAs(id: string): string {
  return i18n.translate('endpointIsolation.state.mayBeIsolatedAs', {
    defaultMessage: 'May be isolated as {id}',
    values: { id },
  });
}

/** Words for why a state is unknown, and the next step. */
export const UNKNOWN_WORDS: Readonly<Record<UnknownReason, FailureWords>> = {
  says_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.saysIsolated.happened', {
      defaultMessage:
        'It refused the isolation because it’s “already isolated”. That only means its backup file exists: it’s isolated with older addresses, or it was recovered locally and isn’t isolated.',
    }),
    next: i18n.translate('endpointIsolation.unknown.saysIsolated.next', {
      defaultMessage:
        'Release it and wait for its report. If it needs to be isolated, isolate it again after that.',
    }),
  },
  isolation_partial: {
    happened: i18n.translate('endpointIsolation.unknown.isolationPartial.happened', {
      defaultMessage:
        'Only some isolation steps ran. Its firewall may have lost its rules and block nothing.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationPartial.next', {
      defaultMessage:
        'Treat it as not isolated. Release it to restore its firewall, then isolate again. If that fails, cut it off at the switch or VPN.',
    }),
  },
  isolation_unrecognised: {
    happened: i18n.translate('endpointIsolation.unknown.isolationUnrecognised.happened', {
      defaultMessage:
        'Its report on the isolation isn’t recognized; it may be in another language.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationUnrecognised.next', {
      defaultMessage:
        'Read the report under Events. If it means success, an administrator can add its wording to wazuh_isolation.netsh_ok_words. Until then, check locally.',
    }),
  },
  isolation_impossible: {
    happened: i18n.translate('endpointIsolation.unknown.isolationImpossible.happened', {
      defaultMessage:
        'No isolation step could complete, and a backup that should exist is missing. It may or may not be isolated.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationImpossible.next', {
      defaultMessage:
        'Check locally whether it has network access. If it doesn’t, recover it locally.',
    }),
  },
  release_partial: {
    happened: i18n.translate('endpointIsolation.unknown.releasePartial.happened', {
      defaultMessage: 'The release reported success and an error. It may still be isolated.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releasePartial.next', {
      defaultMessage:
        'Check locally whether it has network access. If it doesn’t, recover it locally.',
    }),
  },
  release_unrecognised: {
    happened: i18n.translate('endpointIsolation.unknown.releaseUnrecognised.happened', {
      defaultMessage: 'Its report on the release isn’t recognized; it may be in another language.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseUnrecognised.next', {
      defaultMessage:
        'Read the report under Events. If it means success, an administrator can add its wording to wazuh_isolation.netsh_ok_words. Until then, check locally.',
    }),
  },
  release_refused: {
    happened: i18n.translate('endpointIsolation.unknown.releaseRefused.happened', {
      defaultMessage:
        'It refused the release. Either it’s not isolated, or it’s isolated and its backup is gone. The report doesn’t say which.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseRefused.next', {
      defaultMessage:
        'Check locally whether it has network access. If it doesn’t, recover it locally.',
    }),
  },
  found_open: {
    happened: i18n.translate('endpointIsolation.unknown.foundOpen.happened', {
      defaultMessage:
        'Someone found it not isolated on the endpoint itself. It hasn’t reported since, so this isn’t confirmed.',
    }),
    next: i18n.translate('endpointIsolation.unknown.foundOpen.next', {
      defaultMessage: 'It can be isolated again. This panel shows who checked it and why.',
    }),
  },
  found_open_earlier: {
    happened: i18n.translate('endpointIsolation.unknown.foundOpenEarlier.happened', {
      defaultMessage:
        'Someone found it not isolated on the endpoint itself. What happened since doesn’t show whether it’s isolated now.',
    }),
    next: i18n.translate('endpointIsolation.unknown.foundOpenEarlier.next', {
      defaultMessage:
        'Review its events. Isolate or release it once more: a report that the isolation or release succeeded decides.',
    }),
  },
  release_failed: {
    happened: i18n.translate('endpointIsolation.unknown.releaseFailed.happened', {
      defaultMessage:
        'The release couldn’t restore its firewall and used up the backup. It’s most likely still isolated.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseFailed.next', {
      defaultMessage: 'It can’t be released remotely. Recover it locally.',
    }),
  },
  backup_tainted: {
    happened: i18n.translate('endpointIsolation.unknown.backupTainted.happened', {
      defaultMessage:
        'It was released from a suspect backup, which may contain the isolated firewall. It may still be isolated even though it reported success.',
    }),
    next: i18n.translate('endpointIsolation.unknown.backupTainted.next', {
      defaultMessage:
        'Check locally whether it has network access. If it doesn’t, recover it locally.',
    }),
  },
  orders_disagree: {
    happened: i18n.translate('endpointIsolation.unknown.ordersDisagree.happened', {
      defaultMessage:
        'Its reports are in a different order by the manager’s clock than by its own clock.',
    }),
    next: i18n.translate('endpointIsolation.unknown.ordersDisagree.next', {
      defaultMessage:
        'Review its events. Isolate or release it once more: the next report decides, once both clocks agree.',
    }),
  },
  too_many_events: {
    happened: i18n.translate('endpointIsolation.unknown.tooManyEvents.happened', {
      defaultMessage:
        'It sent more reports than are kept, and the deciding one may be missing. A compromised endpoint can do that.',
    }),
    next: i18n.translate('endpointIsolation.unknown.tooManyEvents.next', {
      defaultMessage:
        'Review its events in Discover, and check locally. Isolate or release it once more to get a deciding report.',
    }),
  },
  future_report: {
    happened: i18n.translate('endpointIsolation.unknown.futureReport.happened', {
      defaultMessage:
        'A report has a time more than a day ahead, so nothing shows when it was sent. The clock of the manager node that received it was wrong.',
    }),
    next: i18n.translate('endpointIsolation.unknown.futureReport.next', {
      defaultMessage:
        'Correct that clock: Readiness names the node. Then isolate or release it once more: its report decides.',
    }),
  },
  late_report: {
    happened: i18n.translate('endpointIsolation.unknown.lateReport.happened', {
      defaultMessage:
        'A report arrived late and may be older than what it follows: a later command, or someone finding the endpoint not isolated.',
    }),
    next: i18n.translate('endpointIsolation.unknown.lateReport.next', {
      defaultMessage:
        'Review its events. Isolate or release it once more: the next report decides.',
    }),
  },
  may_be_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.mayBeIsolated.happened', {
      defaultMessage:
        'No response to the isolation in time. It may be isolated: nothing shows whether the command ran.',
    }),
    next: i18n.translate('endpointIsolation.unknown.mayBeIsolated.next', {
      defaultMessage:
        'Check that it’s on and that the isolation program is installed. A late report still counts. You can also isolate it again.',
    }),
  },
  may_still_be_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.mayStillBeIsolated.happened', {
      defaultMessage:
        'No response to the release in time. It may still be isolated: nothing shows whether the command ran.',
    }),
    next: i18n.translate('endpointIsolation.unknown.mayStillBeIsolated.next', {
      defaultMessage:
        'Release it again. If no report arrives, check locally: it may not reach its manager.',
    }),
  },
  record_unreadable: {
    happened: i18n.translate('endpointIsolation.unknown.recordUnreadable.happened', {
      defaultMessage: 'Its record in the ledger can’t be read. Someone may have changed it.',
    }),
    next: i18n.translate('endpointIsolation.unknown.recordUnreadable.next', {
      defaultMessage:
        'Ask an administrator to check the ledger indices. Until then, check locally.',
    }),
  },
  name_not_checked: {
    happened: i18n.translate('endpointIsolation.unknown.nameNotChecked.happened', {
      defaultMessage:
        'It has a report under an agent name that the manager hasn’t listed under this ID. It may be from another endpoint, or from this one before it was removed or re-enrolled.',
    }),
    next: i18n.translate('endpointIsolation.unknown.nameNotChecked.next', {
      defaultMessage:
        'Check that the manager responds. If it no longer lists the agent, check the endpoint locally. Isolate or release it: a report with its reference ID decides.',
    }),
  },
  place_not_known: {
    happened: i18n.translate('endpointIsolation.unknown.placeNotKnown.happened', {
      defaultMessage:
        'Alerts under this manager’s name are stored in more than one indexer cluster, so a report without a reference ID may be from another manager’s endpoint.',
    }),
    next: i18n.translate('endpointIsolation.unknown.placeNotKnown.next', {
      defaultMessage:
        'Ask an administrator to set wazuh_isolation.managers.<host id>.alerts_from. Readiness shows which clusters. Isolate or release it: a report with its reference ID decides.',
    }),
  },
  re_registered: {
    happened: i18n.translate('endpointIsolation.unknown.reRegistered.happened', {
      defaultMessage:
        'The agent was re-enrolled after its last report. The endpoint may have been rebuilt, or may be unchanged.',
    }),
    next: i18n.translate('endpointIsolation.unknown.reRegistered.next', {
      defaultMessage: 'Check locally, or isolate or release it: its report decides.',
    }),
  },
};

/** Words for what else to know about a confirmed state. */
export const CAUTION_WORDS: Readonly<Record<StateCaution, string>> = {
  addresses_unchanged: i18n.translate('endpointIsolation.caution.addressesUnchanged', {
    defaultMessage:
      'It refused a second isolation and kept its earlier addresses. To change them, open it and select “Change allowed addresses”.',
  }),
  no_lifeline: i18n.translate('endpointIsolation.caution.noLifeline', {
    defaultMessage:
      'It reported an isolation with no allowed addresses, not even its manager. A release may not reach it.',
  }),
  no_backup: i18n.translate('endpointIsolation.caution.noBackup', {
    defaultMessage:
      'It has no firewall backup. It will refuse a release and must be recovered locally.',
  }),
  backup_tainted: i18n.translate('endpointIsolation.caution.backupTainted', {
    defaultMessage:
      'Its firewall backup is suspect. After a release it may still be isolated even if it reports success.',
  }),
  unanswered_before: i18n.translate('endpointIsolation.caution.unansweredBefore', {
    defaultMessage: 'An earlier command got no response. A later report confirmed the state.',
  }),
  evidence_without_sending: i18n.translate('endpointIsolation.caution.evidenceWithoutSending', {
    defaultMessage:
      'It reported an action that was never sent according to the ledger. Review its events: someone else may have used that reference ID.',
  }),
  references_off: i18n.translate('endpointIsolation.caution.referencesOff', {
    defaultMessage: 'Reports are matched to actions by time because reference IDs are off.',
  }),
};
