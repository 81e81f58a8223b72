import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import React from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { FollowUpSituation } from '../../common/action/follow_up_situation';
import { followUpSituation } from '../../common/action/follow_up_situation';
import { notStartedSentence, FOLLOW_UP_WORDS } from '../words/follow_up_words';

/** The notice is red if the endpoint is or may be not isolated although it was to stay isolated. */
const COLORS: Readonly<Record<FollowUpSituation, 'primary' | 'warning' | 'danger'>> = {
  releasing: 'primary',
  open: 'danger',
  isolating: 'danger',
  left_open: 'danger',
  may_be_open: 'danger',
  not_changed: 'warning',
};

/** Progress of changing the allowed addresses. Shown above everything else, because the endpoint isn't isolated in between. */
export function FollowUpNotice({ endpoint }: { endpoint: EndpointDetailView }) {
  const situation = followUpSituation(endpoint);
  if (!situation) return null;
  const { title, text } = FOLLOW_UP_WORDS[situation.is];
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
