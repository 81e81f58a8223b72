import { EuiBadge, EuiText } from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import type { HistoryEntry } from '../../common/api/history_view';
import { ClaimedUser } from '../base/claimed_user';
import { EndpointNameAndId } from '../base/endpoint_link';
import type { LinkTo } from '../base/endpoint_link';
import { CARD_LINE } from '../list/mobile_cards';
import { OutcomeBadge } from '../base/outcome_badge';
import { AbsoluteTime, ClockTime } from '../base/time_ago';
import { actionStatusWord } from '../words/action_words';
import { FOUND_OPEN } from '../words/attention_reason_words';
import { DENIED, deniedSentence } from '../words/denied_words';
import { verbWords } from '../words/event_words';
import { notListedSentence } from '../words/not_listed_words';
import { probeWords } from '../words/probe_words';

const COLUMNS = {
  time: i18n.translate('endpointIsolation.history.time', { defaultMessage: 'Time' }),
  endpoint: i18n.translate('endpointIsolation.history.endpoint', { defaultMessage: 'Endpoint' }),
  action: i18n.translate('endpointIsolation.history.action', { defaultMessage: 'Action' }),
  outcome: i18n.translate('endpointIsolation.history.outcome', { defaultMessage: 'Result' }),
  user: i18n.translate('endpointIsolation.history.user', { defaultMessage: 'User' }),
  reason: i18n.translate('endpointIsolation.history.reason', {
    defaultMessage: 'Reason and case',
  }),
  userAndReason: i18n.translate('endpointIsolation.history.userAndReason', {
    defaultMessage: 'User and reason',
  }),
};

/** Room that user and reason need to stand beside each other, px. In less, the reason stands below its user. */
const REASON_BESIDE = 1150;

/**
 * The columns of the history. They fit the room at 200 % zoom: nobody looks for a column that lies outside the page.
 *
 * @param width of the place of the table, px; undefined while it isn't known
 */
export function historyColumns(
  linkTo: LinkTo,
  width = REASON_BESIDE
): Array<EuiBasicTableColumn<HistoryEntry>> {
  const isWide = width >= REASON_BESIDE;
  return [
    {
      name: COLUMNS.time,
      width: isWide ? '220px' : '122px',
      mobileOptions: CARD_LINE,
      render: ({ created_at: at }: HistoryEntry) => (
        <AbsoluteTime at={at} lines={isWide ? 'one' : 'two'} />
      ),
    },
    {
      name: COLUMNS.endpoint,
      mobileOptions: CARD_LINE,
      render: ({ agent_id: id, agent_name: name, former_manager: former }: HistoryEntry) => (
        <span>
          {id === '' ? '-' : <EndpointNameAndId id={id} name={name} linkTo={linkTo} />}
          {former !== undefined && (
            <EuiText size="xs" color="subdued">
              <FormattedMessage
                id="endpointIsolation.history.formerManager"
                defaultMessage="Under a former name of this manager: {name}"
                values={{ name: former }}
              />
            </EuiText>
          )}
        </span>
      ),
    },
    {
      name: COLUMNS.action,
      width: isWide ? '100px' : '92px',
      mobileOptions: CARD_LINE,
      render: ({ verb, reisolation }: HistoryEntry) => (
        <span>
          {verb === '' ? '-' : verbWords(verb)}
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
      // The longest word has room for itself in the font of a real console, which is wider than the lab's.
      width: '210px',
      mobileOptions: CARD_LINE,
      render: (entry: HistoryEntry) => <EntryOutcome entry={entry} />,
    },
    ...(isWide ? BESIDE : BELOW),
  ];
}

const BESIDE: ReadonlyArray<EuiBasicTableColumn<HistoryEntry>> = [
  {
    name: COLUMNS.user,
    render: (entry: HistoryEntry) => <EntryUser entry={entry} mark="badge" />,
  },
  {
    name: COLUMNS.reason,
    width: '30%',
    render: (entry: HistoryEntry) => <EntryReason entry={entry} />,
  },
];

const BELOW: ReadonlyArray<EuiBasicTableColumn<HistoryEntry>> = [
  {
    name: COLUMNS.userAndReason,
    width: '26%',
    mobileOptions: CARD_LINE,
    render: (entry: HistoryEntry) => (
      <div style={{ minWidth: 0 }}>
        <EntryUser entry={entry} mark="text" />
        {isWithReason(entry) && <EntryReason entry={entry} />}
      </div>
    ),
  },
];

/** True if there is more to say than the user: below it a dash alone would be a line about nothing. */
function isWithReason({ reason, denied, not_listed: notListed }: HistoryEntry): boolean {
  return reason !== undefined || denied !== undefined || notListed !== undefined;
}

interface EntryUserProps {
  readonly entry: HistoryEntry;
  /** Look of what was done outside this plugin: a badge has one line, which a narrow column would cut. */
  readonly mark: 'badge' | 'text';
}

function EntryUser({ entry: { user, kind }, mark }: EntryUserProps) {
  const outside =
    mark === 'badge' ? (
      <EuiBadge color="hollow">{ELSEWHERE}</EuiBadge>
    ) : (
      <EuiText size="xs" color="subdued">
        {ELSEWHERE}
      </EuiText>
    );
  if (kind === 'not_listed') return outside;
  if (kind !== 'elsewhere') return <span>{user || '-'}</span>;
  return (
    <div>
      <ClaimedUser user={user} /> {outside}
    </div>
  );
}

/** The reason of an action, or why it was blocked. What was done outside this plugin has none. */
function EntryReason({ entry }: { entry: HistoryEntry }) {
  const { reason, case: caseText, denied, not_listed: notListed, profiles, closed } = entry;
  if (notListed) return <EuiText size="s">{notListedSentence(notListed)}</EuiText>;
  if (denied) return <EuiText size="s">{deniedSentence(denied)}</EuiText>;
  if (reason === undefined) return <EuiText size="s">-</EuiText>;
  return (
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
  );
}

/** An outcome is what an endpoint reported; without one the word is that of the action's own status. */
function EntryOutcome({ entry }: { entry: HistoryEntry }) {
  const { kind, verb, status, outcome, unconfirmed } = entry;
  if (outcome) return <OutcomeBadge verb={verb} outcome={outcome} unconfirmed={unconfirmed} />;
  if (status === 'elsewhere' || status === 'not_listed') return <span>-</span>;
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
  const { icon, color } = lookWithoutReport(status);
  return (
    <EuiBadge color={color} iconType={icon}>
      {actionStatusWord(isRelease ? 'release' : 'isolate', status, undefined)}
    </EuiBadge>
  );
}

/** Returns the look of an action without a report, as in its timeline: what is over doesn't look like what is in progress. */
function lookWithoutReport(status: HistoryEntry['status']): {
  readonly icon: string;
  readonly color: string;
} {
  switch (status) {
    case 'uncertain':
    case 'unanswered':
      return { icon: 'questionInCircle', color: 'warning' };
    case 'rejected':
      return { icon: 'alert', color: 'danger' };
    case 'interrupted':
    case 'cancelled':
      return { icon: 'minusInCircle', color: 'hollow' };
    default:
      return { icon: 'clock', color: 'default' };
  }
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
