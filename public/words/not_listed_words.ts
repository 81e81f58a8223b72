import { i18n } from '@osd/i18n';
import type { HistoryEntry } from '../../common/api/history_view';

/** Says how many reports of an hour the history doesn't list. */
export function notListedSentence({ count, is }: NonNullable<HistoryEntry['not_listed']>): string {
  return is === 'exact'
    ? i18n.translate('endpointIsolation.notListed.exact', {
        defaultMessage:
          '{count, plural, one {# more report} other {# more reports}} of this endpoint within an hour, not listed. Its state takes them into account.',
        values: { count },
      })
    : i18n.translate('endpointIsolation.notListed.estimated', {
        defaultMessage:
          'About {count} more reports of this endpoint within an hour, not listed. Its state takes them into account.',
        values: { count },
      });
}
