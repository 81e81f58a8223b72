import { EuiSpacer } from '@elastic/eui';
import React, { useCallback, useRef, useState } from 'react';
import type { ActionView } from '../../common/api/action_view';
import type { AttentionView } from '../../common/api/attention_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { LikelyVerb } from '../../common/state/likely_verb';
import { EndpointFlyout } from '../flyout/endpoint_flyout';
import { useAttention } from '../base/use_attention';
import { useOpenAttention } from '../base/use_open_attention';
import type { ToldEndpoint } from '../list/told_endpoint';
import { AttentionPanel } from './attention_panel';
import { EndpointsPanel } from './endpoints_panel';
import { OpenAttentionSection } from './open_attention_section';
import type { PageProps } from './page_props';

/** The first view: what is cut off or uncertain now, then all endpoints, and the flyout of one of them. */
export function IsolationPage({
  route,
  host,
  context,
  navigation,
  onName,
}: PageProps<'isolation'> & { readonly onName: (name: string) => void }) {
  const { filters, agent } = route;
  const { go, hrefOf } = navigation;
  const attention = useAttention(host);
  const openAttention = useOpenAttention(host);
  const title = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<{ readonly agent: string; readonly verb: LikelyVerb }>();
  const [told, setTold] = useState<{ readonly host: string; readonly told: ToldEndpoint }>();
  const toldHere = told?.host === host ? told.told : undefined;
  const read = useCallback(
    (endpoint: EndpointDetailView) =>
      setTold({ host: endpoint.host, told: { endpoint, at: Date.now() } }),
    []
  );
  const open = useCallback(
    (opened: string, verb?: LikelyVerb) => {
      setAsked(verb && { agent: opened, verb });
      go({ page: 'isolation', host, filters, agent: opened });
    },
    [go, host, filters]
  );
  const hrefTo = useCallback(
    (opened: string) => hrefOf({ page: 'isolation', host, filters, agent: opened }),
    [hrefOf, host, filters]
  );
  return (
    <>
      <AttentionPanel
        live={attention}
        told={toldHere}
        titleRef={title}
        onOpen={open}
        hrefTo={hrefTo}
      />
      <EuiSpacer size="m" />
      <OpenAttentionSection live={openAttention} onOpen={open} hrefTo={hrefTo} />
      <EndpointsPanel
        host={host}
        filters={filters}
        rights={context.rights}
        told={toldHere}
        onFilters={(changed) =>
          navigation.replace({ page: 'isolation', host, filters: changed, agent })
        }
        onOpen={open}
        hrefTo={hrefTo}
      />
      {agent !== undefined && (
        <EndpointFlyout
          key={agent}
          endpoint={{ host, agent }}
          asked={asked?.agent === agent ? asked.verb : undefined}
          context={context}
          focusAfter={title}
          onStarted={attention.reload}
          onAttentionClosed={(closed) => {
            openAttention.update((known) => known && withoutAction(known, closed));
            attention.reload();
          }}
          onName={onName}
          onRead={read}
          onClose={() => {
            setAsked(undefined);
            go({ page: 'isolation', host, filters });
          }}
        />
      )}
    </>
  );
}

/** The search behind the list finds what is a second old. */
function withoutAction(known: AttentionView, { id }: ActionView): AttentionView {
  return { ...known, items: known.items.filter(({ action }) => action.id !== id) };
}
