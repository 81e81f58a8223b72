import { EuiBadge, EuiLoadingSpinner } from '@elastic/eui';
import React from 'react';
import { IconBadge } from '../base/icon_badge';
import { StateBadge } from '../base/state_badge';
import type { Badge } from './badge';
import { NOT_READ } from './badge_words';

interface BadgeContentProps {
  readonly badge: Badge;
  readonly word: 'shown' | 'read_out';
}

/** The state as it stands in a button: an old one is never shown as if it were known. */
export function BadgeContent({ badge, word }: BadgeContentProps) {
  switch (badge.show) {
    case 'nothing':
      return null;
    case 'reading':
      return <EuiLoadingSpinner size="m" />;
    case 'blocked':
      return <EuiBadge iconType="alert" color="hollow" />;
    case 'unread':
      return <NotRead word={word} />;
    case 'state':
      return badge.is_old ? (
        <NotRead word={word} />
      ) : (
        <StateBadge state={badge.state} word={word} />
      );
  }
}

function NotRead({ word }: Pick<BadgeContentProps, 'word'>) {
  return word === 'shown' ? (
    <EuiBadge iconType="alert" color="warning" data-test-subj="isolationState">
      {NOT_READ}
    </EuiBadge>
  ) : (
    <IconBadge icon="alert" color="warning" text={NOT_READ} />
  );
}
