import { EuiButton, EuiButtonEmpty, EuiToolTip } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReactNode } from 'react';

interface ReasonedButtonProps {
  /** Reasons why it can't be pressed. If there are none, it can. */
  readonly reasons: readonly string[];
  readonly onClick: () => void;
  /** Leads to what is in the way if a button is pressed that can't be. */
  readonly onHeld?: () => void;
  readonly children: ReactNode;
  readonly look: 'filled' | 'outlined' | 'empty';
  readonly color?: 'primary' | 'danger';
  readonly iconType?: string;
  readonly isLoading?: boolean;
  /** Small enough for a row of a table. */
  readonly size?: 'xs';
  /** Accessible name, where the text alone doesn't tell buttons apart. */
  readonly label?: string;
  /** Id of a text beside the button that says what is missing. */
  readonly describedBy?: string;
  readonly buttonRef?: (element: HTMLButtonElement | HTMLAnchorElement | null) => void;
  readonly id?: string;
  readonly 'data-test-subj'?: string;
}

/** A button that the keyboard reaches even if it can't be pressed, and that gives all reasons then. */
export function ReasonedButton(props: ReasonedButtonProps) {
  const { reasons, onClick, onHeld = NOTHING, children, look, buttonRef } = props;
  const { id, describedBy, isLoading = false, color, iconType } = props;
  const { size, label, 'data-test-subj': subject } = props;
  const isDisabled = reasons.length > 0;
  const shared = {
    id,
    color,
    iconType,
    'data-test-subj': subject,
    isLoading,
    buttonRef,
    'aria-disabled': isDisabled,
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    onClick: isLoading ? NOTHING : isDisabled ? onHeld : onClick,
    // A really disabled button takes no focus and shows no tooltip to the keyboard.
    ...(isDisabled ? { style: DISABLED } : {}),
  };
  const button =
    look === 'empty' ? (
      <EuiButtonEmpty {...shared} size={size}>
        {children}
      </EuiButtonEmpty>
    ) : (
      <EuiButton {...shared} size={size && 's'} fill={look === 'filled'}>
        {children}
      </EuiButton>
    );
  // A button of another look is another element, and of one that goes from under the mouse nobody hears that the mouse has left it: with
  // the key the tooltip goes with it. Around a button that can be pressed it says nothing, so that a focus stays where it is.
  return (
    <EuiToolTip key={look} content={isDisabled ? <Reasons reasons={reasons} /> : undefined}>
      {button}
    </EuiToolTip>
  );
}

const NOTHING = () => undefined;
const DISABLED = { opacity: 0.5, cursor: 'not-allowed' } as const;

function Reasons({ reasons }: { reasons: readonly string[] }) {
  const [only, ...more] = reasons;
  if (more.length === 0) return <span>{only}</span>;
  return (
    <>
      <span>
        {i18n.translate('endpointIsolation.reasons.several', {
          defaultMessage: 'Not available now:',
        })}
      </span>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>– {reason}</li>
        ))}
      </ul>
    </>
  );
}
