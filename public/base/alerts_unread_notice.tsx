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
  defaultMessage: 'New alerts can’t be read, so this state may be out of date',
});
const TEXT = i18n.translate('endpointIsolation.alertsUnread.text', {
  defaultMessage:
    'This is the last recorded state. You can still isolate and release; results appear once alerts can be read again. See Readiness for the cause.',
});
