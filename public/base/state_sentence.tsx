import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import type { Proof } from '../../common/state/fold';
import type { ShownState } from '../../common/state/shown_state';
import { stateNameOf } from '../../common/state/state_name';
import { STATE_WORDS } from '../words/state_words';
import { useServices } from './browser_services';
import { ClockTime, TimeAgo } from './time_ago';

interface StateSentenceProps {
  readonly state: ShownState;
  /** Time of the oldest alert that is still stored, ms. */
  readonly evidenceSince?: number;
}

/** The state with what proves it: `Isolated, reported by the endpoint 03:04`. */
export function StateSentence({ state, evidenceSince }: StateSentenceProps) {
  const name = stateNameOf(state);
  const { proof, last_proven: lastProven, waiting } = state;
  if (waiting) {
    return (
      <>
        <FormattedMessage
          id="endpointIsolation.stateSentence.waiting"
          defaultMessage="{word} since {since}. Waiting for the endpoint’s report until {until}."
          values={{
            word: STATE_WORDS[name],
            since: <ClockTime at={waiting.since} />,
            until: <ClockTime at={waiting.until} />,
          }}
        />{' '}
        {lastProven && <LastProven proof={lastProven} />}
      </>
    );
  }
  if (state.status === 'no_record') return <NoRecord since={evidenceSince} />;
  if (proof) {
    return (
      <FormattedMessage
        id="endpointIsolation.stateSentence.proven"
        defaultMessage="{word}, confirmed by the endpoint {time} ({ago})."
        values={{
          word: STATE_WORDS[name],
          time: <ClockTime at={proof.at} />,
          ago: <TimeAgo at={proof.at} />,
        }}
      />
    );
  }
  return (
    <>
      <FormattedMessage
        id="endpointIsolation.stateSentence.unknown"
        defaultMessage="Unknown: it may or may not be isolated."
      />{' '}
      {lastProven ? (
        <LastProven proof={lastProven} />
      ) : (
        <FormattedMessage
          id="endpointIsolation.stateSentence.neverProven"
          defaultMessage="No state was ever confirmed."
        />
      )}
    </>
  );
}

function LastProven({ proof }: { proof: Proof }) {
  return (
    <FormattedMessage
      id="endpointIsolation.stateSentence.lastProven"
      defaultMessage="Last confirmed: {word}, {time} ({ago})."
      values={{
        word: STATE_WORDS[proof.status],
        time: <ClockTime at={proof.at} />,
        ago: <TimeAgo at={proof.at} />,
      }}
    />
  );
}

function NoRecord({ since }: { since: number | undefined }) {
  const { times } = useServices();
  return since === undefined ? (
    <FormattedMessage
      id="endpointIsolation.stateSentence.noRecord"
      defaultMessage="No isolation on record."
    />
  ) : (
    <FormattedMessage
      id="endpointIsolation.stateSentence.noRecordSince"
      defaultMessage="No isolation on record since {day}. Older alerts are no longer stored."
      values={{ day: times.day(since) }}
    />
  );
}
