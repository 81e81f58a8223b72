import { EuiButtonEmpty, EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { LiveState } from './live_query';
import { onlyReloadHelps } from './live_query';
import { useNow } from './use_now';
import { useServices } from './browser_services';
import { apiFailureWords } from '../words/api_failure_words';
import { FailureCallOut } from './failure_call_out';

interface LiveNoticeProps {
  readonly live: Pick<LiveState<unknown>, 'value' | 'at' | 'failure'>;
  readonly onRetry: () => void;
}

/** Says that something could not be had, or that what is shown is old; nothing where all is well. */
export function LiveNotice({ live, onRetry }: LiveNoticeProps) {
  const { times } = useServices();
  const now = useNow();
  const { value, at, failure } = live;
  if (!failure) return null;
  if (value === undefined || at === undefined || onlyReloadHelps(failure)) {
    return (
      <>
        <FailureCallOut failure={failure} onRetry={onRetry} />
        <EuiSpacer size="m" />
      </>
    );
  }
  return (
    <>
      <EuiCallOut
        color="warning"
        iconType="clock"
        size="s"
        role="status"
        data-test-subj="stale"
        title={i18n.translate('endpointIsolation.stale.title', {
          defaultMessage: 'Showing data from {time}; it may be out of date',
          values: { time: times.clock(at, now) },
        })}
      >
        <p>
          {i18n.translate('endpointIsolation.stale.text', {
            defaultMessage: '{reason} Retrying automatically.',
            values: { reason: apiFailureWords(failure).happened },
          })}
        </p>
        {failure.code === 'rights_unread' && (
          <EuiButtonEmpty size="xs" flush="left" onClick={onRetry} data-test-subj="refreshRights">
            {i18n.translate('endpointIsolation.stale.refresh', { defaultMessage: 'Refresh' })}
          </EuiButtonEmpty>
        )}
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
