import { i18n } from '@osd/i18n';
import type { StateCaution, UnknownReason } from '../../common/fold';
import type { ShownState } from '../../common/shown_state';
import type { FailureWords } from './failure_words';

/** The word of a state, as it stands in a badge. */
export const STATE_NAMES = [
  'isolating',
  'releasing',
  'isolated',
  'not_isolated',
  'no_record',
  'unknown',
] as const;
export type StateName = (typeof STATE_NAMES)[number];

/** While an action waits that is what is shown; the last proof stands beside it. */
export function stateNameOf({
  status,
  waiting,
}: Pick<ShownState, 'status' | 'waiting'>): StateName {
  if (!waiting) return status;
  return waiting.verb === 'isolate' ? 'isolating' : 'releasing';
}

export const STATE_WORDS: Readonly<Record<StateName, string>> = {
  isolating: i18n.translate('endpointIsolation.state.isolating', { defaultMessage: 'Isolating' }),
  releasing: i18n.translate('endpointIsolation.state.releasing', { defaultMessage: 'Releasing' }),
  isolated: i18n.translate('endpointIsolation.state.isolated', { defaultMessage: 'Isolated' }),
  not_isolated: i18n.translate('endpointIsolation.state.notIsolated', {
    defaultMessage: 'Not isolated',
  }),
  no_record: i18n.translate('endpointIsolation.state.noRecord', {
    defaultMessage: 'No isolation on record',
  }),
  unknown: i18n.translate('endpointIsolation.state.unknown', { defaultMessage: 'Unknown' }),
};

/** Instead of the word for "no record". */
export function mayBeIsolatedAs(id: string): string {
  return i18n.translate('endpointIsolation.state.mayBeIsolatedAs', {
    defaultMessage: 'May be isolated as {id}',
    values: { id },
  });
}

/** Why a state is unknown, and the way out. */
export const UNKNOWN_WORDS: Readonly<Record<UnknownReason, FailureWords>> = {
  says_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.saysIsolated.happened', {
      defaultMessage:
        'Asked to isolate, it answered that it is isolated already. That proves only that its backup file is there: it is isolated with earlier addresses, or open after a recovery at the machine.',
    }),
    next: i18n.translate('endpointIsolation.unknown.saysIsolated.next', {
      defaultMessage:
        'Release it and wait for its report. If it has to be cut off, isolate it again after that.',
    }),
  },
  isolation_partial: {
    happened: i18n.translate('endpointIsolation.unknown.isolationPartial.happened', {
      defaultMessage:
        'Only some steps of the isolation ran. Its firewall can have lost its rules and block nothing.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationPartial.next', {
      defaultMessage:
        'Treat it as open. Release it to restore its firewall, then isolate again. If that fails, cut it off at the switch or the VPN.',
    }),
  },
  isolation_unrecognised: {
    happened: i18n.translate('endpointIsolation.unknown.isolationUnrecognised.happened', {
      defaultMessage:
        'It answered the isolation with words that are not known here, such as those of another language.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationUnrecognised.next', {
      defaultMessage:
        'Read the answer under Events. If it means success, an administrator adds its word to wazuh_isolation.netsh_ok_words; until then check at the machine.',
    }),
  },
  isolation_impossible: {
    happened: i18n.translate('endpointIsolation.unknown.isolationImpossible.happened', {
      defaultMessage:
        'Not one step of the isolation could be done, and a backup that should be there was not. It can be open or cut off.',
    }),
    next: i18n.translate('endpointIsolation.unknown.isolationImpossible.next', {
      defaultMessage:
        'Check at the machine whether it reaches the network. If it is cut off, it has to be recovered there.',
    }),
  },
  release_partial: {
    happened: i18n.translate('endpointIsolation.unknown.releasePartial.happened', {
      defaultMessage:
        'The release ended with an error beside its success. It can still be cut off.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releasePartial.next', {
      defaultMessage:
        'Check at the machine whether it reaches the network. If it is cut off, it has to be recovered there.',
    }),
  },
  release_unrecognised: {
    happened: i18n.translate('endpointIsolation.unknown.releaseUnrecognised.happened', {
      defaultMessage:
        'It answered the release with words that are not known here, such as those of another language.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseUnrecognised.next', {
      defaultMessage:
        'Read the answer under Events. If it means success, an administrator adds its word to wazuh_isolation.netsh_ok_words; until then check at the machine.',
    }),
  },
  release_refused: {
    happened: i18n.translate('endpointIsolation.unknown.releaseRefused.happened', {
      defaultMessage:
        'It refused the release: it is not isolated, or it is isolated and its backup is gone. Its answer does not say which.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseRefused.next', {
      defaultMessage:
        'Check at the machine whether it reaches the network. If it is cut off, it has to be recovered there.',
    }),
  },
  found_open: {
    happened: i18n.translate('endpointIsolation.unknown.foundOpen.happened', {
      defaultMessage:
        'A person found it open at the machine and said so. It has not reported anything since, so that nothing is proven.',
    }),
    next: i18n.translate('endpointIsolation.unknown.foundOpen.next', {
      defaultMessage:
        'It can be isolated again. Who said so, and why, stands with the action that was closed.',
    }),
  },
  release_failed: {
    happened: i18n.translate('endpointIsolation.unknown.releaseFailed.happened', {
      defaultMessage:
        'The release could not restore its firewall, and used up the backup all the same. It is most likely still cut off.',
    }),
    next: i18n.translate('endpointIsolation.unknown.releaseFailed.next', {
      defaultMessage: 'It has to be recovered at the machine: no release from here can do it.',
    }),
  },
  backup_tainted: {
    happened: i18n.translate('endpointIsolation.unknown.backupTainted.happened', {
      defaultMessage:
        'It was released from a backup that may itself hold the isolated firewall. It can still be cut off although it reported success.',
    }),
    next: i18n.translate('endpointIsolation.unknown.backupTainted.next', {
      defaultMessage:
        'Check at the machine whether it reaches the network. If it is cut off, it has to be recovered there.',
    }),
  },
  orders_disagree: {
    happened: i18n.translate('endpointIsolation.unknown.ordersDisagree.happened', {
      defaultMessage:
        'Its reports tell one story by the manager’s clock and another by its own clock.',
    }),
    next: i18n.translate('endpointIsolation.unknown.ordersDisagree.next', {
      defaultMessage:
        'Look at its events. Isolate or release it once more: the next report decides, once both clocks agree on it.',
    }),
  },
  too_many_events: {
    happened: i18n.translate('endpointIsolation.unknown.tooManyEvents.happened', {
      defaultMessage:
        'It wrote more reports than are kept, and the one that decides may be lost among them. A compromised machine can do that.',
    }),
    next: i18n.translate('endpointIsolation.unknown.tooManyEvents.next', {
      defaultMessage:
        'Look at its events in Discover, and check at the machine. Isolate or release it once more for a report that decides.',
    }),
  },
  may_be_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.mayBeIsolated.happened', {
      defaultMessage:
        'An isolation was sent and not answered in time. It may be isolated: nothing says whether the command ran.',
    }),
    next: i18n.translate('endpointIsolation.unknown.mayBeIsolated.next', {
      defaultMessage:
        'See that the machine is up and that the program is on it. A late report still settles this; isolating again asks it anew.',
    }),
  },
  may_still_be_isolated: {
    happened: i18n.translate('endpointIsolation.unknown.mayStillBeIsolated.happened', {
      defaultMessage:
        'A release was sent and not answered in time. It may still be isolated: nothing says whether the command ran.',
    }),
    next: i18n.translate('endpointIsolation.unknown.mayStillBeIsolated.next', {
      defaultMessage:
        'Release it again. If no report comes, check at the machine: it may not reach its manager.',
    }),
  },
  record_unreadable: {
    happened: i18n.translate('endpointIsolation.unknown.recordUnreadable.happened', {
      defaultMessage: 'What was recorded of it cannot be read: somebody may have changed it.',
    }),
    next: i18n.translate('endpointIsolation.unknown.recordUnreadable.next', {
      defaultMessage:
        'An administrator looks at the indices of the ledger. Until then check at the machine.',
    }),
  },
  re_registered: {
    happened: i18n.translate('endpointIsolation.unknown.reRegistered.happened', {
      defaultMessage:
        'The agent was registered after its last report. The machine may have been set up anew, or be as it was.',
    }),
    next: i18n.translate('endpointIsolation.unknown.reRegistered.next', {
      defaultMessage: 'Check at the machine, or isolate or release it: its report settles this.',
    }),
  },
};

/** What else has to be known of a state that is otherwise certain. */
export const CAUTION_WORDS: Readonly<Record<StateCaution, string>> = {
  addresses_unchanged: i18n.translate('endpointIsolation.caution.addressesUnchanged', {
    defaultMessage:
      'Asked to isolate again, it kept its earlier addresses. To change them, open it and take “Change allowed addresses”.',
  }),
  no_lifeline: i18n.translate('endpointIsolation.caution.noLifeline', {
    defaultMessage:
      'It reported an isolation that lets no address through, its manager neither: a release from here may not reach it.',
  }),
  no_backup: i18n.translate('endpointIsolation.caution.noBackup', {
    defaultMessage:
      'It has no backup of its firewall: it will refuse a release from here, and has to be recovered at the machine.',
  }),
  backup_tainted: i18n.translate('endpointIsolation.caution.backupTainted', {
    defaultMessage:
      'Its backup may hold the isolated firewall: after a release it can still be cut off although it reports success.',
  }),
  unanswered_before: i18n.translate('endpointIsolation.caution.unansweredBefore', {
    defaultMessage: 'An earlier command was never answered. A later report settled the state.',
  }),
  evidence_without_sending: i18n.translate('endpointIsolation.caution.evidenceWithoutSending', {
    defaultMessage:
      'It reported an action that is recorded here as never sent. Look at its events: somebody else may have used that reference.',
  }),
  references_off: i18n.translate('endpointIsolation.caution.referencesOff', {
    defaultMessage: 'Reports are matched to actions by their times, since references are off.',
  }),
};
