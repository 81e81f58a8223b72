import {
  EuiBadge,
  EuiBadgeGroup,
  EuiBasicTable,
  EuiEmptyPrompt,
  EuiLoadingContent,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { RefObject } from 'react';
import type { EndpointsView, EndpointView } from '../../common/api/endpoint_view';
import { ContactText } from '../base/contact_text';
import { EndpointLink } from '../base/endpoint_link';
import { ManagerAwayNotice } from '../base/manager_away_notice';
import { ListPage } from '../list/list_page';
import { CARD_LINE, NOT_IN_CARDS } from '../list/mobile_cards';
import { shownAuthor } from '../../common/action/shown_author';
import { WhoAndWhy } from '../base/proven_by';
import type { ToldEndpoint } from '../list/told_endpoint';
import { withToldMember } from '../list/told_endpoint';
import { CLICKABLE_ROW, RowsOpenTheirLink } from '../list/rows_open_their_link';
import { StateBadge } from '../base/state_badge';
import { ClockTime, TimeAgo } from '../base/time_ago';
import type { Live } from '../base/use_live';
import { inUrgencyOrder, sinceOf } from '../../common/state/urgency';
import { attentionReasonsText, NEEDS_ATTENTION } from '../words/attention_reason_words';
import { issueWords } from '../words/attention_words';

interface AttentionPanelProps {
  readonly live: Live<EndpointsView>;
  /** The endpoint of the open panel, or of the last one. */
  readonly told?: ToldEndpoint;
  /** Ref of the page's title, which can take the focus. */
  readonly titleRef?: RefObject<HTMLHeadingElement>;
  readonly onOpen: (agent: string) => void;
  readonly hrefTo: (agent: string) => string;
}

/** Shows what is isolated or unknown now, since when, by whom and why, and the next step, on one screen. */
export function AttentionPanel({ live, told, titleRef, onOpen, hrefTo }: AttentionPanelProps) {
  const { value } = live;
  const endpoints = inUrgencyOrder(
    value ? withToldMember(value.endpoints, live.askedAt, told) : []
  );
  const listed = endpoints.filter(({ state }) => !state.removed);
  // The manager forgot them; the machines did not change by that.
  const removed = endpoints.filter(({ state }) => state.removed);
  return (
    <ListPage
      subject="attention"
      title={TITLE}
      heading="page"
      titleRef={titleRef}
      count={
        value && endpoints.length > 0
          ? `${endpoints.length}${value.next === undefined ? '' : '+'}`
          : undefined
      }
      agentsAt={value?.rows_at}
      live={live}
    >
      <ManagerAwayNotice away={value?.manager_away} onCheckAgain={live.reload} />
      {!value && live.isLoading && <EuiLoadingContent lines={3} />}
      {value && endpoints.length === 0 && <NothingIsolated at={live.at} />}
      {listed.length > 0 && (
        <AttentionTable
          title={TITLE}
          endpoints={listed}
          receivedAt={live.at}
          onOpen={onOpen}
          hrefTo={hrefTo}
        />
      )}
      {removed.length > 0 && (
        <>
          <EuiSpacer size="m" />
          <EuiTitle size="xs">
            <h2>
              {REMOVED_TITLE} ({removed.length})
            </h2>
          </EuiTitle>
          <EuiSpacer size="s" />
          <AttentionTable
            title={REMOVED_TITLE}
            endpoints={removed}
            receivedAt={live.at}
            onOpen={onOpen}
            hrefTo={hrefTo}
          />
        </>
      )}
      {value?.next !== undefined && (
        <EuiText size="s" color="subdued">
          <p>
            {i18n.translate('endpointIsolation.attention.more', {
              defaultMessage: 'Not all are shown. Filter the list below by isolation state.',
            })}
          </p>
        </EuiText>
      )}
    </ListPage>
  );
}

function AttentionTable({
  title,
  endpoints,
  receivedAt,
  onOpen,
  hrefTo,
}: {
  readonly title: string;
  readonly endpoints: readonly EndpointView[];
  readonly receivedAt: number | undefined;
} & Pick<AttentionPanelProps, 'onOpen' | 'hrefTo'>) {
  return (
    <RowsOpenTheirLink>
      <EuiBasicTable<EndpointView>
        tableCaption={title}
        items={[...endpoints]}
        itemId="agent_id"
        columns={columnsOf(onOpen, hrefTo, receivedAt)}
        rowProps={CLICKABLE_ROW}
      />
    </RowsOpenTheirLink>
  );
}

function columnsOf(
  onOpen: AttentionPanelProps['onOpen'],
  hrefTo: AttentionPanelProps['hrefTo'],
  receivedAt: number | undefined
): Array<EuiBasicTableColumn<EndpointView>> {
  return [
    {
      name: COLUMNS.endpoint,
      width: '16%',
      mobileOptions: CARD_LINE,
      render: ({ agent_id: id, name, agent }: EndpointView) => (
        <span>
          <EndpointLink name={name} href={hrefTo(id)} onOpen={() => onOpen(id)} />
          <br />
          <EuiText size="xs" color="subdued">
            {id}
            {agent && ` · ${agent.ip}`}
          </EuiText>
        </span>
      ),
    },
    {
      name: COLUMNS.state,
      width: '15%',
      mobileOptions: CARD_LINE,
      render: (endpoint: EndpointView) => (
        <span>
          <EuiBadgeGroup gutterSize="xs">
            <StateBadge state={endpoint.state} />
            {endpoint.attention && (
              <EuiBadge color="danger" title={attentionReasonsText(endpoint.attention)}>
                {NEEDS_ATTENTION}
              </EuiBadge>
            )}
          </EuiBadgeGroup>
          <EuiText size="xs" color="subdued">
            <Since endpoint={endpoint} />
          </EuiText>
        </span>
      ),
    },
    {
      name: COLUMNS.contact,
      width: '16%',
      mobileOptions: CARD_LINE,
      render: ({ contact }: EndpointView) =>
        contact ? <ContactText contact={contact} receivedAt={receivedAt} /> : '-',
    },
    {
      name: COLUMNS.who,
      width: '23%',
      mobileOptions: NOT_IN_CARDS,
      render: (endpoint: EndpointView) => {
        const author = shownAuthor(endpoint);
        return author ? (
          <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
            <WhoAndWhy by={author} />
          </EuiText>
        ) : (
          '-'
        );
      },
    },
    {
      name: COLUMNS.issue,
      mobileOptions: CARD_LINE,
      render: (endpoint: EndpointView) => issueWords(endpoint) ?? '-',
    },
  ];
}

function Since({ endpoint }: { endpoint: EndpointView }) {
  const since = sinceOf(endpoint);
  return since === 0 ? null : <TimeAgo at={since} />;
}

/** A good thing to see at three in the morning. */
function NothingIsolated({ at }: { at: number | undefined }) {
  return (
    <EuiEmptyPrompt
      iconType="checkInCircleFilled"
      iconColor="success"
      titleSize="s"
      title={
        <h2>
          {i18n.translate('endpointIsolation.attention.nothing.title', {
            defaultMessage: 'No endpoint is isolated or unknown',
          })}
        </h2>
      }
      body={
        <p>
          {i18n.translate('endpointIsolation.attention.nothing.text', {
            defaultMessage:
              'Based on everything endpoints have reported to this dashboard. To isolate an endpoint, select it in the list below.',
          })}{' '}
          {at !== undefined && <ClockTime at={at} />}
        </p>
      }
      data-test-subj="nothingIsolated"
    />
  );
}

const TITLE = i18n.translate('endpointIsolation.attention.title', {
  defaultMessage: 'Isolated or unknown now',
});
const REMOVED_TITLE = i18n.translate('endpointIsolation.attention.removedTitle', {
  defaultMessage: 'Removed from the manager while isolated or unknown',
});
const COLUMNS = {
  endpoint: i18n.translate('endpointIsolation.column.endpoint', { defaultMessage: 'Endpoint' }),
  state: i18n.translate('endpointIsolation.column.state', { defaultMessage: 'Isolation' }),
  contact: i18n.translate('endpointIsolation.column.contact', { defaultMessage: 'Last seen' }),
  who: i18n.translate('endpointIsolation.column.who', { defaultMessage: 'User and reason' }),
  issue: i18n.translate('endpointIsolation.column.issue', { defaultMessage: 'Issue' }),
};
