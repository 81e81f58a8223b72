import { EuiBadge } from '@elastic/eui';
import { FormattedMessage } from '@osd/i18n/react';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ProvenBy } from '../../common/api/endpoint_view';
import { ClaimedUser } from './claimed_user';

/** The user and reason of an action. What was done outside this plugin has no reason, and its user is unverified. */
export function WhoAndWhy({ by }: { by: ProvenBy }) {
  if (!('action' in by)) {
    return (
      <span>
        <ClaimedUser user={by.claimed_user} />{' '}
        <EuiBadge color="hollow" title={CLAIMED_TITLE}>
          {CLAIMED}
        </EuiBadge>
        <br />
        <FormattedMessage
          id="endpointIsolation.provenBy.elsewhere"
          defaultMessage="Outside this plugin; no reason recorded."
        />
      </span>
    );
  }
  const { user, reason, case: caseText } = by.action;
  return (
    <span>
      <strong>{user}</strong>
      {caseText !== undefined && (
        <>
          {' · '}
          {caseText}
        </>
      )}
      <br />
      {reason}
    </span>
  );
}

const CLAIMED = i18n.translate('endpointIsolation.provenBy.claimed', {
  defaultMessage: 'unverified',
});
const CLAIMED_TITLE = i18n.translate('endpointIsolation.provenBy.claimedTitle', {
  defaultMessage:
    'The endpoint reported this name. Anyone with admin rights on the endpoint can write any name.',
});
