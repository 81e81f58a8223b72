import { EuiConfirmModal, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import { acknowledgementSentence } from '../words/lifeline_words';
import { verbOnName } from '../words/verb_words';

interface LockOutConfirmationProps {
  readonly name: string;
  readonly risks: readonly Acknowledgement[];
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Asks once more, with Cancel in focus, if the endpoint may be out of reach afterwards. */
export function LockOutConfirmation({
  name,
  risks,
  onCancel,
  onConfirm,
}: LockOutConfirmationProps) {
  const title = i18n.translate('endpointIsolation.lockOut.title', {
    defaultMessage: 'Isolate {name} even though you may not be able to release it?',
    values: { name },
  });
  return (
    <EuiConfirmModal
      role="dialog"
      aria-modal
      aria-label={title}
      title={title}
      cancelButtonText={i18n.translate('endpointIsolation.lockOut.cancel', {
        defaultMessage: 'Cancel',
      })}
      confirmButtonText={verbOnName('isolate', name)}
      defaultFocusedButton="cancel"
      buttonColor="danger"
      onCancel={onCancel}
      onConfirm={onConfirm}
      data-test-subj="lockOut"
    >
      <EuiText size="s">
        <ul>
          {risks.map((risk) => (
            <li key={risk}>{acknowledgementSentence(risk)}</li>
          ))}
        </ul>
      </EuiText>
    </EuiConfirmModal>
  );
}
