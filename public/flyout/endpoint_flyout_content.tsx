import {
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyoutHeader,
  EuiLoadingContent,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useEffect, useState } from 'react';
import type { ActionRequest } from '../../common/action/action_request';
import { isPending } from '../../common/action/action';
import type { RequestedAction } from '../../common/action/requested_action';
import type { ActionView } from '../../common/api/action_view';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { ProbeView } from '../../common/api/probe_view';
import { SECOND } from '../../common/base/time';
import { NowProvider } from '../base/use_now';
import { useLive } from '../base/use_live';
import { useServices } from '../base/browser_services';
import type { EndpointRef } from '../api/isolation_api';
import { isUnfinished } from '../../common/action/unfinished';
import { isolatingAction } from '../../common/action/isolating_action';
import type { LifelineInput } from '../base/lifeline_input';
import { inputOf, NOTHING_CHOSEN } from '../base/lifeline_input';
import { LiveNotice } from '../base/live_notice';
import { StateBadge } from '../base/state_badge';
import { ActionForm } from './action_form';
import { IdentityLine } from './endpoint_identity';
import { EndpointOverview } from './endpoint_overview';
import { actButtonId } from './act_button_id';
import { NamedFlyoutBody } from './flyout_body';
import { StateAnnouncement } from './state_announcement';

export interface EndpointFlyoutContentProps {
  readonly endpoint: EndpointRef;
  /** Absent while it loads: profiles and links to Discover come with it. */
  readonly context: ContextView | undefined;
  /** The event that an isolation begins from. */
  readonly alert?: ActionRequest['alert'];
  /** Form to open first, if that's what the panel was opened for. */
  readonly asked?: RequestedAction;
  /** Id of the heading, by which the flyout is labelled. */
  readonly titleId: string;
  /** The flyout calls it once an action was requested, so whatever else shows this endpoint reads it again. */
  readonly onStarted?: () => void;
  /** Somebody said here what was done about what an action left. */
  readonly onAttentionClosed?: (action: ActionView) => void;
  /** Its name is known. */
  readonly onName?: (name: string) => void;
  /** It was read, or an action has told more of it: lists find that later. */
  readonly onRead?: (endpoint: EndpointDetailView) => void;
  readonly onClose: () => void;
}

/** One endpoint, whatever page it is opened from: who it is, how it stands, and what can be done. It moves by itself. */
export function EndpointFlyoutContent(props: EndpointFlyoutContentProps) {
  const {
    endpoint,
    context,
    alert,
    titleId,
    onStarted,
    onAttentionClosed,
    onName,
    onRead,
    onClose,
  } = props;
  const { api } = useServices();
  const [verb, setVerb] = useState(props.asked);
  const [canceled, setCanceled] = useState<RequestedAction>();
  useEffect(() => {
    if (canceled) document.getElementById(actButtonId(canceled))?.focus();
  }, [canceled]);
  const [startedHere, setStartedHere] = useState<string>();
  const live = useLive<EndpointDetailView>(JSON.stringify(endpoint), {
    load: (opened, signal) => api.endpoint(endpoint, opened, signal),
    pauseAfter: (value) => (value && isUnfinished(value) ? SECOND : WATCHED_EVERY),
  });
  const { value } = live;
  const name = value?.name ?? endpoint.agent;
  const known = value?.name;
  useEffect(() => {
    if (known !== undefined) onName?.(known);
  }, [known, onName]);
  useEffect(() => {
    if (value) onRead?.(value);
  }, [value, onRead]);
  const started = (action: ActionView) => {
    live.update((known) => known && withAction(known, action));
    live.reload();
    setVerb(undefined);
    setStartedHere(action.id);
    onStarted?.();
  };
  const probeStarted = (probe: ProbeView) => {
    live.update((known) => known && { ...known, probe });
    live.reload();
  };
  const attentionClosed = (action: ActionView | undefined) => {
    if (action) {
      live.update((known) => known && withClosed(known, action));
      onAttentionClosed?.(action);
    }
    live.reload();
  };
  return (
    <NowProvider every={SECOND}>
      <EuiFlyoutHeader hasBorder>
        <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <EuiTitle size="s">
              <h2 id={titleId} style={{ overflowWrap: 'anywhere' }}>
                {titleOf(name, endpoint.agent, verb)}
              </h2>
            </EuiTitle>
          </EuiFlexItem>
          {value && (
            <EuiFlexItem grow={false}>
              <StateBadge state={value.state} />
            </EuiFlexItem>
          )}
        </EuiFlexGroup>
        {value && <IdentityLine endpoint={value} />}
        {value && <StateAnnouncement endpoint={value} />}
      </EuiFlyoutHeader>
      {value && verb ? (
        <ActionForm
          endpoint={endpoint}
          name={name}
          verb={verb}
          chosen={chosenFor(verb, value, context?.profiles ?? [])}
          profiles={context?.profiles ?? []}
          alert={alert}
          managerAway={value.manager_away}
          onCancel={() => {
            setVerb(undefined);
            setCanceled(verb);
          }}
          onStarted={started}
        />
      ) : value ? (
        <EndpointOverview
          live={live}
          endpoint={value}
          context={context}
          startedHere={startedHere}
          onAct={(asked) => {
            setVerb(asked);
            setCanceled(undefined);
          }}
          onProbe={probeStarted}
          onAttentionClosed={attentionClosed}
          onClose={onClose}
        />
      ) : (
        <NamedFlyoutBody>
          <LiveNotice live={live} onRetry={live.reload} />
          {live.isLoading && <EuiLoadingContent lines={6} />}
        </NamedFlyoutBody>
      )}
    </NowProvider>
  );
}

/** Interval for reading an endpoint without an action in progress, ms. */
const WATCHED_EVERY = 5 * SECOND;

/** The new action shows at once, before the endpoint is read again. */
function withAction(endpoint: EndpointDetailView, action: ActionView): EndpointDetailView {
  const others = endpoint.actions.filter(({ id }) => id !== action.id);
  return {
    ...endpoint,
    state: withWaiting(endpoint.state, action),
    actions: [action, ...others],
    last_action: action,
  };
}

function withWaiting(
  state: EndpointDetailView['state'],
  { verb, n, status, sent_at: since, waits_until: until }: ActionView
): EndpointDetailView['state'] {
  if (!isPending(status) || since === undefined || until === undefined) return state;
  return { ...state, waiting: { verb, n, since, until } };
}

function withClosed(endpoint: EndpointDetailView, closed: ActionView): EndpointDetailView {
  const actions = endpoint.actions.map((action) => (action.id === closed.id ? closed : action));
  return { ...endpoint, actions };
}

/** A change of addresses begins from those that it has. */
function chosenFor(
  verb: RequestedAction,
  endpoint: EndpointDetailView,
  profiles: ContextView['profiles']
): LifelineInput {
  const action = verb === 'reisolate' ? isolatingAction(endpoint) : undefined;
  return action ? inputOf(action, profiles) : NOTHING_CHOSEN;
}

function titleOf(name: string, agent: string, verb: RequestedAction | undefined): string {
  const who = name === agent ? agent : `${name} (${agent})`;
  const values = { who };
  switch (verb) {
    case undefined:
      return who;
    case 'isolate':
      return i18n.translate('endpointIsolation.flyout.isolate', {
        defaultMessage: 'Isolate {who}',
        values,
      });
    case 'reisolate':
      return i18n.translate('endpointIsolation.flyout.reisolate', {
        defaultMessage: 'Change allowed addresses of {who}',
        values,
      });
    case 'release':
      return i18n.translate('endpointIsolation.flyout.release', {
        defaultMessage: 'Release {who}',
        values,
      });
  }
}
