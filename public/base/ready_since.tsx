import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import { TimeAgo } from './time_ago';

/** Says when a readiness test last confirmed the endpoint. It isn't a state of isolation. */
export function ReadySince({ at }: { at: number }) {
  return (
    <span data-test-subj="readySince">
      <FormattedMessage
        id="endpointIsolation.ready.since"
        defaultMessage="Ready, confirmed {ago}"
        values={{ ago: <TimeAgo at={at} /> }}
      />
    </span>
  );
}
