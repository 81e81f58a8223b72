import {
  EuiButton,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLink,
  EuiLoadingContent,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreStart } from 'opensearch-dashboards/public';
import { skip } from 'rxjs/operators';
import { likelyVerb } from '../../common/state/likely_verb';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import { openEndpointOverlay } from '../agent_view/endpoint_overlay';
import { ActionTimeline } from '../flyout/action_timeline';
import { ActionHead } from '../flyout/action_head';
import { LiveNotice } from '../base/live_notice';
import { StateBadge } from '../base/state_badge';
import { StateSentence } from '../base/state_sentence';
import { NowProvider } from '../base/use_now';
import { useAppContext } from '../base/use_app_context';
import type { Live } from '../base/use_live';
import { useLive } from '../base/use_live';
import { browserServicesOf } from '../base/assemble_services';
import { ServicesProvider, useServices } from '../base/browser_services';
import { chosenHostIn } from '../base/chosen_host';
import type { EndpointRef } from '../api/isolation_api';
import type { DocumentAgent } from './document_agent';
import { documentManagerOf } from '../../common/attribution/document_manager';

/** Interval for reading the endpoint of an open document, ms. */
const WATCHED_EVERY = 10 * SECOND;

/** Draws how the endpoint of a document stands, and the way to isolate it from here; returns how to take it away again. */
export function drawDocumentView(
  core: CoreStart,
  element: HTMLElement,
  agent: DocumentAgent
): () => void {
  const { Context } = core.i18n;
  // The rows of Discover are in a font for code.
  element.style.fontFamily = window.getComputedStyle(document.body).fontFamily;
  const open = (endpoint: EndpointRef) => {
    const overlay = openEndpointOverlay(core, {
      endpoint,
      over: 'another_page',
      alert: agent.alert,
    });
    // It would stay open over the next app.
    const subscription = core.application.currentAppId$
      .pipe(skip(1))
      .subscribe(() => void overlay.close());
    void overlay.onClose.then(() => subscription.unsubscribe());
  };
  ReactDOM.render(
    <Context>
      <ServicesProvider services={browserServicesOf(core)}>
        <NowProvider>
          <DocumentView agent={agent} onOpen={open} />
        </NowProvider>
      </ServicesProvider>
    </Context>,
    element
  );
  return () => {
    ReactDOM.unmountComponentAtNode(element);
  };
}

interface DocumentViewProps {
  readonly agent: DocumentAgent;
  readonly onOpen: (endpoint: EndpointRef) => void;
}

/** Shows the endpoint on the manager selected in Wazuh, as all of Wazuh's own pages do. */
export function DocumentView(props: DocumentViewProps) {
  const live = useAppContext(chosenHostIn(document.cookie));
  const { value: context } = live;
  if (!context) return <Loading live={live} />;
  return context.host === null ? (
    <LiveNotice live={live} onRetry={live.reload} />
  ) : (
    <EndpointOfDocument {...props} context={context} host={context.host} />
  );
}

function Loading<T>({ live }: { live: Live<T> }) {
  return (
    <>
      <LiveNotice live={live} onRetry={live.reload} />
      {live.isLoading && <EuiLoadingContent lines={3} />}
    </>
  );
}

function EndpointOfDocument({
  agent,
  onOpen,
  context,
  host,
}: DocumentViewProps & { readonly context: ContextView; readonly host: string }) {
  const { api } = useServices();
  const endpoint = { host, agent: agent.id };
  const live = useLive<EndpointDetailView>(JSON.stringify(endpoint), {
    load: (opened, signal) => api.endpoint(endpoint, opened, signal),
    pauseAfter: () => WATCHED_EVERY,
  });
  const { value } = live;
  if (!value) return <Loading live={live} />;
  const isChosen = documentManagerOf(context, agent) === 'chosen';
  const isNamed = agent.name === value.name;
  // With more than one manager a name alone does not tell whose endpoint it is.
  const isIt = isNamed && (isChosen || context.hosts.length === 1);
  return (
    <div data-test-subj="documentIsolation">
      <EuiSpacer size="m" />
      <LiveNotice live={live} onRetry={live.reload} />
      {isIt ? (
        <Isolation endpoint={value} onOpen={() => onOpen(endpoint)} />
      ) : (
        <AnotherMachine agent={agent} endpoint={value} />
      )}
      {isIt && !isChosen && <ManagerNotKnown agent={agent} />}
    </div>
  );
}

function Isolation({
  endpoint,
  onOpen,
}: {
  readonly endpoint: EndpointDetailView;
  readonly onOpen: () => void;
}) {
  const { links } = useServices();
  const { host, agent_id: id, name, state } = endpoint;
  const [newest] = endpoint.actions;
  return (
    <>
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            <strong>{`${name} (${id})`}</strong>
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <StateBadge state={state} />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <EuiText size="s">
        <StateSentence state={state} evidenceSince={endpoint.evidence_since} />
      </EuiText>
      {newest && (
        <>
          <EuiSpacer size="m" />
          <ActionHead action={newest} />
          <EuiSpacer size="s" />
          <ActionTimeline action={newest} state={state} />
        </>
      )}
      <EuiSpacer size="m" />
      <EuiFlexGroup gutterSize="m" alignItems="center" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <EuiButton
            size="s"
            iconType={likelyVerb(state) === 'isolate' ? 'lock' : 'lockOpen'}
            onClick={onOpen}
            data-test-subj="openIsolationOfDocument"
          >
            {likelyVerb(state) === 'isolate'
              ? i18n.translate('endpointIsolation.discover.isolate', { defaultMessage: 'Isolate…' })
              : i18n.translate('endpointIsolation.discover.release', {
                  defaultMessage: 'Release…',
                })}
          </EuiButton>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            <EuiLink href={links.endpoint({ host, agent: id })}>
              {i18n.translate('endpointIsolation.discover.app', {
                defaultMessage: 'Open in Endpoint isolation',
              })}
            </EuiLink>
          </EuiText>
        </EuiFlexItem>
      </EuiFlexGroup>
    </>
  );
}

/** The id alone would lead to the wrong machine: ids repeat across managers, and are given again. */
function AnotherMachine({
  agent,
  endpoint,
}: {
  readonly agent: DocumentAgent;
  readonly endpoint: EndpointDetailView;
}) {
  return (
    <EuiCallOut
      size="s"
      color="warning"
      iconType="alert"
      data-test-subj="documentOfAnotherMachine"
      title={i18n.translate('endpointIsolation.discover.another.title', {
        defaultMessage: 'This event may belong to another endpoint',
      })}
    >
      <p>
        {i18n.translate('endpointIsolation.discover.another.text', {
          defaultMessage:
            'The event names {name} ({id}) on manager {manager}. On the manager selected in Wazuh, {id} is {other}. Select this event’s manager in Wazuh, or find the endpoint in the endpoint list.',
          values: {
            id: agent.id,
            name: agent.name ?? '-',
            manager: agent.cluster_name ?? agent.manager_name ?? '-',
            other: endpoint.name,
          },
        })}
      </p>
    </EuiCallOut>
  );
}

function ManagerNotKnown({ agent }: { readonly agent: DocumentAgent }) {
  return (
    <>
      <EuiSpacer size="m" />
      <EuiText size="xs" color="subdued">
        {i18n.translate('endpointIsolation.discover.managerNotKnown', {
          defaultMessage:
            'The event names its manager as {manager}, which isn’t what the selected manager calls itself. The endpoint was matched by ID and name.',
          values: { manager: agent.manager_name ?? '-' },
        })}
      </EuiText>
    </>
  );
}
