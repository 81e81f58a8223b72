import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { ShownState } from '../../common/state/shown_state';
import type { StateName } from '../../common/state/state_name';
import { mayBeIsolatedAs, STATE_WORDS } from '../words/state_words';
import { stateNameOf } from '../../common/state/state_name';
import { IconBadge } from './icon_badge';

/** A word, an icon and a color for each state; what is only on its way, or uncertain, never looks like what is proven. */
const LOOKS: Readonly<Record<StateName, { readonly icon: string; readonly color: string }>> = {
  isolating: { icon: 'clock', color: 'default' },
  releasing: { icon: 'clock', color: 'default' },
  isolated: { icon: 'lock', color: 'primary' },
  not_isolated: { icon: 'lockOpen', color: 'hollow' },
  no_record: { icon: 'minus', color: 'hollow' },
  unknown: { icon: 'questionInCircle', color: 'warning' },
};

interface StateBadgeProps {
  readonly state: Pick<ShownState, 'status' | 'waiting' | 'may_be_isolated_as'>;
  /** `read_out` leaves the word to screen readers if there is room for the icon only. */
  readonly word?: 'shown' | 'read_out';
}

export function StateBadge({ state, word = 'shown' }: StateBadgeProps) {
  const name = stateNameOf(state);
  const { may_be_isolated_as: otherId } = state;
  const { icon, color } = LOOKS[otherId === undefined ? name : 'unknown'];
  const text = otherId === undefined ? STATE_WORDS[name] : mayBeIsolatedAs(otherId);
  return word === 'shown' ? (
    <EuiBadge iconType={icon} color={color} data-test-subj="isolationState">
      {text}
    </EuiBadge>
  ) : (
    <IconBadge icon={icon} color={color} text={text} />
  );
}
