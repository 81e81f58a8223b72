import { i18n } from '@osd/i18n';
import type { RefusalCode } from '../../common/refusal_codes';
import { REFUSALS } from '../../common/refusal_codes';
import type { ApiFailure } from '../services/api_failure';
import type { FailureWords } from './failure_words';
import { managerCodeOf, managersOwnWords, managerWords } from './manager_words';

const TRY_AGAIN = i18n.translate('endpointIsolation.failure.tryAgain', {
  defaultMessage: 'Try again.',
});

/** Of the codes of the API; those of a single address, right or action are told by their own tables. */
const REFUSAL_WORDS: Readonly<Record<RefusalCode, FailureWords>> = {
  invalid_request: {
    happened: i18n.translate('endpointIsolation.refusal.invalidRequest.happened', {
      defaultMessage: 'The request is not valid; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.invalidRequest.next', {
      defaultMessage: 'Correct what is said below, and try again.',
    }),
  },
  host_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.hostUnknown.happened', {
      defaultMessage: 'No manager of this id is configured.',
    }),
    next: i18n.translate('endpointIsolation.refusal.hostUnknown.next', {
      defaultMessage: 'Choose a manager from the list.',
    }),
  },
  endpoint_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.endpointUnknown.happened', {
      defaultMessage: 'This manager has no such endpoint, or you may not see it.',
    }),
    next: i18n.translate('endpointIsolation.refusal.endpointUnknown.next', {
      defaultMessage:
        'Look for it in the list of all endpoints: it may have been registered again under another id.',
    }),
  },
  batch_unknown: {
    happened: i18n.translate('endpointIsolation.refusal.batchUnknown.happened', {
      defaultMessage: 'No such request is recorded on this manager.',
    }),
    next: i18n.translate('endpointIsolation.refusal.batchUnknown.next', {
      defaultMessage: 'Look at the endpoints themselves.',
    }),
  },
  not_permitted: {
    happened: i18n.translate('endpointIsolation.refusal.notPermitted.happened', {
      defaultMessage: 'You may not do this; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notPermitted.next', {
      defaultMessage: 'Ask an administrator for what is named below.',
    }),
  },
  alerts_denied: {
    happened: i18n.translate('endpointIsolation.refusal.alertsDenied.happened', {
      defaultMessage: 'You may not read these alerts.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alertsDenied.next', {
      defaultMessage:
        'Ask an administrator for a role that may read them. Outcomes and times are shown with each endpoint all the same.',
    }),
  },
  not_eligible: {
    happened: i18n.translate('endpointIsolation.refusal.notEligible.happened', {
      defaultMessage: 'This cannot be done on this endpoint; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notEligible.next', {
      defaultMessage: 'See the reasons below.',
    }),
  },
  preview_changed: {
    happened: i18n.translate('endpointIsolation.refusal.previewChanged.happened', {
      defaultMessage: 'What you saw has changed meanwhile; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.previewChanged.next', {
      defaultMessage: 'Look at what is different, and decide again.',
    }),
  },
  being_sent: {
    happened: i18n.translate('endpointIsolation.refusal.beingSent.happened', {
      defaultMessage: 'Another action of this endpoint is just being sent; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.beingSent.next', {
      defaultMessage: 'Wait until it is over, then try again.',
    }),
  },
  already_pending: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyPending.happened', {
      defaultMessage:
        'The same was asked before and still waits for the report of the endpoint; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyPending.next', {
      defaultMessage: 'Watch the one that is under way.',
    }),
  },
  already_waiting: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyWaiting.happened', {
      defaultMessage: 'An isolation with other addresses waits to be sent; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyWaiting.next', {
      defaultMessage: 'Release the endpoint to cancel that one, then isolate it.',
    }),
  },
  ledger_incomplete: {
    happened: i18n.translate('endpointIsolation.refusal.ledgerIncomplete.happened', {
      defaultMessage: 'The record lacks an action that it had before; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.ledgerIncomplete.next', {
      defaultMessage: 'An administrator checks the indices of the ledger.',
    }),
  },
  nothing_to_close: {
    happened: i18n.translate('endpointIsolation.refusal.nothingToClose.happened', {
      defaultMessage: 'This action left nothing to look after; nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.nothingToClose.next', {
      defaultMessage: 'Look at the endpoint again.',
    }),
  },
  already_closed: {
    happened: i18n.translate('endpointIsolation.refusal.alreadyClosed.happened', {
      defaultMessage: 'Somebody has closed this already; nothing was changed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.alreadyClosed.next', {
      defaultMessage: 'See who did and why, at the action.',
    }),
  },
  not_acknowledged: {
    happened: i18n.translate('endpointIsolation.refusal.notAcknowledged.happened', {
      defaultMessage: 'This has to be confirmed first; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.notAcknowledged.next', {
      defaultMessage: 'Read the consequences and confirm them.',
    }),
  },
  lifeline_changed: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineChanged.happened', {
      defaultMessage:
        'The manager got another address meanwhile, which would have been cut off; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineChanged.next', {
      defaultMessage: 'Look at the addresses, and isolate it.',
    }),
  },
  state_not_clear: {
    happened: i18n.translate('endpointIsolation.refusal.stateNotClear.happened', {
      defaultMessage:
        'Its release was reported as done, and other reports say something else; it was not isolated again.',
    }),
    next: i18n.translate('endpointIsolation.refusal.stateNotClear.next', {
      defaultMessage: 'Look at its events, and at the machine.',
    }),
  },
  lifeline_refused: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineRefused.happened', {
      defaultMessage: 'An address cannot be let through; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineRefused.next', {
      defaultMessage: 'Correct or remove it.',
    }),
  },
  lifeline_empty: {
    happened: i18n.translate('endpointIsolation.refusal.lifelineEmpty.happened', {
      defaultMessage:
        'No address of a manager is known, so that the endpoint would be cut off for good; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.lifelineEmpty.next', {
      defaultMessage:
        'Add the address by which the endpoint reaches its manager. An administrator can configure it for all (wazuh_isolation.managers).',
    }),
  },
  too_many_addresses: {
    happened: i18n.translate('endpointIsolation.refusal.tooManyAddresses.happened', {
      defaultMessage: 'An isolation can let at most 200 addresses through; nothing was done.',
    }),
    next: i18n.translate('endpointIsolation.refusal.tooManyAddresses.next', {
      defaultMessage: 'Remove some, or give networks instead.',
    }),
  },
  key_reused: {
    happened: i18n.translate('endpointIsolation.refusal.keyReused.happened', {
      defaultMessage: 'The key of this request belongs to another one; nothing was done.',
    }),
    next: TRY_AGAIN,
  },
  manager_failed: {
    happened: i18n.translate('endpointIsolation.refusal.managerFailed.happened', {
      defaultMessage: 'It is not known which manager this is: it has not answered yet.',
    }),
    next: i18n.translate('endpointIsolation.refusal.managerFailed.next', {
      defaultMessage: 'See that its API is up and can be reached from the dashboard server.',
    }),
  },
  indexer_failed: {
    happened: i18n.translate('endpointIsolation.refusal.indexerFailed.happened', {
      defaultMessage: 'The indexer failed.',
    }),
    next: i18n.translate('endpointIsolation.refusal.indexerFailed.next', {
      defaultMessage: 'See that the Wazuh indexer is up, then try again.',
    }),
  },
};

export interface ApiFailureWords extends FailureWords {
  /** The API's own sentence, in English, where it says more. */
  readonly detail?: string;
}

/** What a failed request of the page means, and the way out. */
export function apiFailureWords(failure: ApiFailure): ApiFailureWords {
  switch (failure.kind) {
    case 'no_answer':
      return {
        happened: i18n.translate('endpointIsolation.failure.noAnswer.happened', {
          defaultMessage: 'The dashboard server did not answer.',
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
          defaultMessage: 'Your session is over.',
        }),
        next: i18n.translate('endpointIsolation.failure.sessionOver.next', {
          defaultMessage: 'Reload the page and log in again.',
        }),
      };
    case 'not_readable':
      return {
        happened: i18n.translate('endpointIsolation.failure.notReadable.happened', {
          defaultMessage: 'Something else than this plugin answered.',
        }),
        next: i18n.translate('endpointIsolation.failure.notReadable.next', {
          defaultMessage:
            'Try again. If it stays so, a proxy stands in between, or the plugin is not installed on this server.',
        }),
      };
    case 'refused':
      return refusedWords(failure);
  }
}

function refusedWords({ code, message, attributes }: ApiFailure): ApiFailureWords {
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
            defaultMessage: 'The dashboard server failed and did not say why.',
          })
        : message,
    next: TRY_AGAIN,
  };
}

/** Here the API's sentence names the field or the person, which no table can. */
const SAYS_MORE: readonly RefusalCode[] = ['invalid_request', 'being_sent', 'already_pending'];

/** What a refusal means, where only its code is known. */
export function refusalHappened(code: string): string {
  return isRefusalCode(code) ? REFUSAL_WORDS[code].happened : code;
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.prototype.hasOwnProperty.call(REFUSALS, code);
}
