import { EuiFlyout } from '@elastic/eui';
import React from 'react';
import { useServices } from '../../services/browser_services';
import { FaultBoundary } from '../fault_boundary';
import type { EndpointFlyoutContentProps } from './endpoint_flyout_content';
import { EndpointFlyoutContent } from './endpoint_flyout_content';

const TITLE_ID = 'endpointIsolationFlyoutTitle';

/** The flyout within our own app; other pages open its content through the host's overlays. */
export function EndpointFlyout(props: Omit<EndpointFlyoutContentProps, 'titleId'>) {
  const { reloadPage } = useServices();
  return (
    <EuiFlyout
      size="m"
      onClose={props.onClose}
      aria-labelledby={TITLE_ID}
      data-test-subj="endpointFlyout"
    >
      <FaultBoundary onReload={reloadPage}>
        <EndpointFlyoutContent {...props} titleId={TITLE_ID} />
      </FaultBoundary>
    </EuiFlyout>
  );
}
