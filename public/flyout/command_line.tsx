import { EuiButtonIcon, EuiCopy, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';

interface CommandLineProps {
  readonly text: string;
  /** Its effect, in a sentence. */
  readonly does: string;
}

/** One command to be taken to a machine: copied as a whole, or read off the screen. */
export function CommandLine({ text, does }: CommandLineProps) {
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} alignItems="flexStart">
      <EuiFlexItem style={{ minWidth: 0 }}>
        <code style={CODE}>{text}</code>
        <EuiText size="xs" color="subdued">
          {does}
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiCopy
          textToCopy={text}
          afterMessage={i18n.translate('endpointIsolation.command.copied', {
            defaultMessage: 'Copied',
          })}
        >
          {(copy) => (
            <EuiButtonIcon
              iconType="copyClipboard"
              color="text"
              onClick={copy}
              aria-label={i18n.translate('endpointIsolation.command.copy', {
                defaultMessage: 'Copy: {text}',
                values: { text },
              })}
            />
          )}
        </EuiCopy>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

const CODE = {
  display: 'block',
  fontSize: 13,
  lineHeight: 1.5,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-wrap',
} as const;
