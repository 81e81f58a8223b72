import { EuiBadge, EuiButtonIcon, EuiScreenReaderOnly } from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { EventView } from '../../common/api/event_view';
import { ClaimedUser } from '../base/claimed_user';
import { EndpointNameAndId } from '../base/endpoint_link';
import type { LinkTo } from '../base/endpoint_link';
import { CARD_LINE } from '../list/mobile_cards';
import { OutcomeBadge } from '../base/outcome_badge';
import { AbsoluteTime } from '../base/time_ago';
import { verbWords } from '../words/event_words';

/** Room that the columns need with each value on one line, px. */
const ONE_LINE = 1000;

interface EventColumnsProps {
  /** IDs of the events whose reports are shown. */
  readonly opened: readonly string[];
  readonly toggle: (id: string) => void;
  readonly linkTo: LinkTo;
  /** Room for the table, px; undefined while it isn't known. */
  readonly width: number | undefined;
}

/** The columns of events. They fit the room at 200 % zoom. */
export function eventColumns({
  opened,
  toggle,
  linkTo,
  width = ONE_LINE,
}: EventColumnsProps): Array<EuiBasicTableColumn<EventView>> {
  const isWide = width >= ONE_LINE;
  return [
    {
      name: COLUMNS.time,
      width: isWide ? '220px' : '132px',
      mobileOptions: CARD_LINE,
      render: ({ at }: EventView) => <AbsoluteTime at={at} lines={isWide ? 'one' : 'two'} />,
    },
    {
      name: COLUMNS.endpoint,
      mobileOptions: CARD_LINE,
      render: ({ agent_id: id, agent_name: name }: EventView) => (
        <EndpointNameAndId id={id} name={name} linkTo={linkTo} />
      ),
    },
    {
      name: COLUMNS.action,
      width: '110px',
      mobileOptions: CARD_LINE,
      render: ({ verb }: EventView) => verbWords(verb),
    },
    {
      name: COLUMNS.user,
      // A card says of this one that it is unverified.
      render: ({ user }: EventView) => <ClaimedUser user={user} />,
    },
    {
      name: COLUMNS.outcome,
      width: isWide ? '300px' : '190px',
      mobileOptions: CARD_LINE,
      render: (event: EventView) => (
        <span>
          <OutcomeBadge verb={event.verb} outcome={event.outcome} unconfirmed={event.unconfirmed} />
          {event.not_evidence.length > 0 && (
            <EuiBadge color="warning" iconType="alert">
              {NOT_ACCEPTED}
            </EuiBadge>
          )}
        </span>
      ),
    },
    {
      name: (
        <EuiScreenReaderOnly>
          <span>{COLUMNS.report}</span>
        </EuiScreenReaderOnly>
      ),
      width: '40px',
      isExpander: true,
      align: 'right',
      render: ({ id }: EventView) => (
        <EuiButtonIcon
          onClick={() => toggle(id)}
          iconType={opened.includes(id) ? 'arrowUp' : 'arrowDown'}
          color="text"
          aria-expanded={opened.includes(id)}
          aria-label={opened.includes(id) ? COLLAPSE : EXPAND}
        />
      ),
    },
  ];
}

const NOT_ACCEPTED = i18n.translate('endpointIsolation.events.notAccepted', {
  defaultMessage: 'Not trusted',
});
const EXPAND = i18n.translate('endpointIsolation.events.expand', {
  defaultMessage: 'Show report',
});
const COLLAPSE = i18n.translate('endpointIsolation.events.collapse', {
  defaultMessage: 'Hide report',
});
const COLUMNS = {
  time: i18n.translate('endpointIsolation.events.time', { defaultMessage: 'Time' }),
  endpoint: i18n.translate('endpointIsolation.events.endpoint', { defaultMessage: 'Endpoint' }),
  action: i18n.translate('endpointIsolation.events.action', { defaultMessage: 'Action' }),
  user: i18n.translate('endpointIsolation.events.user', { defaultMessage: 'User (unverified)' }),
  outcome: i18n.translate('endpointIsolation.events.outcome', {
    defaultMessage: 'Reported result',
  }),
  report: i18n.translate('endpointIsolation.events.report', { defaultMessage: 'Report' }),
};
