import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import { TimeAgo } from './time_ago';

/** That an endpoint's program has answered, and when: no state of isolation. */
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
