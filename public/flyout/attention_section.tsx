import { EuiCallOut, EuiSpacer, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@osd/i18n/react';
import { i18n } from '@osd/i18n';
import React, { useRef, useState } from 'react';
import { needsAttention } from '../../common/action/attention';
import { isOpen } from '../../common/state/endpoint_state';
import type { ActionView } from '../../common/api/action_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { needsAttentionSentence } from '../words/attention_reason_words';
import { VERB_WORDS } from '../words/event_words';
import { rightSentence } from '../words/right_words';
import { ReasonedButton } from '../base/reasoned_button';
import { ClockTime } from '../base/time_ago';
import { CloseAttentionDialog } from './close_attention_dialog';

interface AttentionSectionProps {
  readonly endpoint: EndpointDetailView;
  /** The action as it stands after it was closed, by whomever. */
  readonly onClosed: (action: ActionView | undefined) => void;
}

/** The open follow-ups of this endpoint. They stay here and on the first page until someone closes them with a reason. */
export function AttentionSection({ endpoint, onClosed }: AttentionSectionProps) {
  const [closing, setClosing] = useState<ActionView>();
  const [isClosedHere, setIsClosedHere] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  const open = endpoint.actions.filter(({ attention }) => needsAttention(attention));
  const { refusals } = endpoint.possible.release.right;
  const closed = (action: ActionView | undefined) => {
    setClosing(undefined);
    setIsClosedHere(action !== undefined);
    onClosed(action);
    // The button that opened the dialog is gone with what it closed.
    region.current?.focus();
  };
  return (
    <div ref={region} tabIndex={-1} role="group" aria-label={LABEL} data-test-subj="openAttention">
      {open.map((action) => (
        <React.Fragment key={action.id}>
          <EuiSpacer size="m" />
          <EuiCallOut
            size="s"
            color="danger"
            iconType="bell"
            title={needsAttentionSentence(action.attention?.reasons ?? [])}
          >
            <EuiText size="s">
              <p>
                {VERB_WORDS[action.verb]}, {action.user}, <ClockTime at={action.created_at} />.{' '}
                <FormattedMessage
                  id="endpointIsolation.attentionSection.stays"
                  defaultMessage="Stays open until someone closes it with a reason, even if the endpoint is back online."
                />
              </p>
            </EuiText>
            <EuiSpacer size="s" />
            <ReasonedButton
              look="outlined"
              color="danger"
              reasons={refusals.map(rightSentence)}
              onClick={() => setClosing(action)}
              data-test-subj="closeAttention"
            >
              {i18n.translate('endpointIsolation.attentionSection.close', {
                defaultMessage: 'Close follow-up',
              })}
            </ReasonedButton>
          </EuiCallOut>
        </React.Fragment>
      ))}
      {isClosedHere && open.length === 0 && (
        <>
          <EuiSpacer size="m" />
          <EuiCallOut
            size="s"
            color="success"
            iconType="check"
            title={i18n.translate('endpointIsolation.attentionSection.closed', {
              defaultMessage: 'Follow-up closed. Your name and reason are kept with the action.',
            })}
          />
        </>
      )}
      {closing && (
        <CloseAttentionDialog
          action={closing}
          foundOpen={isOpen(endpoint.state.status) ? 'not_offered' : 'offered'}
          onCancel={() => setClosing(undefined)}
          onClosed={closed}
        />
      )}
    </div>
  );
}

const LABEL = i18n.translate('endpointIsolation.attentionSection.label', {
  defaultMessage: 'Open follow-ups',
});
