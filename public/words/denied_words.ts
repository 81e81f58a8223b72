import { i18n } from '@osd/i18n';
import type { HistoryEntry } from '../../common/routes';
import { refusalHappened } from './api_failure_words';

/** Says why an attempt was blocked, and how often within its hour. */
export function deniedSentence({
  code,
  count,
  codes,
}: NonNullable<HistoryEntry['denied']>): string {
  const why = codes.includes('and_more') ? AND_MORE : refusalHappened(code);
  if (count === 1) return why;
  const times = i18n.translate('endpointIsolation.denied.times', {
    defaultMessage: '{count} attempts within an hour.',
    values: { count },
  });
  return `${why} ${times}`;
}

export const DENIED = i18n.translate('endpointIsolation.denied.word', {
  defaultMessage: 'Blocked',
});

const AND_MORE = i18n.translate('endpointIsolation.denied.andMore', {
  defaultMessage: 'More attempts were blocked than are listed individually.',
});
