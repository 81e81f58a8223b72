import {
  EuiButton,
  EuiButtonEmpty,
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
import { canBeMarkedOpen } from '../../common/state/found_open';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { MarkedNotIsolatedView } from '../../common/api/attention_view';
import type { FoundOpenStatement } from '../../common/ledger/statement_document';
import { useRequest } from '../base/use_request';
import { useServices } from '../base/browser_services';
import { rightSentence } from '../words/right_words';
import { FailureCallOut } from '../base/failure_call_out';
import { ReasonedButton } from '../base/reasoned_button';

interface MarkNotIsolatedProps {
  readonly endpoint: EndpointDetailView;
  /** @param statement undefined: others said something meanwhile */
  readonly onMarked: (statement: FoundOpenStatement | undefined) => void;
}

/** Lets a person who recovered an endpoint locally say so, even if no follow-up is open. Renders nothing if there is nothing to say. */
export function MarkNotIsolated({ endpoint, onMarked }: MarkNotIsolatedProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!canBeMarkedOpen(endpoint.state)) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <ReasonedButton
        look="outlined"
        reasons={endpoint.possible.release.right.refusals.map(rightSentence)}
        onClick={() => setIsAsking(true)}
        data-test-subj="markNotIsolated"
      >
        {MARK}
      </ReasonedButton>
      {isAsking && (
        <MarkDialog
          endpoint={endpoint}
          onCancel={() => setIsAsking(false)}
          onMarked={(statement) => {
            setIsAsking(false);
            onMarked(statement);
          }}
        />
      )}
    </>
  );
}

function MarkDialog({ endpoint, onMarked, onCancel }: MarkNotIsolatedProps & MarkDialogProps) {
  const { api } = useServices();
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const request = useRequest<MarkedNotIsolatedView>({
    onAnswer: ({ statement }) => onMarked(statement),
  });
  const { isRunning, failure, run } = request;
  const isMissing = isAsked && reason.trim() === '';
  // What the person saw is no longer so: it has to be looked at again.
  const isOver = failure?.code === 'preview_changed' || failure?.code === 'nothing_to_mark';
  const leave = isOver ? () => onMarked(undefined) : onCancel;
  const mark = (event?: FormEvent) => {
    event?.preventDefault();
    setIsAsked(true);
    if (reason.trim() === '') return field.current?.focus();
    const { host, agent_id, actions } = endpoint;
    const n = actions[0]?.n ?? 0;
    run(() => api.markNotIsolated({ host, agent_id, n, reason: reason.trim() }));
  };
  const title = i18n.translate('endpointIsolation.markNotIsolated.title', {
    defaultMessage: 'Mark {name} as not isolated',
    values: { name: endpoint.name },
  });
  return (
    <EuiModal
      onClose={leave}
      initialFocus="[name=markReason]"
      role="dialog"
      aria-modal
      aria-label={title}
      data-test-subj="markNotIsolatedDialog"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle>{title}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        {failure && (
          <>
            <FailureCallOut failure={failure} {...(isOver ? {} : { onRetry: () => mark() })} />
            <EuiSpacer size="m" />
          </>
        )}
        <EuiText size="s">
          <p>
            {i18n.translate('endpointIsolation.markNotIsolated.text', {
              defaultMessage:
                'Only if you checked the endpoint itself: it has network access and its own firewall. This doesn’t change the endpoint and doesn’t confirm its state. It’s shown as Unknown until its next report, and it can be isolated again. Your name and reason are recorded.',
            })}
          </p>
        </EuiText>
        <EuiSpacer size="m" />
        <EuiForm component="form" id={FORM_ID} onSubmit={mark}>
          <EuiFormRow
            id="isolationMarkReason"
            fullWidth
            label={i18n.translate('endpointIsolation.markNotIsolated.reason', {
              defaultMessage: 'What you checked, and what was done',
            })}
            isInvalid={isMissing}
            error={i18n.translate('endpointIsolation.markNotIsolated.missing', {
              defaultMessage: 'Enter a reason.',
            })}
          >
            <EuiTextArea
              fullWidth
              name="markReason"
              aria-required
              rows={3}
              maxLength={MAX_REASON}
              inputRef={(element) => {
                field.current = element;
              }}
              isInvalid={isMissing}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              data-test-subj="markReason"
            />
          </EuiFormRow>
        </EuiForm>
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={leave}>
          {i18n.translate('endpointIsolation.markNotIsolated.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
        {!isOver && (
          <EuiButton
            type="submit"
            form={FORM_ID}
            fill
            isLoading={isRunning}
            data-test-subj="submitMark"
          >
            {MARK}
          </EuiButton>
        )}
      </EuiModalFooter>
    </EuiModal>
  );
}

interface MarkDialogProps {
  readonly onCancel: () => void;
}

const MARK = i18n.translate('endpointIsolation.markNotIsolated.button', {
  defaultMessage: 'Mark as not isolated',
});
const FORM_ID = 'isolationMarkNotIsolated';
