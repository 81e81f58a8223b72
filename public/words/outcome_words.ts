import { i18n } from '@osd/i18n';
import type { Outcome, OutcomeReason } from '../../common/outcome';
import type { FailureWords } from './failure_words';

/**
 * What the endpoint reported, in a word or two for a badge. It is the report of one action, and no state: a release from a backup
 * that holds the isolated firewall reports success as well.
 */
export function outcomeWord(verb: string, { result, reason }: Outcome): string {
  if (reason === 'export_failed') {
    return i18n.translate('endpointIsolation.outcome.isolatedNoBackup', {
      defaultMessage: 'Isolated, no backup',
    });
  }
  if (reason === 'no_action') {
    return i18n.translate('endpointIsolation.outcome.answered', { defaultMessage: 'Answered' });
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

const RETRY_AT_THE_MACHINE = i18n.translate('endpointIsolation.outcome.retryAtTheMachine', {
  defaultMessage:
    'Check at the machine whether it reaches the network. If it is cut off, it has to be recovered there.',
});

/** Of the program's own reasons: what happened on the endpoint, and what to do. */
const REASON_WORDS: Readonly<Record<OutcomeReason, FailureWords>> = {
  backup_exists: {
    happened: i18n.translate('endpointIsolation.reason.backupExists.happened', {
      defaultMessage:
        'The endpoint refused: it says that it is isolated already. Nothing was changed, the addresses neither.',
    }),
    next: i18n.translate('endpointIsolation.reason.backupExists.next', {
      defaultMessage:
        'Release it and wait for its report. If it has to be cut off, isolate it again after that.',
    }),
  },
  not_isolated_or_no_backup: {
    happened: i18n.translate('endpointIsolation.reason.notIsolatedOrNoBackup.happened', {
      defaultMessage:
        'The endpoint refused: it is not isolated, or its backup is gone. Nothing was changed.',
    }),
    next: RETRY_AT_THE_MACHINE,
  },
  invalid_address: {
    happened: i18n.translate('endpointIsolation.reason.invalidAddress.happened', {
      defaultMessage: 'The endpoint refused one of the addresses. Nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.invalidAddress.next', {
      defaultMessage: 'Isolate it again with other addresses.',
    }),
  },
  no_user: {
    happened: i18n.translate('endpointIsolation.reason.noUser.happened', {
      defaultMessage: 'The endpoint refused: the command named no user. Nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.noUser.next', {
      defaultMessage: 'Do it again from here: a user is always sent.',
    }),
  },
  no_action: {
    happened: i18n.translate('endpointIsolation.reason.noAction.happened', {
      defaultMessage:
        'The program answered an action that it does not know. It is there and works; nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.noAction.next', {
      defaultMessage: 'Nothing has to be done.',
    }),
  },
  not_elevated: {
    happened: i18n.translate('endpointIsolation.reason.notElevated.happened', {
      defaultMessage:
        'The program ran without administrator rights, so that not one step was done. Nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.notElevated.next', {
      defaultMessage:
        'Let the agent’s service run as Local System on this machine, then do it again. To cut it off now, use the switch or the VPN.',
    }),
  },
  firewall_service_off: {
    happened: i18n.translate('endpointIsolation.reason.firewallServiceOff.happened', {
      defaultMessage:
        'Windows’ firewall service does not run on this machine, so that not one step was done. Nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.reason.firewallServiceOff.next', {
      defaultMessage:
        'Start the service (MpsSvc) at the machine, then do it again. To cut it off now, use the switch or the VPN.',
    }),
  },
  export_failed: {
    happened: i18n.translate('endpointIsolation.reason.exportFailed.happened', {
      defaultMessage:
        'The endpoint could not save its firewall, and isolated itself all the same. It has no backup.',
    }),
    next: i18n.translate('endpointIsolation.reason.exportFailed.next', {
      defaultMessage:
        'It will refuse a release from here. Plan to recover it at the machine, and do not isolate it again before that.',
    }),
  },
  import_failed: {
    happened: i18n.translate('endpointIsolation.reason.importFailed.happened', {
      defaultMessage:
        'The endpoint could not restore its firewall, and the backup is used up. It is still isolated.',
    }),
    next: i18n.translate('endpointIsolation.reason.importFailed.next', {
      defaultMessage: 'It has to be recovered at the machine: no release from here can do it.',
    }),
  },
};

/** What an outcome that is not plain success means; undefined for plain success. */
export function outcomeFailureWords(verb: string, outcome: Outcome): FailureWords | undefined {
  if (outcome.reason) return REASON_WORDS[outcome.reason];
  switch (outcome.result) {
    case 'succeeded':
      return undefined;
    case 'refused':
    case 'failed':
      return {
        happened: i18n.translate('endpointIsolation.outcome.noReason.happened', {
          defaultMessage: 'The endpoint did not do it, and its answer gives no reason.',
        }),
        next: RETRY_AT_THE_MACHINE,
      };
    case 'partial':
      return verb === 'release'
        ? {
            happened: i18n.translate('endpointIsolation.outcome.releasePartial.happened', {
              defaultMessage: 'The release ended with an error beside its success.',
            }),
            next: RETRY_AT_THE_MACHINE,
          }
        : {
            happened: i18n.translate('endpointIsolation.outcome.isolationPartial.happened', {
              defaultMessage: 'Only some steps of the isolation ran. It may block nothing.',
            }),
            next: i18n.translate('endpointIsolation.outcome.isolationPartial.next', {
              defaultMessage:
                'Treat it as open. Release it to restore its firewall, then isolate again.',
            }),
          };
    case 'unrecognised':
      return {
        happened: i18n.translate('endpointIsolation.outcome.unrecognised.happened', {
          defaultMessage:
            'The endpoint answered with words that are not known here, such as those of another language.',
        }),
        next: i18n.translate('endpointIsolation.outcome.unrecognised.next', {
          defaultMessage:
            'Read the answer under Events. If it means success, an administrator adds its word to wazuh_isolation.netsh_ok_words.',
        }),
      };
  }
}
