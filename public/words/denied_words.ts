import { i18n } from '@osd/i18n';
import type { DeniedReason } from '../../common/ledger/denied_document';
import type { HistoryEntry } from '../../common/api/history_view';
import { refusalHappened } from './api_failure_words';
import { blockedReason } from './blocked_reason_words';

/** Says why an attempt was blocked, and how often within its hour. */
export function deniedSentence(denied: NonNullable<HistoryEntry['denied']>): string {
  const { count } = denied;
  const why = whyOf(denied);
  if (count === 1) return why;
  const times = i18n.translate('endpointIsolation.denied.times', {
    defaultMessage: '{count} attempts within an hour.',
    values: { count },
  });
  return `${why} ${times}`;
}

/** The reasons where they are on record; documents of an older version, and refusals that need none, have only their code. */
function whyOf({ code, codes, reasons = [] }: NonNullable<HistoryEntry['denied']>): string {
  if (codes.includes('and_more')) return AND_MORE;
  const known: readonly DeniedReason[] =
    reasons.length > 0 ? reasons : codes.map((each) => ({ code: each }));
  const sentences = known.flatMap((reason) => blockedReason(reason) ?? []);
  if (sentences.length === 0) return refusalHappened(code);
  return i18n.translate('endpointIsolation.denied.because', {
    defaultMessage: 'Blocked: {reason}',
    values: { reason: sentences.join('; ') },
  });
}

export const DENIED = i18n.translate('endpointIsolation.denied.word', {
  defaultMessage: 'Blocked',
});

const AND_MORE = i18n.translate('endpointIsolation.denied.andMore', {
  defaultMessage: 'More attempts were blocked than are listed individually.',
});
