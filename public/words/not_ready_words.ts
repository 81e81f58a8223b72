import { i18n } from '@osd/i18n';
import type { NotReadyReason } from '../../common/readiness/endpoint_readiness';
import { probeWords } from './probe_words';

/** Words for the reason why an endpoint isn't ready: short in each row, and the next step once for all endpoints with that reason. */
export interface NotReadyWords {
  readonly word: string;
  readonly next: string;
}

const UNANSWERED = probeWords({ status: 'unanswered' });
const UNRECOGNISED = probeWords({ status: 'unrecognised' });
const INTERRUPTED = probeWords({ status: 'interrupted' });

export const NOT_READY_WORDS: Readonly<Record<NotReadyReason, NotReadyWords>> = {
  no_response: { word: UNANSWERED.word, next: UNANSWERED.next ?? '' },
  unexpected_response: { word: UNRECOGNISED.word, next: UNRECOGNISED.next ?? '' },
  not_sent: { word: INTERRUPTED.word, next: INTERRUPTED.next ?? '' },
  version_too_old: {
    word: i18n.translate('endpointIsolation.notReady.versionTooOld', {
      defaultMessage: 'Agent too old',
    }),
    next: i18n.translate('endpointIsolation.notReady.versionTooOld.next', {
      defaultMessage: 'Upgrade the agent to 4.2.0 or later.',
    }),
  },
  version_not_known: {
    word: i18n.translate('endpointIsolation.notReady.versionNotKnown', {
      defaultMessage: 'Agent version unknown',
    }),
    next: i18n.translate('endpointIsolation.notReady.versionNotKnown.next', {
      defaultMessage: 'Check in Wazuh that the agent reports its version.',
    }),
  },
  in_progress: {
    word: i18n.translate('endpointIsolation.notReady.inProgress', {
      defaultMessage: 'Test in progress',
    }),
    next: i18n.translate('endpointIsolation.notReady.inProgress.next', {
      defaultMessage: 'Refresh in a moment.',
    }),
  },
  not_tested: {
    word: i18n.translate('endpointIsolation.notReady.notTested', { defaultMessage: 'Not tested' }),
    next: i18n.translate('endpointIsolation.notReady.notTested.next', {
      defaultMessage: 'Test readiness before you need to isolate.',
    }),
  },
};
