import { i18n } from '@osd/i18n';
import type { RefusalCode } from '../../common/refusal/refusal_codes';
import { REFUSALS } from '../../common/refusal/refusal_codes';
import type { RefusalSentences } from '../../common/refusal/refusal_sentences';
import { refusalSentences } from '../../common/refusal/refusal_sentences';
import { asArray, asText, field } from '../../common/base/json_reading';
import type { ApiFailure } from '../api/api_failure';
import type { FailureWords } from './failure_words';
import { managerCodeOf, managersOwnWords, managerWords } from './manager_words';
import { translated } from './translated';

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
  // Two codes are both the manager's and ours; the manager's come with its own number.
  if (isRefusalCode(code) && attributes.manager_code === undefined) {
    const sentences = refusalSentences(code, reasonCodes(failure));
    const said = SAYS_MORE.includes(code) ? ownWords(sentences, message) : '';
    return {
      happened: translated([sentences.happened]),
      next: translated([sentences.next]),
      ...(said === '' ? {} : { detail: said }),
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
    next: i18n.translate('endpointIsolation.failure.tryAgain', { defaultMessage: 'Try again.' }),
  };
}

/** Codes for which the API's sentence names the field or the person, which no table can. */
const SAYS_MORE: readonly RefusalCode[] = ['invalid_request', 'being_sent', 'already_pending'];

/** The API's own words between what happened and the next step, in English. */
function ownWords({ happened, next }: RefusalSentences, message: string): string {
  const end = message.endsWith(next.text) ? message.length - next.text.length : message.length;
  return message.slice(message.startsWith(happened.text) ? happened.text.length : 0, end).trim();
}

/** Codes of the reasons against the whole request, whatever stands there. */
function reasonCodes({ attributes }: Pick<ApiFailure, 'attributes'>): string[] {
  return (asArray(attributes.reasons) ?? []).flatMap((one) => asText(field(one, 'code')) ?? []);
}

/** Says what a refusal means if only its code is known. */
export function refusalHappened(code: string): string {
  return isRefusalCode(code) ? translated([refusalSentences(code).happened]) : code;
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.prototype.hasOwnProperty.call(REFUSALS, code);
}
