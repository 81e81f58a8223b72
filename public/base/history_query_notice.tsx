import { EuiButtonEmpty, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { HistoryQuery } from '../../common/api/history_query';

interface HistoryQueryNoticeProps {
  readonly query: HistoryQuery;
  readonly onClear: () => void;
}

/** Says by what the URL filters the history, except for the agent, which has a field of its own. */
export function HistoryQueryNotice({ query, onClear }: HistoryQueryNoticeProps) {
  const { statuses = [], user } = query;
  if (statuses.length === 0 && user === undefined) return null;
  return (
    <EuiText size="s" data-test-subj="historyQuery">
      {statuses.length > 0 &&
        i18n.translate('endpointIsolation.historyQuery.statuses', {
          defaultMessage: 'Filtered by status: {statuses}.',
          values: { statuses: statuses.join(', ') },
        })}{' '}
      {user !== undefined &&
        i18n.translate('endpointIsolation.historyQuery.user', {
          defaultMessage: 'Filtered by user: {user}.',
          values: { user },
        })}{' '}
      <EuiButtonEmpty size="xs" onClick={onClear}>
        {i18n.translate('endpointIsolation.historyQuery.clear', {
          defaultMessage: 'Clear filters',
        })}
      </EuiButtonEmpty>
    </EuiText>
  );
}
