import { EuiButtonEmpty, EuiCallOut, EuiPopover, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { ContextWarning } from '../../common/api/context_view';
import { wordsOfWarnings } from '../words/context_words';

/** Warnings about this installation that reduce trust. Shown above everything else and can't be dismissed. */
export function ContextWarnings({ warnings }: { warnings: readonly ContextWarning[] }) {
  return (
    <>
      {wordsOfWarnings(warnings, 'always').map(({ warning, title, text, color }) => (
        <React.Fragment key={warning}>
          <EuiCallOut
            color={color}
            iconType="alert"
            size="s"
            title={title}
            data-test-subj={warning}
          >
            <p>{text}</p>
          </EuiCallOut>
          <EuiSpacer size="m" />
        </React.Fragment>
      ))}
    </>
  );
}

/** Notes about this installation, behind a small button. */
export function ContextNotes({ warnings }: { warnings: readonly ContextWarning[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const notes = wordsOfWarnings(warnings, 'on_request');
  if (notes.length === 0) return null;
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setIsOpen(false)}
      anchorPosition="downRight"
      button={
        <EuiButtonEmpty size="xs" iconType="iInCircle" onClick={() => setIsOpen(!isOpen)}>
          {i18n.translate('endpointIsolation.app.notes', {
            defaultMessage: 'About this installation ({count})',
            values: { count: notes.length },
          })}
        </EuiButtonEmpty>
      }
    >
      <EuiText size="s" style={{ maxWidth: 480 }}>
        {notes.map(({ warning, title, text }) => (
          <p key={warning}>
            <strong>{title}.</strong> {text}
          </p>
        ))}
      </EuiText>
    </EuiPopover>
  );
}
