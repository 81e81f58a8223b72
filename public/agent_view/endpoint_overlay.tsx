import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreStart, OverlayRef } from 'opensearch-dashboards/public';
import type { ActionRequest } from '../../common/action/action_request';
import { FaultBoundary } from '../base/fault_boundary';
import { OutdatedNotice } from '../base/outdated_notice';
import { EndpointFlyoutContent } from '../flyout/endpoint_flyout_content';
import { FLYOUT_MIN_WIDTH } from '../flyout/flyout_width';
import { useAppContext } from '../base/use_app_context';
import { browserServicesOf } from '../base/assemble_services';
import type { BrowserServices } from '../base/browser_services';
import { ServicesProvider, useServices } from '../base/browser_services';
import type { EndpointRef } from '../api/isolation_api';

export interface OverlayRequest {
  readonly endpoint: EndpointRef;
  /** Page below it. Over the agent's own page there is no link to that page. */
  readonly over: 'agent_page' | 'another_page';
  /** The event that an isolation begins from. */
  readonly alert?: ActionRequest['alert'];
  /** The overlay calls it once an action was requested, so whatever else shows this endpoint reads it again. */
  readonly onStarted?: () => void;
}

let opened = 0;

/** Opens the flyout of one endpoint over any page of the dashboard. It stays until it is closed, whatever the page does. */
export function openEndpointOverlay(core: CoreStart, request: OverlayRequest): OverlayRef {
  opened += 1;
  const titleId = `endpointIsolationOverlayTitle${opened}`;
  const { Context } = core.i18n;
  const { over, ...rest } = request;
  const overlay: OverlayRef = core.overlays.openFlyout(
    (element) => {
      const dialog = element.closest<HTMLElement>('[role="dialog"]');
      if (dialog) {
        dialog.setAttribute('aria-labelledby', titleId);
        dialog.style.minWidth = FLYOUT_MIN_WIDTH;
      }
      ReactDOM.render(
        <Context>
          <ServicesProvider services={servicesOver(over, core)}>
            <Overlay {...rest} titleId={titleId} onClose={() => void overlay.close()} />
          </ServicesProvider>
        </Context>,
        element
      );
      return () => {
        ReactDOM.unmountComponentAtNode(element);
      };
    },
    { 'data-test-subj': 'endpointOverlay' }
  );
  return overlay;
}

function servicesOver(over: OverlayRequest['over'], core: CoreStart): BrowserServices {
  const services = browserServicesOf(core);
  return over === 'agent_page'
    ? { ...services, links: { ...services.links, agentPage: () => undefined } }
    : services;
}

type OverlayProps = Omit<OverlayRequest, 'over'> & {
  readonly titleId: string;
  readonly onClose: () => void;
};

function Overlay(props: OverlayProps) {
  const { reloadPage } = useServices();
  return (
    <FaultBoundary onReload={reloadPage}>
      <OverlayContent {...props} />
    </FaultBoundary>
  );
}

function OverlayContent({ endpoint, ...rest }: OverlayProps) {
  const { value: context } = useAppContext(endpoint.host);
  return (
    <>
      {context && <OutdatedNotice installed={context.version} />}
      <EndpointFlyoutContent endpoint={endpoint} context={context} {...rest} />
    </>
  );
}
