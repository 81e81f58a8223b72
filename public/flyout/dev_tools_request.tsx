import { EuiAccordion, EuiCodeBlock, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { EndpointPreview } from '../../common/action/preview';

/** The request as Wazuh's Dev Tools would send it: nothing else leaves. */
export function DevToolsRequest({
  request,
  second_request: second,
}: Pick<EndpointPreview, 'request' | 'second_request'>) {
  if (!request) return null;
  return (
    <EuiAccordion
      id="devToolsRequest"
      buttonContent={
        <EuiText size="s">
          {i18n.translate('endpointIsolation.devTools.title', {
            defaultMessage: 'Show the API request',
          })}
        </EuiText>
      }
    >
      <EuiSpacer size="s" />
      <EuiCodeBlock isCopyable paddingSize="s" fontSize="s" language="json">
        {second ? `${devToolsText(request)}\n\n${devToolsText(second)}` : devToolsText(request)}
      </EuiCodeBlock>
      <EuiText size="xs" color="subdued">
        <p>
          {i18n.translate('endpointIsolation.devTools.note', {
            defaultMessage:
              '<ref> is replaced by a reference ID when the action is recorded, so the endpoint’s report can be matched to it. The reason is never sent to the endpoint.',
          })}
        </p>
      </EuiText>
    </EuiAccordion>
  );
}

export function devToolsText({ path, body }: NonNullable<EndpointPreview['request']>): string {
  return `PUT ${path}\n${JSON.stringify(body, null, 2)}`;
}
