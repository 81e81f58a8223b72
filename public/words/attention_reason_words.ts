import { i18n } from '@osd/i18n';
import type { AttentionReason } from '../../common/attention';

/** What an action left to look after. */
export const ATTENTION_REASON_WORDS: Readonly<Record<AttentionReason, string>> = {
  contact_lost: i18n.translate('endpointIsolation.attentionReason.contactLost', {
    defaultMessage: 'contact was lost after it was isolated',
  }),
  release_failed: i18n.translate('endpointIsolation.attentionReason.releaseFailed', {
    defaultMessage: 'its release failed',
  }),
  no_backup: i18n.translate('endpointIsolation.attentionReason.noBackup', {
    defaultMessage: 'it was isolated without a backup of its firewall',
  }),
  says_isolated: i18n.translate('endpointIsolation.attentionReason.saysIsolated', {
    defaultMessage: 'it says that it is isolated already, and nothing proves it',
  }),
  isolation_partial: i18n.translate('endpointIsolation.attentionReason.isolationPartial', {
    defaultMessage: 'it was isolated in part, or its answer is not known',
  }),
  left_open: i18n.translate('endpointIsolation.attentionReason.leftOpen', {
    defaultMessage: 'it was released for other addresses only, and is open now',
  }),
  no_answer: i18n.translate('endpointIsolation.attentionReason.noAnswer', {
    defaultMessage: 'it did not answer',
  }),
};

export const NEEDS_ATTENTION = i18n.translate('endpointIsolation.attentionReason.needs', {
  defaultMessage: 'Needs attention',
});

/** Beside who closed it. */
export const FOUND_OPEN = i18n.translate('endpointIsolation.attentionReason.foundOpen', {
  defaultMessage: 'found open at the machine',
});

export function attentionReasonsText(reasons: readonly AttentionReason[]): string {
  return reasons.map((reason) => ATTENTION_REASON_WORDS[reason]).join('; ');
}

export function needsAttentionSentence(reasons: readonly AttentionReason[]): string {
  return i18n.translate('endpointIsolation.attentionReason.sentence', {
    defaultMessage: 'Needs attention: {reasons}',
    values: { reasons: attentionReasonsText(reasons) },
  });
}

/** Of what somebody has closed. */
export function neededAttentionSentence(reasons: readonly AttentionReason[]): string {
  return i18n.translate('endpointIsolation.attentionReason.neededSentence', {
    defaultMessage: 'Needed attention: {reasons}',
    values: { reasons: attentionReasonsText(reasons) },
  });
}
