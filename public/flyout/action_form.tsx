import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyoutFooter,
  EuiFormRow,
  EuiLoadingContent,
  EuiSpacer,
  EuiText,
  EuiTextArea,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useEffect, useRef } from 'react';
import { MAX_CASE, MAX_REASON } from '../../common/action/action_request';
import type { ContextView } from '../../common/api/context_view';
import type { ActionFormOptions, ActionFormState } from '../base/use_action_form';
import { useActionForm } from '../base/use_action_form';
import { requirementId } from '../words/form_requirements';
import { toContinueWords } from '../words/requirement_words';
import { verbOnName } from '../words/verb_words';
import { ReasonedButton } from '../base/reasoned_button';
import { AcknowledgementsSection } from './acknowledgements_section';
import { Consequences } from './consequences';
import { DevToolsRequest } from './dev_tools_request';
import { NamedFlyoutBody } from './flyout_body';
import { FormNotices } from './form_notices';
import { LifelineSection } from './lifeline_section';
import { LockOutConfirmation } from './lock_out_confirmation';

export interface ActionFormProps extends ActionFormOptions {
  readonly profiles: ContextView['profiles'];
  readonly onCancel: () => void;
}

/** The form in which an action is decided. Neither an error nor closing it loses what was typed. */
export function ActionForm(props: ActionFormProps) {
  const { name, verb, profiles, onCancel } = props;
  const form = useActionForm(props);
  const { preview, shown, sending, draft } = form;
  const lifeline = shown?.lifeline;
  const reasonField = useRef<HTMLTextAreaElement | null>(null);
  const toContinue = toContinueSentence(form);
  const isReasonMissing = form.isAsked && form.missing === 'reason';
  // What the action brings about stands above it and stays in view.
  useEffect(() => reasonField.current?.focus({ preventScroll: true }), []);
  const submit = () => {
    const held = form.submit();
    if (held !== undefined) leadTo(held === 'not_possible' ? NOTICES_ID : requirementId(held));
  };
  return (
    <>
      <NamedFlyoutBody>
        <FormNotices
          id={NOTICES_ID}
          form={form}
          verb={verb}
          onShowWhatIsUnderWay={onCancel}
          onRetry={submit}
        />
        <Consequences
          verb={verb}
          name={name}
          preview={shown}
          profiles={profiles}
          chosen={form.input.profiles}
          onChosen={(chosen) => form.setInput({ ...form.input, profiles: chosen })}
        />
        {shown?.suggestion === 'protect_server' && <ProtectServer />}
        <EuiSpacer size="m" />
        <EuiFormRow
          id={requirementId('reason')}
          fullWidth
          label={REASON_LABELS[verb]}
          helpText={i18n.translate('endpointIsolation.form.reason.help', {
            defaultMessage: 'Kept in the history. Not sent to the endpoint.',
          })}
          isInvalid={isReasonMissing}
          error={i18n.translate('endpointIsolation.form.reason.missing', {
            defaultMessage: 'Enter a reason.',
          })}
        >
          <EuiTextArea
            fullWidth
            compressed
            aria-required
            rows={2}
            maxLength={MAX_REASON}
            inputRef={(element) => {
              reasonField.current = element;
            }}
            isInvalid={isReasonMissing}
            value={draft.reason}
            onChange={({ target }) => form.setDraft({ ...draft, reason: target.value })}
            data-test-subj="reason"
          />
        </EuiFormRow>
        <EuiFormRow
          id="isolationCase"
          fullWidth
          label={i18n.translate('endpointIsolation.form.case.label', {
            defaultMessage: 'Case or ticket ID (optional)',
          })}
        >
          <EuiFieldText
            fullWidth
            compressed
            maxLength={MAX_CASE}
            value={draft.caseText}
            onChange={({ target }) => form.setDraft({ ...draft, caseText: target.value })}
            data-test-subj="case"
          />
        </EuiFormRow>
        <EuiSpacer size="l" />
        {shown === undefined && preview.isLoading && <EuiLoadingContent lines={4} />}
        {lifeline && (
          <>
            <LifelineSection
              lifeline={lifeline}
              profiles={profiles}
              input={form.input}
              onChange={form.setInput}
              onAskAgain={preview.askAgain}
            />
            <AcknowledgementsSection
              needs={lifeline.needs}
              given={form.given}
              name={name}
              typedName={form.typedName}
              isAsked={form.isAsked}
              onGiven={form.setGiven}
              onTypedName={form.setTypedName}
            />
            <EuiSpacer size="m" />
          </>
        )}
        {shown && <DevToolsRequest request={shown.request} second_request={shown.second_request} />}
      </NamedFlyoutBody>
      <EuiFlyoutFooter>
        {toContinue !== undefined && (
          <>
            <EuiText size="s" color="danger" textAlign="right" data-test-subj="toContinue">
              <span id={TO_CONTINUE_ID}>{toContinue}</span>
            </EuiText>
            <EuiSpacer size="xs" />
          </>
        )}
        <EuiFlexGroup justifyContent="spaceBetween" responsive={false} gutterSize="s">
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty onClick={onCancel} flush="left" data-test-subj="cancel">
              {i18n.translate('endpointIsolation.form.cancel', { defaultMessage: 'Cancel' })}
            </EuiButtonEmpty>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <ReasonedButton
              look="filled"
              color={verb === 'release' ? 'primary' : 'danger'}
              reasons={form.reasons}
              isLoading={sending.isSending}
              onClick={submit}
              onHeld={submit}
              describedBy={toContinue === undefined ? undefined : TO_CONTINUE_ID}
              data-test-subj="submit"
            >
              {verbOnName(verb, name)}
            </ReasonedButton>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiFlyoutFooter>
      {form.confirming && (
        <LockOutConfirmation
          name={name}
          risks={form.confirming}
          onCancel={form.stopConfirming}
          onConfirm={form.confirm}
        />
      )}
    </>
  );
}

const NOTICES_ID = 'isolationFormNotices';
const TO_CONTINUE_ID = 'isolationToContinue';

/** A risk can lie below what is on the screen, so it is named at the button before anybody presses it; a reason that is about to be typed isn't. */
function toContinueSentence({ missing, isAsked, reasons }: ActionFormState): string | undefined {
  if (missing === undefined || reasons.length > 0) return undefined;
  return missing === 'reason' && !isAsked ? undefined : toContinueWords(missing);
}

/** Puts the focus on what is in the way, and that into view. */
function leadTo(id: string): void {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView?.({ block: 'center' });
}

/** Nobody has said which machines others depend on; a server is likely to be one. */
function ProtectServer() {
  return (
    <>
      <EuiSpacer size="m" />
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={i18n.translate('endpointIsolation.form.server.title', {
          defaultMessage: 'Windows server: other systems may depend on it',
        })}
        data-test-subj="protectServer"
      >
        <p>
          {i18n.translate('endpointIsolation.form.server.text', {
            defaultMessage:
              'No endpoints are protected on this manager. An administrator can require the endpoint’s name to be typed before domain controllers, DNS and DHCP servers are isolated, or block it (wazuh_isolation.protected).',
          })}
        </p>
      </EuiCallOut>
    </>
  );
}

const REASON_LABELS = {
  reisolate: i18n.translate('endpointIsolation.form.reason.reisolate', {
    defaultMessage: 'Reason for changing the allowed addresses',
  }),
  isolate: i18n.translate('endpointIsolation.form.reason.isolate', {
    defaultMessage: 'Reason for isolating',
  }),
  release: i18n.translate('endpointIsolation.form.reason.release', {
    defaultMessage: 'Reason for releasing',
  }),
};
