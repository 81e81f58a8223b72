import {
  EuiBadge,
  EuiBasicTable,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import type { HistoryEntry, HistoryView } from '../../common/routes';
import { ClaimedUser } from '../components/claimed_user';
import { AgentFilter } from '../components/agent_filter';
import { EndpointLink } from '../components/endpoint_link';
import { ExportButton, ExportNotice, useExporting } from '../components/export_button';
import { LiveNotice } from '../components/live_notice';
import { OutcomeBadge } from '../components/outcome_badge';
import { Pager } from '../components/pager';
import { RoomForColumns } from '../components/room_for_columns';
import { AbsoluteTime, ClockTime } from '../components/time_ago';
import { useLive } from '../hooks/use_live';
import { usePages } from '../hooks/use_pages';
import { useServices } from '../services/browser_services';
import { NO_FILTERS } from '../services/route';
import { actionStatusWord } from '../words/action_words';
import { FOUND_OPEN } from '../words/attention_reason_words';
import { verbWords } from '../words/event_words';
import { probeWords } from '../words/probe_words';
import { DENIED, deniedSentence } from '../words/denied_words';
import type { PageProps } from './page_props';
import { PAGE_TITLES } from './page_titles';

const SIZE = 25;

/** The page of who requested what, when and why, with its result. Includes what was done outside this plugin. */
export function HistoryPage({ route, host, context, navigation }: PageProps<'history'>) {
  const { api } = useServices();
  const { agent } = route;
  const listed = JSON.stringify([host, agent]);
  const pages = usePages(listed);
  const { cursor } = pages;
  const live = useLive<HistoryView>(JSON.stringify([listed, cursor]), {
    load: (_, signal) => api.history({ host, agent, size: SIZE, cursor }, signal),
    pauseAfter: () => undefined,
  });
  const { value } = live;
  const exporting = useExporting({ host, list: 'history', agent });
  const linkTo = (id: string) => {
    const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
    return { href: navigation.hrefOf(to), onOpen: () => navigation.go(to) };
  };
  return (
    <EuiPanel paddingSize="m" data-test-subj="history">
      <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
        <EuiFlexItem>
          <EuiTitle size="s">
            <h1>
              {TITLE}
              {value?.total !== undefined && ` (${value.total})`}
            </h1>
          </EuiTitle>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <ExportButton exporting={exporting} right={context.rights.export} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            iconType="refresh"
            isLoading={live.isLoading}
            onClick={live.reload}
            size="s"
          >
            {i18n.translate('endpointIsolation.history.refresh', { defaultMessage: 'Refresh' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <AgentFilter
        agent={agent}
        onAgent={(chosen) => navigation.replace({ page: 'history', host, agent: chosen })}
      />
      <EuiSpacer size="s" />
      <ExportNotice exporting={exporting} />
      <LiveNotice live={live} onRetry={live.reload} />
      {(value || live.isLoading) && (
        <RoomForColumns atLeast={1200}>
          <EuiBasicTable<HistoryEntry>
            tableCaption={TITLE}
            items={[...(value?.entries ?? [])]}
            itemId="id"
            loading={live.isLoading}
            columns={columnsOf(linkTo)}
            noItemsMessage={live.isLoading ? LOADING : NOTHING}
          />
        </RoomForColumns>
      )}
      <EuiSpacer size="s" />
      {value && (
        <Pager
          pages={pages}
          size={SIZE}
          shown={value.entries.length}
          total={value.total}
          next={value.next}
        />
      )}
    </EuiPanel>
  );
}

function columnsOf(
  linkTo: (agent: string) => { readonly href: string; readonly onOpen: () => void }
): Array<EuiBasicTableColumn<HistoryEntry>> {
  return [
    {
      field: 'created_at',
      name: COLUMNS.time,
      width: '220px',
      render: (at: number) => <AbsoluteTime at={at} />,
    },
    {
      name: COLUMNS.endpoint,
      render: ({ agent_id: id, agent_name: name }: HistoryEntry) => (
        <span>
          {id === '' ? (
            '-'
          ) : (
            <>
              <EndpointLink name={name === '' ? id : name} {...linkTo(id)} /> ({id})
            </>
          )}
        </span>
      ),
    },
    {
      field: 'verb',
      name: COLUMNS.action,
      width: '100px',
      render: (verb: string, { reisolation }: HistoryEntry) => (
        <span>
          {verbWords(verb)}
          {reisolation && (
            <EuiText size="xs" color="subdued">
              {HALVES[reisolation]}
            </EuiText>
          )}
        </span>
      ),
    },
    {
      name: COLUMNS.outcome,
      width: '180px',
      render: (entry: HistoryEntry) => <EntryOutcome entry={entry} />,
    },
    {
      name: COLUMNS.user,
      render: ({ user, kind }: HistoryEntry) => (
        <span>
          {kind === 'elsewhere' ? <ClaimedUser user={user} /> : user || '-'}{' '}
          {kind === 'elsewhere' && <EuiBadge color="hollow">{ELSEWHERE}</EuiBadge>}
        </span>
      ),
    },
    {
      name: COLUMNS.reason,
      width: '30%',
      render: ({ reason, case: caseText, denied, profiles, closed }: HistoryEntry) =>
        denied ? (
          <EuiText size="s">{deniedSentence(denied)}</EuiText>
        ) : reason === undefined ? (
          '-'
        ) : (
          <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
            {reason}
            {caseText !== undefined && ` · ${caseText}`}
            {profiles && (
              <>
                <br />
                {i18n.translate('endpointIsolation.history.profiles', {
                  defaultMessage: 'Profiles: {profiles}',
                  values: { profiles: profiles.join(', ') },
                })}
              </>
            )}
            {closed && <ClosedBy closed={closed} />}
          </EuiText>
        ),
    },
  ];
}

/** An outcome is what an endpoint reported; without one the word is that of the action's own status. */
function EntryOutcome({ entry }: { entry: HistoryEntry }) {
  const { kind, verb, status, outcome, unconfirmed } = entry;
  if (outcome) return <OutcomeBadge verb={verb} outcome={outcome} unconfirmed={unconfirmed} />;
  if (status === 'elsewhere') return <span>-</span>;
  if (status === 'found_open') return <EuiBadge color="hollow">{NOT_CONFIRMED}</EuiBadge>;
  if (status === 'denied') {
    return (
      <EuiBadge color="hollow" iconType="lock">
        {DENIED}
      </EuiBadge>
    );
  }
  if (kind === 'probe') {
    return (
      <EuiBadge color="hollow" iconType="pulse">
        {probeWords({ status }).word}
      </EuiBadge>
    );
  }
  const isRelease = verb === 'release';
  return (
    <EuiBadge color="default" iconType="clock">
      {actionStatusWord(isRelease ? 'release' : 'isolate', status, undefined)}
    </EuiBadge>
  );
}

/** The action's follow-up, and who said what was done about it. */
function ClosedBy({ closed }: Required<Pick<HistoryEntry, 'closed'>>) {
  const { by, at, reason, found_open: foundOpen } = closed;
  return (
    <>
      <br />
      <FormattedMessage
        id="endpointIsolation.history.closed"
        defaultMessage="Follow-up closed by {by}, {time}: {reason}"
        values={{ by: <strong>{by}</strong>, time: <ClockTime at={at} />, reason }}
      />
      {foundOpen && <> ({FOUND_OPEN})</>}
    </>
  );
}

const TITLE = PAGE_TITLES.history;
const LOADING = i18n.translate('endpointIsolation.history.loading', {
  defaultMessage: 'Loading…',
});
const NOTHING = i18n.translate('endpointIsolation.history.nothing', {
  defaultMessage: 'No isolations or releases yet.',
});
const HALVES = {
  first: i18n.translate('endpointIsolation.history.firstHalf', {
    defaultMessage: 'address change, 1 of 2',
  }),
  second: i18n.translate('endpointIsolation.history.secondHalf', {
    defaultMessage: 'address change, 2 of 2',
  }),
};
/** A person's statement is no report. */
const NOT_CONFIRMED = i18n.translate('endpointIsolation.history.notConfirmed', {
  defaultMessage: 'Not confirmed',
});
const ELSEWHERE = i18n.translate('endpointIsolation.history.elsewhere', {
  defaultMessage: 'outside this plugin, unverified',
});
const COLUMNS = {
  time: i18n.translate('endpointIsolation.history.time', { defaultMessage: 'Time' }),
  endpoint: i18n.translate('endpointIsolation.history.endpoint', { defaultMessage: 'Endpoint' }),
  action: i18n.translate('endpointIsolation.history.action', { defaultMessage: 'Action' }),
  outcome: i18n.translate('endpointIsolation.history.outcome', { defaultMessage: 'Result' }),
  user: i18n.translate('endpointIsolation.history.user', { defaultMessage: 'User' }),
  reason: i18n.translate('endpointIsolation.history.reason', {
    defaultMessage: 'Reason and case',
  }),
};
