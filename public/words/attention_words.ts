import { i18n } from '@osd/i18n';
import type { EndpointView } from '../../common/routes';
import type { FailureWords } from './failure_words';
import { CAUTION_WORDS, UNKNOWN_WORDS } from './state_words';

/** What is wrong with an endpoint that is isolated or uncertain, and what to do: the first thing where there are several. */
export function attentionWords({ state, contact }: EndpointView): FailureWords {
  if (state.removed && !state.waiting) return REMOVED;
  if (state.waiting) return WAITING;
  const [reason] = state.reasons;
  if (reason) return UNKNOWN_WORDS[reason];
  if (contact?.contact === 'lost') return CONTACT_LOST;
  const [caution] = state.cautions;
  return caution ? { happened: CAUTION_WORDS[caution], next: '' } : NOTHING_WRONG;
}

const REMOVED: FailureWords = {
  happened: i18n.translate('endpointIsolation.attention.removed.happened', {
    defaultMessage: 'The manager does not list this agent any more; the machine stays as it was.',
  }),
  next: i18n.translate('endpointIsolation.attention.removed.next', {
    defaultMessage: 'If it is isolated, it has to be recovered at the machine.',
  }),
};

const WAITING: FailureWords = {
  happened: i18n.translate('endpointIsolation.attention.waiting.happened', {
    defaultMessage: 'The report of the endpoint is waited for.',
  }),
  next: '',
};

const CONTACT_LOST: FailureWords = {
  happened: i18n.translate('endpointIsolation.attention.contactLost.happened', {
    defaultMessage: 'It does not reach its manager, so that a release from here may not reach it.',
  }),
  next: i18n.translate('endpointIsolation.attention.contactLost.next', {
    defaultMessage:
      'See whether it is switched on. If it is, it has to be recovered at the machine.',
  }),
};

const NOTHING_WRONG: FailureWords = {
  happened: '',
  next: i18n.translate('endpointIsolation.attention.nothingWrong.next', {
    defaultMessage: 'Release it when it is clean.',
  }),
};
