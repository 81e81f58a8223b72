import { i18n } from '@osd/i18n';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import {
  MANAGER_ANSWER_WORDS,
  MANAGER_CODES,
  managerSentence,
} from '../../common/manager/manager_answer_words';
import type { FailureWords } from './failure_words';

export function managerCodeOf(code: string | undefined): ManagerCode | undefined {
  return MANAGER_CODES.find((each) => each === code);
}

/** Says what a manager's response, or the lack of one, means. The English sentences are the server's own; ids carry the code. */
export function managerWords(code: ManagerCode): FailureWords {
  const { happened, next } = MANAGER_ANSWER_WORDS[code];
  return {
    happened: i18n.translate(`endpointIsolation.manager.${code}.happened`, {
      defaultMessage: happened,
    }),
    next: i18n.translate(`endpointIsolation.manager.${code}.next`, { defaultMessage: next }),
  };
}

/** The manager's own words after our sentence in an API error. Empty if it said nothing. */
export function managersOwnWords(code: ManagerCode, message: string): string {
  const sentence = managerSentence(code);
  return message.startsWith(sentence) ? message.slice(sentence.length).trim() : '';
}
