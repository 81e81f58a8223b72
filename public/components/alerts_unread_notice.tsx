import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';

/** The state is what the ledger knows; what the endpoint reported since is not in it. */
export function AlertsUnreadNotice() {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={TITLE}
        data-test-subj="alertsUnread"
      >
        <p>{TEXT}</p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

const TITLE = i18n.translate('endpointIsolation.alertsUnread.title', {
  defaultMessage: 'The newest alerts cannot be read: this state may be older than it seems',
});
const TEXT = i18n.translate('endpointIsolation.alertsUnread.text', {
  defaultMessage:
    'It is the last one that was recorded. Isolate and release are possible all the same; their result shows when the alerts can be read again. Readiness says what is wrong with them.',
});
