import { EuiFlexGroup, EuiFlexItem, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { isPending } from '../../common/action/action';
import { hasNoProgram } from '../../common/action/eligibility';
import { readyAtOf } from '../../common/readiness/ready_at';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { ProbeView } from '../../common/api/probe_view';
import { useProbeStart } from '../base/use_probe_start';
import { eligibilitySentence } from '../words/eligibility_words';
import { MANAGER_AWAY } from '../words/manager_away_words';
import { WHAT_A_PROBE_DOES } from '../words/probe_words';
import { rightSentence } from '../words/right_words';
import { FailureCallOut } from '../base/failure_call_out';
import { ProbeResult } from '../base/probe_result';
import { ReadySince } from '../base/ready_since';
import { ReasonedButton } from '../base/reasoned_button';

interface ProbeSectionProps {
  readonly endpoint: EndpointDetailView;
  readonly onStarted: (probe: ProbeView) => void;
}

/** The endpoint's readiness, and the button to test it. Shown apart from its state, which it isn't. */
export function ProbeSection({ endpoint, onStarted }: ProbeSectionProps) {
  const { host, agent_id: agent, probe, possible } = endpoint;
  const readyAt = readyAtOf(endpoint);
  const { isStarting, failure, start } = useProbeStart(host, ({ started }) => {
    const [one] = started;
    if (one && 'probe' in one) onStarted(one.probe);
  });
  if (readyAt === undefined && !probe && hasNoProgram(endpoint.possible.probe.reasons)) return null;
  const isGoing = isStarting || (probe !== undefined && isPending(probe.status));
  const { reasons, right } = possible.probe;
  const against = [
    ...(endpoint.manager_away ? [MANAGER_AWAY] : []),
    ...right.refusals.map(rightSentence),
    ...reasons.map((reason) => eligibilitySentence(reason, 'probe')),
  ];
  return (
    <EuiPanel paddingSize="m" hasShadow={false} hasBorder data-test-subj="probeSection">
      <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
        <EuiFlexItem>
          <EuiTitle size="xxs">
            <h3>
              {i18n.translate('endpointIsolation.probeSection.title', {
                defaultMessage: 'Readiness',
              })}
            </h3>
          </EuiTitle>
          <EuiText size="s">
            {readyAt === undefined ? NOT_PROVEN : <ReadySince at={readyAt} />}
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <ReasonedButton
            look="outlined"
            iconType="pulse"
            // A loading button is a disabled one, which would drop the focus.
            reasons={isGoing ? [UNDER_WAY] : against}
            onClick={() => start([agent])}
            data-test-subj="probe"
          >
            {i18n.translate('endpointIsolation.probeSection.test', {
              defaultMessage: 'Test readiness',
            })}
          </ReasonedButton>
        </EuiFlexItem>
      </EuiFlexGroup>
      {failure && (
        <>
          <EuiSpacer size="s" />
          <FailureCallOut failure={failure} onRetry={() => start([agent])} />
        </>
      )}
      {/* An old test that went well is told by the line above. */}
      {probe && (probe.status !== 'succeeded' || probe.answered_at === readyAt) && (
        <>
          <EuiSpacer size="s" />
          <div role="status">
            <ProbeResult probe={probe} />
          </div>
        </>
      )}
      <EuiSpacer size="s" />
      <EuiText size="xs" color="subdued">
        {WHAT_A_PROBE_DOES}
      </EuiText>
    </EuiPanel>
  );
}

const UNDER_WAY = i18n.translate('endpointIsolation.probeSection.underWay', {
  defaultMessage: 'Test in progress.',
});
const NOT_PROVEN = i18n.translate('endpointIsolation.probeSection.notProven', {
  defaultMessage: 'Not tested yet.',
});
