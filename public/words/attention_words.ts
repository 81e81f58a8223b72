import { i18n } from '@osd/i18n';
import type { EndpointView } from '../../common/routes';
import type { FailureWords } from './failure_words';
import { CAUTION_WORDS, UNKNOWN_WORDS } from './state_words';

/** Says what is wrong with an isolated or unknown endpoint, and the next step. If there are several issues, the first one. */
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
    defaultMessage: 'The manager no longer lists this agent. The endpoint itself hasn’t changed.',
  }),
  next: i18n.translate('endpointIsolation.attention.removed.next', {
    defaultMessage: 'If it’s isolated, recover it locally.',
  }),
};

const WAITING: FailureWords = {
  happened: i18n.translate('endpointIsolation.attention.waiting.happened', {
    defaultMessage: 'Waiting for the endpoint’s report.',
  }),
  next: '',
};

const CONTACT_LOST: FailureWords = {
  happened: i18n.translate('endpointIsolation.attention.contactLost.happened', {
    defaultMessage: 'It can’t reach its manager, so a release may not reach it.',
  }),
  next: i18n.translate('endpointIsolation.attention.contactLost.next', {
    defaultMessage: 'Check whether it’s on. If it is, recover it locally.',
  }),
};

const NOTHING_WRONG: FailureWords = {
  happened: '',
  next: i18n.translate('endpointIsolation.attention.nothingWrong.next', {
    defaultMessage: 'Release it when it’s clean.',
  }),
};
