import { i18n } from '@osd/i18n';
import type { RefusalCode } from '../../common/action/refusal_codes';
import { REFUSALS } from '../../common/action/refusal_codes';
import type { ApiFailure } from '../api/api_failure';
import { AMBIGUOUS_MANAGER_WORDS, isOfAmbiguousManager } from './ambiguous_manager_words';
import type { FailureWords } from './failure_words';
import { managerCodeOf, managersOwnWords, managerWords } from './manager_words';

const TRY_AGAIN = i18n.translate('endpointIsolation.failure.tryAgain', {
  defaultMessage: 'Try again.',
});

/** Words for the API's codes. Single addresses, permissions and actions have tables of their own. */
const REFUSAL_WORDS: Readonly<Record<RefusalCode, FailureWords>> = {
  invalid_request: {
    happened: i18n.translate('endpointIsolation.refusal.invalidRequest.happened', {
      defaultMessage: 'The request isn’t valid. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.invalidRequest.next', {
      defaultMessage: 'Correct the item below and try again.',
    }),
  },
  host_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.hostUnknown.happened', {
      defaultMessage: 'No manager with this ID is configured.',
    }),
    next: i18n.translate('endpointIsolation.refusal.hostUnknown.next', {
      defaultMessage: 'Choose a manager from the list.',
    }),
  },
  endpoint_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.endpointUnknown.happened', {
      defaultMessage:
        'This endpoint doesn’t exist on this manager, or you don’t have permission to see it.',
    }),
    next: i18n.translate('endpointIsolation.refusal.endpointUnknown.next', {
      defaultMessage:
        'Search the list of all endpoints. It may have been re-enrolled under another ID.',
    }),
  },
  batch_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.batchUnknown.happened', {
      defaultMessage: 'This request isn’t on record for this manager.',
    }),
    next: i18n.translate('endpointIsolation.refusal.batchUnknown.next', {
      defaultMessage: 'Check the endpoints directly.',
    }),
  },
  session_over: {
    happened: i18n.translate('endpointIsolation.refusal.sessionOver.happened', {
      defaultMessage: 'Your session has expired. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.sessionOver.next', {
      defaultMessage: 'Reload the page and sign in again.',
    }),
  },
  not_permitted: {
    happened: i18n.translate('endpointIsolation.refusal.notPermitted.happened', {
      defaultMessage: 'You don’t have permission. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notPermitted.next', {
      defaultMessage: 'Ask an administrator for the role or permission below.',
    }),
  },
  alerts_denied: {
    happened: i18n.translate('endpointIsolation.refusal.alertsDenied.happened', {
      defaultMessage: 'You don’t have permission to read these alerts.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alertsDenied.next', {
      defaultMessage:
        'Ask an administrator for a role that can read them. Results and times are still shown for each endpoint.',
    }),
  },
  not_eligible: {
    happened: i18n.translate('endpointIsolation.refusal.notEligible.happened', {
      defaultMessage: 'This action isn’t possible on this endpoint. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notEligible.next', {
      defaultMessage: 'See the reasons below.',
    }),
  },
  preview_changed: {
    happened: i18n.translate('endpointIsolation.refusal.previewChanged.happened', {
      defaultMessage: 'Something changed since you opened this form. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.previewChanged.next', {
      defaultMessage: 'Review what changed and submit again.',
    }),
  },
  being_sent: {
    happened: i18n.translate('endpointIsolation.refusal.beingSent.happened', {
      defaultMessage: 'Another action is being sent to this endpoint. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.beingSent.next', {
      defaultMessage: 'Wait until it finishes, then try again.',
    }),
  },
  already_pending: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyPending.happened', {
      defaultMessage:
        'The same action is already waiting for the endpoint’s report. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyPending.next', {
      defaultMessage: 'Follow the action in progress.',
    }),
  },
  already_waiting: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyWaiting.happened', {
      defaultMessage:
        'An isolation with other addresses is waiting to be sent. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyWaiting.next', {
      defaultMessage: 'Release the endpoint to cancel it, then isolate again.',
    }),
  },
  ledger_incomplete: {
    happened: i18n.translate('endpointIsolation.refusal.ledgerIncomplete.happened', {
      defaultMessage:
        'An action that was recorded before is missing from the ledger. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.ledgerIncomplete.next', {
      defaultMessage: 'Ask an administrator to check the ledger indices.',
    }),
  },
  rights_unread: {
    happened: i18n.translate('endpointIsolation.refusal.rightsUnread.happened', {
      defaultMessage: 'Your permissions couldn’t be read, so none are assumed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.rightsUnread.next', {
      defaultMessage: 'Refresh. If it keeps failing, check that the manager is running.',
    }),
  },
  nothing_to_close: {
    happened: i18n.translate('endpointIsolation.refusal.nothingToClose.happened', {
      defaultMessage: 'This action has no open follow-up. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.nothingToClose.next', {
      defaultMessage: 'Check the endpoint again.',
    }),
  },
  already_closed: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyClosed.happened', {
      defaultMessage: 'Someone already closed this follow-up. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyClosed.next', {
      defaultMessage: 'See the action for who closed it and why.',
    }),
  },
  nothing_to_mark: {
    happened: i18n.translate('endpointIsolation.refusal.nothingToMark.happened', {
      defaultMessage:
        'The endpoint isn’t shown as isolated, or someone already marked it. Nothing changed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.nothingToMark.next', {
      defaultMessage: 'Check its state again.',
    }),
  },
  not_acknowledged: {
    happened: i18n.translate('endpointIsolation.refusal.notAcknowledged.happened', {
      defaultMessage: 'A risk needs your acknowledgment first. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notAcknowledged.next', {
      defaultMessage: 'Read and acknowledge the risks.',
    }),
  },
  lifeline_changed: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineChanged.happened', {
      defaultMessage:
        'The manager’s address changed, and this isolation would have blocked it. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineChanged.next', {
      defaultMessage: 'Review the allowed addresses and isolate again.',
    }),
  },
  state_not_clear: {
    happened: i18n.translate('endpointIsolation.refusal.stateNotClear.happened', {
      defaultMessage:
        'The release was reported as successful, but other reports disagree. The endpoint was not isolated again.',
    }),
    next: i18n.translate('endpointIsolation.refusal.stateNotClear.next', {
      defaultMessage: 'Check its events and the endpoint itself.',
    }),
  },
  lifeline_refused: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineRefused.happened', {
      defaultMessage: 'One of the addresses can’t be allowed. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineRefused.next', {
      defaultMessage: 'Correct or remove it.',
    }),
  },
  lifeline_empty: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineEmpty.happened', {
      defaultMessage:
        'No manager address is known, so the endpoint could only be released locally. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineEmpty.next', {
      defaultMessage:
        'Add the address the endpoint uses to reach its manager. An administrator can configure it for all endpoints (wazuh_isolation.managers).',
    }),
  },
  too_many_addresses: {
    happened: i18n.translate('endpointIsolation.refusal.tooManyAddresses.happened', {
      defaultMessage: 'An isolation can allow up to 200 addresses. No action was taken.',
    }),
    next: i18n.translate('endpointIsolation.refusal.tooManyAddresses.next', {
      defaultMessage: 'Remove some, or use networks instead.',
    }),
  },
  key_reused: {
    happened: i18n.translate('endpointIsolation.refusal.keyReused.happened', {
      defaultMessage: 'This request key was already used for another request. No action was taken.',
    }),
    next: TRY_AGAIN,
  },
  manager_failed: {
    happened: i18n.translate('endpointIsolation.refusal.managerFailed.happened', {
      defaultMessage: 'The manager hasn’t responded yet, so it can’t be identified.',
    }),
    next: i18n.translate('endpointIsolation.refusal.managerFailed.next', {
      defaultMessage: 'Check that its API is running and reachable from the dashboard server.',
    }),
  },
  indexer_failed: {
    happened: i18n.translate('endpointIsolation.refusal.indexerFailed.happened', {
      defaultMessage: 'The Wazuh indexer returned an error.',
    }),
    next: i18n.translate('endpointIsolation.refusal.indexerFailed.next', {
      defaultMessage: 'Check that the Wazuh indexer is running, then try again.',
    }),
  },
};

export interface ApiFailureWords extends FailureWords {
  /** The API's own sentence, in English, where it says more. */
  readonly detail?: string;
}

/** Says what a failed request of the page means, and the next step. */
export function apiFailureWords(failure: ApiFailure): ApiFailureWords {
  switch (failure.kind) {
    case 'no_answer':
      return {
        happened: i18n.translate('endpointIsolation.failure.noAnswer.happened', {
          defaultMessage: 'The dashboard server didn’t respond.',
        }),
        next: i18n.translate('endpointIsolation.failure.noAnswer.next', {
          defaultMessage: 'Check your network or VPN, then try again.',
        }),
      };
    case 'page_outdated':
      return {
        happened: i18n.translate('endpointIsolation.failure.pageOutdated.happened', {
          defaultMessage: 'The dashboard was upgraded while this page was open.',
        }),
        next: i18n.translate('endpointIsolation.failure.pageOutdated.next', {
          defaultMessage: 'Reload the page.',
        }),
      };
    case 'session_over':
      return {
        happened: i18n.translate('endpointIsolation.failure.sessionOver.happened', {
          defaultMessage: 'Your session has expired.',
        }),
        next: i18n.translate('endpointIsolation.failure.sessionOver.next', {
          defaultMessage: 'Reload the page and sign in again.',
        }),
      };
    case 'not_readable':
      return {
        happened: i18n.translate('endpointIsolation.failure.notReadable.happened', {
          defaultMessage: 'The response didn’t come from this plugin.',
        }),
        next: i18n.translate('endpointIsolation.failure.notReadable.next', {
          defaultMessage:
            'Try again. If it keeps happening, a proxy may be in between, or the plugin isn’t installed on this server.',
        }),
      };
    case 'refused':
      return refusedWords(failure);
  }
}

function refusedWords(failure: ApiFailure): ApiFailureWords {
  const { code, message, attributes } = failure;
  if (code === 'not_eligible' && isOfAmbiguousManager(failure)) return AMBIGUOUS_MANAGER_WORDS;
  // Two codes are both the manager's and ours; the manager's come with its own number.
  if (isRefusalCode(code) && attributes.manager_code === undefined) {
    return {
      ...REFUSAL_WORDS[code],
      ...(SAYS_MORE.includes(code) && message !== '' ? { detail: message } : {}),
    };
  }
  const managerCode = managerCodeOf(code);
  if (managerCode) {
    const said = managersOwnWords(managerCode, message);
    return { ...managerWords(managerCode), ...(said === '' ? {} : { detail: said }) };
  }
  return {
    happened:
      message === ''
        ? i18n.translate('endpointIsolation.failure.noWords.happened', {
            defaultMessage: 'The dashboard server failed without giving a reason.',
          })
        : message,
    next: TRY_AGAIN,
  };
}

/** Codes for which the API's sentence names the field or the person, which no table can. */
const SAYS_MORE: readonly RefusalCode[] = ['invalid_request', 'being_sent', 'already_pending'];

/** Says what a refusal means if only its code is known. */
export function refusalHappened(code: string): string {
  return isRefusalCode(code) ? REFUSAL_WORDS[code].happened : code;
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.prototype.hasOwnProperty.call(REFUSALS, code);
}
