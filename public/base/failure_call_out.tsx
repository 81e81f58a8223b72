import { EuiButton, EuiCallOut, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReactNode } from 'react';
import type { RequestedAction } from '../../common/action/requested_action';
import type { ApiFailure } from '../api/api_failure';
import { useServices } from './browser_services';
import { onlyReloadHelps } from './live_query';
import { apiFailureWords } from '../words/api_failure_words';
import { refusalReasons } from '../words/refusal_reasons';

interface FailureCallOutProps {
  readonly failure: ApiFailure;
  /** The requested verb, if the next step depends on it. */
  readonly verb?: RequestedAction;
  readonly onRetry?: () => void;
  /** A further way out, such as a link to the list. */
  readonly children?: ReactNode;
}

/** Says what happened, why, and the next step, with the button for it. */
export function FailureCallOut({ failure, verb, onRetry, children }: FailureCallOutProps) {
  const { happened, next, detail } = apiFailureWords(failure);
  const reasons = refusalReasons(failure, verb).filter((reason) => reason !== happened);
  return (
    <EuiCallOut
      color="danger"
      iconType="alert"
      size="s"
      title={happened}
      role="alert"
      data-test-subj="failure"
    >
      <EuiText size="s">
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <p>{next}</p>
        {detail !== undefined && <p>{detail}</p>}
      </EuiText>
      <WayOut failure={failure} onRetry={onRetry} />
      {children}
    </EuiCallOut>
  );
}

function WayOut({ failure, onRetry }: Pick<FailureCallOutProps, 'failure' | 'onRetry'>) {
  const { reloadPage } = useServices();
  if (onlyReloadHelps(failure)) {
    return (
      <EuiButton size="s" color="danger" iconType="refresh" onClick={reloadPage}>
        {i18n.translate('endpointIsolation.failure.reload', { defaultMessage: 'Reload page' })}
      </EuiButton>
    );
  }
  return onRetry ? (
    <EuiButton size="s" color="danger" iconType="refresh" onClick={onRetry}>
      {i18n.translate('endpointIsolation.failure.retry', { defaultMessage: 'Try again' })}
    </EuiButton>
  ) : null;
}
