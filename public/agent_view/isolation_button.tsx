import { EuiButtonEmpty, EuiToolTip } from '@elastic/eui';
import React from 'react';
import type { Badge } from './badge';
import { BadgeContent } from './badge_content';
import { ISOLATION } from './badge_words';
import type { ButtonRoom } from './header_anchor';

export interface IsolationButtonProps {
  readonly badge: Badge;
  /** The state on the badge, in a sentence. */
  readonly sentence: string;
  readonly room: ButtonRoom;
  /** `wait` if the page around doesn't agree about which agent is shown. */
  readonly may: 'act' | 'wait';
  readonly onPress: () => void;
}

const TEXT = { marginRight: 6 } as const;
const BLOCKED = { opacity: 0.5, cursor: 'not-allowed' } as const;

/** Draws our button among those of an agent's page, and like them: without text if they have none. */
export function IsolationButton({ badge, sentence, room, may, onPress }: IsolationButtonProps) {
  const isPressable = may === 'act' && (badge.show === 'state' || badge.show === 'unread');
  return (
    <EuiToolTip content={sentence} position="bottom">
      <EuiButtonEmpty
        color="primary"
        iconType="offline"
        aria-label={`${ISOLATION}: ${sentence}`}
        aria-haspopup="dialog"
        // A really disabled button takes no focus and shows no tooltip to the keyboard.
        aria-disabled={!isPressable}
        style={isPressable ? undefined : BLOCKED}
        onClick={isPressable ? onPress : () => undefined}
        data-test-subj="isolationButton"
      >
        {room === 'text' && <span style={TEXT}>{ISOLATION} </span>}
        <BadgeContent badge={badge} word={wordOf(badge, room)} />
      </EuiButtonEmpty>
    </EuiToolTip>
  );
}

/** "No isolation on record" is the longest word, and the one that nobody waits for. */
function wordOf(badge: Badge, room: ButtonRoom): 'shown' | 'read_out' {
  const isLong = badge.show === 'state' && badge.state.status === 'no_record';
  return room === 'text' || (room === 'word' && !isLong) ? 'shown' : 'read_out';
}
