import { EuiHeaderSectionItemButton, EuiHideFor, EuiIcon, EuiToolTip } from '@elastic/eui';
import React from 'react';
import type { Badge } from './badge';
import { BadgeContent } from './badge_content';
import { ISOLATION } from './badge_words';

export interface HeaderControlProps {
  readonly badge: Badge;
  /** The state on the badge, in a sentence. */
  readonly sentence: string;
  /** Name of the agent shown. */
  readonly name: string;
  readonly onPress: () => void;
}

const GAP = { display: 'inline-flex', alignItems: 'center', gap: 8 } as const;
/** The bar's buttons have a font size of 0; an agent's name can be 128 characters long. */
const NAME = { fontSize: 14, maxWidth: 160 } as const;

/** Shows the state of the agent Wazuh works with, in the bar above every page. */
export function HeaderControl({ badge, sentence, name, onPress }: HeaderControlProps) {
  const isPressable = badge.show === 'state' || badge.show === 'unread';
  return (
    <EuiToolTip content={`${name}: ${sentence}`} position="bottom">
      <EuiHeaderSectionItemButton
        aria-label={`${ISOLATION}, ${name}: ${sentence}`}
        aria-haspopup="dialog"
        aria-disabled={!isPressable}
        onClick={isPressable ? onPress : () => undefined}
        data-test-subj="isolationHeaderControl"
      >
        <span style={GAP}>
          <EuiIcon type="offline" />
          <EuiHideFor sizes={['xs', 's', 'm']}>
            <span className="eui-textTruncate" style={NAME}>
              {name}
            </span>
          </EuiHideFor>
          <BadgeContent badge={badge} word="read_out" />
        </span>
      </EuiHeaderSectionItemButton>
    </EuiToolTip>
  );
}
