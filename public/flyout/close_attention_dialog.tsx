import {
  EuiButton,
  EuiButtonEmpty,
  EuiCheckbox,
  EuiForm,
  EuiFormRow,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiText,
  EuiTextArea,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { MAX_REASON } from '../../common/action/action_request';
import type { ActionView } from '../../common/api/action_view';
import { useRequest } from '../base/use_request';
import { useServices } from '../base/browser_services';
import { attentionReasonsText } from '../words/attention_reason_words';
import { FailureCallOut } from '../base/failure_call_out';

interface CloseAttentionDialogProps {
  readonly action: ActionView;
  /** `offered`: the endpoint may be cut off by what is known here, so that somebody who saw it open can say so. */
  readonly foundOpen: 'offered' | 'not_offered';
  readonly onCancel: () => void;
  /** An undefined action was closed by somebody else first: the endpoint is read again. */
  readonly onClosed: (action: ActionView | undefined) => void;
}

/** Asks what was done about it. It changes nothing at the endpoint, and says so. */
export function CloseAttentionDialog(props: CloseAttentionDialogProps) {
  const { action, foundOpen, onCancel, onClosed } = props;
  const { api } = useServices();
  const [reason, setReason] = useState('');
  const [isFoundOpen, setIsFoundOpen] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const { isRunning: isSending, failure, run } = useRequest<ActionView>({ onAnswer: onClosed });
  const isMissing = isAsked && reason.trim() === '';
  const close = (event?: FormEvent) => {
    event?.preventDefault();
    setIsAsked(true);
    if (reason.trim() === '') return field.current?.focus();
    const { host, agent_id, n } = action;
    run(() =>
      api.closeAttention({
        host,
        agent_id,
        n,
        reason: reason.trim(),
        ...(isFoundOpen ? { found_open: true } : {}),
      })
    );
  };
  const isOver = failure?.code === 'already_closed' || failure?.code === 'nothing_to_close';
  const title = i18n.translate('endpointIsolation.closeAttention.title', {
    defaultMessage: 'Close follow-up for {name}',
    values: { name: action.agent_name },
  });
  return (
    <EuiModal
      onClose={isOver ? () => onClosed(undefined) : onCancel}
      initialFocus="[name=closeReason]"
      role="dialog"
      aria-modal
      aria-label={title}
      data-test-subj="closeAttentionDialog"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle>{title}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        {failure && (
          <>
            <FailureCallOut failure={failure} {...(isOver ? {} : { onRetry: () => close() })} />
            <EuiSpacer size="m" />
          </>
        )}
        <EuiText size="s">
          <p>
            {i18n.translate('endpointIsolation.closeAttention.text', {
              defaultMessage:
                'Open: {reasons}. Your name and reason are recorded. Closing doesn’t change the endpoint and doesn’t confirm its state.',
              values: { reasons: attentionReasonsText(action.attention?.reasons ?? []) },
            })}
          </p>
        </EuiText>
        <EuiSpacer size="m" />
        <EuiForm component="form" id={FORM_ID} onSubmit={close}>
          <EuiFormRow
            id="isolationCloseReason"
            fullWidth
            label={i18n.translate('endpointIsolation.closeAttention.reason', {
              defaultMessage: 'What was done, or why nothing is needed',
            })}
            isInvalid={isMissing}
            error={i18n.translate('endpointIsolation.closeAttention.missing', {
              defaultMessage: 'Enter a reason.',
            })}
          >
            <EuiTextArea
              fullWidth
              name="closeReason"
              aria-required
              rows={3}
              maxLength={MAX_REASON}
              inputRef={(element) => {
                field.current = element;
              }}
              isInvalid={isMissing}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              data-test-subj="closeReason"
            />
          </EuiFormRow>
          {foundOpen === 'offered' && (
            <>
              <EuiSpacer size="m" />
              <EuiCheckbox
                id="isolationFoundOpen"
                checked={isFoundOpen}
                onChange={({ target }) => setIsFoundOpen(target.checked)}
                label={FOUND_OPEN}
                data-test-subj="foundOpen"
              />
            </>
          )}
        </EuiForm>
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={isOver ? () => onClosed(undefined) : onCancel}>
          {i18n.translate('endpointIsolation.closeAttention.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
        {!isOver && (
          <EuiButton
            type="submit"
            form={FORM_ID}
            fill
            isLoading={isSending}
            data-test-subj="submitClose"
          >
            {i18n.translate('endpointIsolation.closeAttention.submit', {
              defaultMessage: 'Close follow-up',
            })}
          </EuiButton>
        )}
      </EuiModalFooter>
    </EuiModal>
  );
}

const FOUND_OPEN = i18n.translate('endpointIsolation.closeAttention.foundOpen', {
  defaultMessage:
    'I checked the endpoint itself: it has network access and its own firewall, so it’s not isolated. Its state is shown as Unknown until its next report, and it can be isolated again.',
});
const FORM_ID = 'isolationCloseAttention';
