import { i18n } from '@osd/i18n';
import type { AttentionReason } from '../../common/action/attention';

/** Words for the reasons of a follow-up. */
export const ATTENTION_REASON_WORDS: Readonly<Record<AttentionReason, string>> = {
  contact_lost: i18n.translate('endpointIsolation.attentionReason.contactLost', {
    defaultMessage: 'lost contact after it was isolated',
  }),
  release_failed: i18n.translate('endpointIsolation.attentionReason.releaseFailed', {
    defaultMessage: 'release failed',
  }),
  no_backup: i18n.translate('endpointIsolation.attentionReason.noBackup', {
    defaultMessage: 'isolated without a firewall backup',
  }),
  says_isolated: i18n.translate('endpointIsolation.attentionReason.saysIsolated', {
    defaultMessage: 'reports that it’s already isolated; not confirmed',
  }),
  isolation_partial: i18n.translate('endpointIsolation.attentionReason.isolationPartial', {
    defaultMessage: 'only partly isolated, or its report isn’t recognized',
  }),
  left_open: i18n.translate('endpointIsolation.attentionReason.leftOpen', {
    defaultMessage: 'released to change its addresses and not isolated again; not isolated now',
  }),
  no_answer: i18n.translate('endpointIsolation.attentionReason.noAnswer', {
    defaultMessage: 'no response',
  }),
};

export const NEEDS_ATTENTION = i18n.translate('endpointIsolation.attentionReason.needs', {
  defaultMessage: 'Needs follow-up',
});

/** Words shown next to the person who closed it. */
export const FOUND_OPEN = i18n.translate('endpointIsolation.attentionReason.foundOpen', {
  defaultMessage: 'found not isolated on the endpoint itself',
});

export function attentionReasonsText(reasons: readonly AttentionReason[]): string {
  return reasons.map((reason) => ATTENTION_REASON_WORDS[reason]).join('; ');
}

export function needsAttentionSentence(reasons: readonly AttentionReason[]): string {
  return i18n.translate('endpointIsolation.attentionReason.sentence', {
    defaultMessage: 'Needs follow-up: {reasons}',
    values: { reasons: attentionReasonsText(reasons) },
  });
}

/** The sentence for a closed follow-up. */
export function neededAttentionSentence(reasons: readonly AttentionReason[]): string {
  return i18n.translate('endpointIsolation.attentionReason.neededSentence', {
    defaultMessage: 'Needed follow-up: {reasons}',
    values: { reasons: attentionReasonsText(reasons) },
  });
}
