import { i18n } from '@osd/i18n';
import type { Outcome, OutcomeReason } from '../../common/program/outcome';
import type { FailureWords } from './failure_words';

/**
 * The reported result, in a word or two for a badge. It is the report of one action, and no state: a release from a backup that holds the
 * isolated firewall reports success as well.
 */
export function outcomeWord(verb: string, { result, reason }: Outcome): string {
  if (reason === 'export_failed') {
    return i18n.translate('endpointIsolation.outcome.isolatedNoBackup', {
      defaultMessage: 'Isolated, no backup',
    });
  }
  if (reason === 'no_action') {
    return i18n.translate('endpointIsolation.outcome.answered', { defaultMessage: 'Responded' });
  }
  switch (result) {
    case 'succeeded':
      return verb === 'release'
        ? i18n.translate('endpointIsolation.outcome.released', { defaultMessage: 'Released' })
        : i18n.translate('endpointIsolation.outcome.isolated', { defaultMessage: 'Isolated' });
    case 'refused':
      return i18n.translate('endpointIsolation.outcome.refused', { defaultMessage: 'Refused' });
    case 'failed':
    case 'partial':
      return i18n.translate('endpointIsolation.outcome.failed', { defaultMessage: 'Failed' });
    case 'unrecognised':
      return i18n.translate('endpointIsolation.outcome.unknown', { defaultMessage: 'Unknown' });
  }
}

/** Words for a release that reported success from a suspect backup. */
export const UNCONFIRMED_RELEASE = {
  word: i18n.translate('endpointIsolation.outcome.releasedNotConfirmed', {
    defaultMessage: 'Released, not confirmed',
  }),
  why: i18n.translate('endpointIsolation.outcome.releasedNotConfirmed.why', {
    defaultMessage:
      'It reported success, but its backup was suspect and may contain the isolated firewall. It may still be isolated.',
  }),
} as const;

const RETRY_AT_THE_MACHINE = i18n.translate('endpointIsolation.outcome.retryAtTheMachine', {
  defaultMessage: 'Check locally whether it has network access. If it doesn’t, recover it locally.',
});

/** Words for the isolation program's own reasons: what happened on the endpoint, and the next step. */
const REASON_WORDS: Readonly<Record<OutcomeReason, FailureWords>> = {
  backup_exists: {
    happened: i18n.translate('endpointIsolation.reason.backupExists.happened', {
      defaultMessage:
        'The endpoint refused: it says it’s already isolated. Nothing changed, including its allowed addresses.',
    }),
    next: i18n.translate('endpointIsolation.reason.backupExists.next', {
      defaultMessage:
        'Release it and wait for its report. If it needs to be isolated, isolate it again after that.',
    }),
  },
  not_isolated_or_no_backup: {
    happened: i18n.translate('endpointIsolation.reason.notIsolatedOrNoBackup.happened', {
      defaultMessage:
        'The endpoint refused: either it’s not isolated, or its firewall backup is gone. Nothing changed.',
    }),
    next: RETRY_AT_THE_MACHINE,
  },
  invalid_address: {
    happened: i18n.translate('endpointIsolation.reason.invalidAddress.happened', {
      defaultMessage: 'The endpoint refused one of the addresses. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.invalidAddress.next', {
      defaultMessage: 'Isolate it again with different addresses.',
    }),
  },
  no_user: {
    happened: i18n.translate('endpointIsolation.reason.noUser.happened', {
      defaultMessage: 'The endpoint refused: the command had no user name. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.noUser.next', {
      defaultMessage: 'Request it again from here, which always sends a user name.',
    }),
  },
  no_action: {
    happened: i18n.translate('endpointIsolation.reason.noAction.happened', {
      defaultMessage: 'The isolation program is installed and responded. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.noAction.next', {
      defaultMessage: 'No action needed.',
    }),
  },
  not_elevated: {
    happened: i18n.translate('endpointIsolation.reason.notElevated.happened', {
      defaultMessage:
        'The isolation program ran without administrator rights and couldn’t complete any step. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.notElevated.next', {
      defaultMessage:
        'Run the Wazuh agent service as Local System on this endpoint, then try again. To cut it off now, use the switch or VPN.',
    }),
  },
  firewall_service_off: {
    happened: i18n.translate('endpointIsolation.reason.firewallServiceOff.happened', {
      defaultMessage:
        'The Windows Firewall service isn’t running on this endpoint, so no step could complete. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.firewallServiceOff.next', {
      defaultMessage:
        'Start the service (MpsSvc) on the endpoint, then try again. To cut it off now, use the switch or VPN.',
    }),
  },
  netsh_not_found: {
    happened: i18n.translate('endpointIsolation.reason.netshNotFound.happened', {
      defaultMessage:
        'The isolation program couldn’t find netsh on this endpoint, so no step could complete. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.netshNotFound.next', {
      defaultMessage:
        'Make sure that netsh.exe is in Windows’ System32 folder and that the system’s PATH has this folder, then try again. To cut it off now, use the switch or VPN.',
    }),
  },
  export_failed: {
    happened: i18n.translate('endpointIsolation.reason.exportFailed.happened', {
      defaultMessage:
        'The endpoint isolated itself but couldn’t save its firewall. It has no backup.',
    }),
    next: i18n.translate('endpointIsolation.reason.exportFailed.next', {
      defaultMessage:
        'It will refuse a release. Plan to recover it locally, and don’t isolate it again before that.',
    }),
  },
  import_failed: {
    happened: i18n.translate('endpointIsolation.reason.importFailed.happened', {
      defaultMessage:
        'The endpoint couldn’t restore its firewall, and the backup is used up. It’s still isolated.',
    }),
    next: i18n.translate('endpointIsolation.reason.importFailed.next', {
      defaultMessage: 'It can’t be released remotely. Recover it locally.',
    }),
  },
};

/** Says what a result other than plain success means. Undefined for plain success. */
export function outcomeFailureWords(verb: string, outcome: Outcome): FailureWords | undefined {
  if (outcome.reason) return REASON_WORDS[outcome.reason];
  switch (outcome.result) {
    case 'succeeded':
      return undefined;
    case 'refused':
    case 'failed':
      return {
        happened: i18n.translate('endpointIsolation.outcome.noReason.happened', {
          defaultMessage: 'The endpoint didn’t complete the action and gave no reason.',
        }),
        next: RETRY_AT_THE_MACHINE,
      };
    case 'partial':
      return verb === 'release'
        ? {
            happened: i18n.translate('endpointIsolation.outcome.releasePartial.happened', {
              defaultMessage: 'The release reported success and an error.',
            }),
            next: RETRY_AT_THE_MACHINE,
          }
        : {
            happened: i18n.translate('endpointIsolation.outcome.isolationPartial.happened', {
              defaultMessage: 'Only some isolation steps ran. Traffic may not be blocked at all.',
            }),
            next: i18n.translate('endpointIsolation.outcome.isolationPartial.next', {
              defaultMessage:
                'Treat it as not isolated. Release it to restore its firewall, then isolate again.',
            }),
          };
    case 'unrecognised':
      return {
        happened: i18n.translate('endpointIsolation.outcome.unrecognised.happened', {
          defaultMessage: 'The endpoint’s report isn’t recognized; it may be in another language.',
        }),
        next: i18n.translate('endpointIsolation.outcome.unrecognised.next', {
          defaultMessage:
            'Read the report under Events. If it means success, an administrator can add its wording to wazuh_isolation.netsh_ok_words.',
        }),
      };
  }
}
