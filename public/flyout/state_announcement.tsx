import { EuiScreenReaderOnly } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useEffect, useRef, useState } from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { announcedState } from '../words/announced_state';

/** Tells those who hear the page that the state of an endpoint has changed, once for each change. What it was at first, the panel says itself. */
export function StateAnnouncement({ endpoint }: { endpoint: EndpointDetailView }) {
  const { name } = endpoint;
  const state = announcedState(endpoint);
  const known = useRef(state);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (state === known.current) return;
    known.current = state;
    setSaid(
      i18n.translate('endpointIsolation.stateAnnouncement', {
        defaultMessage: '{name}: {state}',
        values: { name, state },
      })
    );
  }, [name, state]);
  return (
    <EuiScreenReaderOnly>
      <div role="status" data-test-subj="stateAnnouncement">
        {said}
      </div>
    </EuiScreenReaderOnly>
  );
}
