import { EuiButtonEmpty, EuiCallOut, EuiSpacer } from '@elastic/eui';
import React from 'react';
import type { ManagerAway } from '../../common/manager/manager_reach';
import { useNow } from './use_now';
import { useServices } from './browser_services';
import { CHECK_AGAIN, lastSeenAsOf, MANAGER_AWAY } from '../words/manager_away_words';

interface ManagerAwayNoticeProps {
  readonly away: ManagerAway | undefined;
  /** Calls the manager. */
  readonly onCheckAgain: () => void;
}

/** The one banner for a manager that can't be reached, on a page and in a panel. Renders nothing if it can. */
export function ManagerAwayNotice({ away, onCheckAgain }: ManagerAwayNoticeProps) {
  const { times } = useServices();
  const now = useNow();
  if (!away) return null;
  return (
    <>
      <EuiCallOut
        color="danger"
        iconType="offline"
        size="s"
        role="alert"
        title={MANAGER_AWAY}
        data-test-subj="managerAway"
      >
        <p>{lastSeenAsOf(times.clock(away.answered_at ?? away.since, now))}</p>
        <EuiButtonEmpty
          size="xs"
          flush="left"
          color="danger"
          iconType="refresh"
          onClick={onCheckAgain}
        >
          {CHECK_AGAIN}
        </EuiButtonEmpty>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
