import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { REPORT_LOCATION } from '../../common/programs/served_endpoints';

interface OtherLocationNoticeProps {
  readonly location: string;
}

/** Connects an action without a response with the reports that arrived and aren't trusted. */
export function OtherLocationNotice({ location }: OtherLocationNoticeProps) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={TITLE}
        data-test-subj="otherLocation"
      >
        <p>
          {i18n.translate('endpointIsolation.otherLocation.text', {
            defaultMessage:
              'Its agent reads the log as {location}. Set <location> to {expected} in the agent’s configuration, then restart the agent.',
            values: { location, expected: REPORT_LOCATION },
          })}
        </p>
      </EuiCallOut>
    </>
  );
}

const TITLE = i18n.translate('endpointIsolation.otherLocation.title', {
  defaultMessage: 'The endpoint reported, but under a log path that isn’t trusted',
});
