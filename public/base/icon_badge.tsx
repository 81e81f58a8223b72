import { EuiBadge, EuiScreenReaderOnly } from '@elastic/eui';
import React from 'react';

interface IconBadgeProps {
  readonly icon: string;
  readonly color: string;
  /** Text for screen readers. */
  readonly text: string;
}

/** A badge with an icon only. Its text is beside it: within it, even an invisible text takes half of the badge. */
export function IconBadge({ icon, color, text }: IconBadgeProps) {
  return (
    <span data-test-subj="isolationState">
      <EuiBadge iconType={icon} color={color} />
      <EuiScreenReaderOnly>
        <span>{text}</span>
      </EuiScreenReaderOnly>
    </span>
  );
}
