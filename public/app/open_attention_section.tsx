import { EuiBasicTable, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { AttentionItem, AttentionView } from '../../common/api/attention_view';
import { EndpointLink } from '../base/endpoint_link';
import { LiveNotice } from '../base/live_notice';
import { CARD_LINE, NOT_IN_CARDS } from '../list/mobile_cards';
import { WhoAndWhy } from '../base/proven_by';
import { CLICKABLE_ROW, RowsOpenTheirLink } from '../list/rows_open_their_link';
import { StateBadge } from '../base/state_badge';
import { TimeAgo } from '../base/time_ago';
import type { Live } from '../base/use_live';
import { attentionReasonsText, NEEDS_ATTENTION } from '../words/attention_reason_words';
import { VERB_WORDS } from '../words/event_words';

interface OpenAttentionSectionProps {
  readonly live: Live<AttentionView>;
  readonly onOpen: (agent: string) => void;
  readonly hrefTo: (agent: string) => string;
}

/** The open follow-ups, including those of endpoints that aren't isolated or are back in contact. Draws nothing if there are none. */
export function OpenAttentionSection({ live, onOpen, hrefTo }: OpenAttentionSectionProps) {
  const { value } = live;
  const items = value?.items ?? [];
  if (items.length === 0 && !live.failure) return null;
  const more = value?.next === undefined ? '' : '+';
  return (
    <>
      <EuiPanel paddingSize="m" data-test-subj="openAttentionList">
        <EuiTitle size="xs">
          <h2>
            {NEEDS_ATTENTION}
            {items.length > 0 && ` (${items.length}${more})`}
          </h2>
        </EuiTitle>
        <EuiText size="s" color="subdued">
          <p>
            {i18n.translate('endpointIsolation.openAttention.text', {
              defaultMessage: 'Each follow-up stays open until someone closes it with a reason.',
            })}
          </p>
        </EuiText>
        <EuiSpacer size="s" />
        <LiveNotice live={live} onRetry={live.reload} />
        {items.length > 0 && (
          <RowsOpenTheirLink>
            <EuiBasicTable<Row>
              tableCaption={NEEDS_ATTENTION}
              items={items.map((item) => ({ ...item, id: item.action.id }))}
              itemId="id"
              columns={columnsOf(onOpen, hrefTo)}
              rowProps={CLICKABLE_ROW}
            />
          </RowsOpenTheirLink>
        )}
      </EuiPanel>
      <EuiSpacer size="m" />
    </>
  );
}

type Row = AttentionItem & { readonly id: string };

function columnsOf(
  onOpen: OpenAttentionSectionProps['onOpen'],
  hrefTo: OpenAttentionSectionProps['hrefTo']
): Array<EuiBasicTableColumn<Row>> {
  return [
    {
      name: COLUMNS.endpoint,
      width: '16%',
      mobileOptions: CARD_LINE,
      render: ({ agent_id: id, agent_name: name }: Row) => (
        <span>
          <EndpointLink name={name} href={hrefTo(id)} onOpen={() => onOpen(id)} />
          <br />
          <EuiText size="xs" color="subdued">
            {id}
          </EuiText>
        </span>
      ),
    },
    {
      name: COLUMNS.state,
      width: '15%',
      mobileOptions: CARD_LINE,
      render: ({ state: status }: Row) => <StateBadge state={{ status }} />,
    },
    {
      name: COLUMNS.action,
      width: '16%',
      mobileOptions: CARD_LINE,
      render: ({ action }: Row) => (
        <span>
          {VERB_WORDS[action.verb]}
          <br />
          <EuiText size="xs" color="subdued">
            <TimeAgo at={action.created_at} />
          </EuiText>
        </span>
      ),
    },
    {
      name: COLUMNS.who,
      width: '23%',
      mobileOptions: NOT_IN_CARDS,
      render: ({ action }: Row) => (
        <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
          <WhoAndWhy by={{ action }} />
        </EuiText>
      ),
    },
    {
      name: COLUMNS.reasons,
      mobileOptions: CARD_LINE,
      render: ({ reasons }: Row) => <EuiText size="s">{attentionReasonsText(reasons)}</EuiText>,
    },
  ];
}

const COLUMNS = {
  endpoint: i18n.translate('endpointIsolation.openAttention.endpoint', {
    defaultMessage: 'Endpoint',
  }),
  state: i18n.translate('endpointIsolation.openAttention.state', {
    defaultMessage: 'Isolation now',
  }),
  action: i18n.translate('endpointIsolation.openAttention.action', { defaultMessage: 'Action' }),
  who: i18n.translate('endpointIsolation.openAttention.who', {
    defaultMessage: 'User and reason',
  }),
  reasons: i18n.translate('endpointIsolation.openAttention.reasons', {
    defaultMessage: 'Follow-up',
  }),
};
