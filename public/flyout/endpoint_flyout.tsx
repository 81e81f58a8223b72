import { EuiFlyout } from '@elastic/eui';
import React from 'react';
import type { RefObject } from 'react';
import { useFocusLeft } from '../base/use_focus_left';
import { useServices } from '../base/browser_services';
import { FaultBoundary } from '../base/fault_boundary';
import type { EndpointFlyoutContentProps } from './endpoint_flyout_content';
import { EndpointFlyoutContent } from './endpoint_flyout_content';
import { FLYOUT_MIN_WIDTH } from './flyout_width';

const TITLE_ID = 'endpointIsolationFlyoutTitle';

interface EndpointFlyoutProps extends Omit<EndpointFlyoutContentProps, 'titleId'> {
  /** Gets the focus at the end where nothing has it: it was opened by its URL. */
  readonly focusAfter: RefObject<HTMLElement>;
}

/** The flyout within our own app; other pages open its content through the host's overlays. */
export function EndpointFlyout({ focusAfter, ...props }: EndpointFlyoutProps) {
  const { reloadPage } = useServices();
  useFocusLeft(focusAfter);
  return (
    <EuiFlyout
      size="m"
      style={{ minWidth: FLYOUT_MIN_WIDTH }}
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
