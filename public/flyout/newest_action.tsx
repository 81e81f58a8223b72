import { EuiPanel, EuiSpacer, EuiTitle } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useEffect, useRef } from 'react';
import { isPending } from '../../common/action/action';
import type { ActionView } from '../../common/api/action_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { ActionHead } from './action_head';
import { ActionTimeline } from './action_timeline';

interface NewestActionProps {
  readonly action: ActionView;
  readonly endpoint: EndpointDetailView;
  /** `once` moves the focus of the person who just requested the action to where it can be followed. */
  readonly focus: 'once' | 'not';
}

/** The newest action of an endpoint, step by step. */
export function NewestAction({ action, endpoint, focus }: NewestActionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isUnderWay = isPending(action.status);
  useEffect(() => {
    if (focus === 'once') heading.current?.focus();
  }, [focus]);
  return (
    <EuiPanel paddingSize="m" hasShadow={false} hasBorder data-test-subj="newestAction">
      <EuiTitle size="xxs">
        <h3 ref={heading} tabIndex={-1}>
          {isUnderWay
            ? i18n.translate('endpointIsolation.overview.underWay', {
                defaultMessage: 'In progress',
              })
            : i18n.translate('endpointIsolation.overview.lastAction', {
                defaultMessage: 'Last action',
              })}
        </h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <ActionHead action={action} />
      <EuiSpacer size="s" />
      <ActionTimeline action={action} state={endpoint.state} usualWait={endpoint.usual_wait} />
    </EuiPanel>
  );
}
