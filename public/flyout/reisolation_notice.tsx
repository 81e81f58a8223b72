import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import React from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { reisolationSituation } from '../base/reisolation_situation';
import type { ReisolationSituation } from '../words/reisolation_words';
import { notStartedSentence, REISOLATION_WORDS } from '../words/reisolation_words';

/** The notice is red if the endpoint is or may be not isolated although it was to stay isolated. */
const COLORS: Readonly<Record<ReisolationSituation, 'primary' | 'warning' | 'danger'>> = {
  releasing: 'primary',
  open: 'danger',
  isolating: 'danger',
  left_open: 'danger',
  may_be_open: 'danger',
  not_changed: 'warning',
};

/** Progress of changing the allowed addresses. Shown above everything else, because the endpoint isn't isolated in between. */
export function ReisolationNotice({ endpoint }: { endpoint: EndpointDetailView }) {
  const situation = reisolationSituation(endpoint);
  if (!situation) return null;
  const { title, text } = REISOLATION_WORDS[situation.is];
  const color = COLORS[situation.is];
  return (
    <>
      <EuiCallOut
        size="s"
        color={color}
        iconType={color === 'primary' ? 'clock' : 'alert'}
        title={title}
        role={color === 'danger' ? 'alert' : undefined}
        data-test-subj="reisolation"
      >
        <p>
          {situation.ended && <>{notStartedSentence(situation.ended)} </>}
          {text}
        </p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
