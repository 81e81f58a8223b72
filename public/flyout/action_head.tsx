import { EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import type { ActionView } from '../../common/api/action_view';
import { FOUND_OPEN, neededAttentionSentence } from '../words/attention_reason_words';
import { VERB_WORDS } from '../words/event_words';
import { acknowledgementSentence } from '../words/lifeline_words';
import { ClockTime } from '../base/time_ago';

/** Shows who requested what, when and why, and the allowed addresses: what an auditor reads first. */
export function ActionHead({ action }: { action: ActionView }) {
  const { verb, user, reason, case: caseText, created_at: createdAt } = action;
  const { former_manager: former } = action;
  const { lifeline, left_out: leftOut, attention, reisolation, reisolates, profiles } = action;
  const confirmed = ACKNOWLEDGEMENTS.filter((each) => action.acknowledgements.includes(each));
  return (
    <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
      <p>
        <strong>{VERB_WORDS[verb]}</strong>, {user}, <ClockTime at={createdAt} />
        {caseText !== undefined && <>, {caseText}</>}
        <br />
        <span style={{ whiteSpace: 'pre-wrap' }}>{reason}</span>
        {former !== undefined && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.formerManager', {
              defaultMessage: 'Under a former name of this manager: {name}',
              values: { name: former },
            })}
          </>
        )}
        {reisolation && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.reisolation', {
              defaultMessage:
                'Change of allowed addresses, step 1 of 2. Then isolated again with: {addresses}',
              values: { addresses: reisolation.lifeline.map(({ address }) => address).join(', ') },
            })}
          </>
        )}
        {reisolates !== undefined && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.reisolates', {
              defaultMessage: 'Change of allowed addresses, step 2 of 2',
            })}
          </>
        )}
        {lifeline.length > 0 && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.lifeline', {
              defaultMessage: 'Allowed addresses: {addresses}',
              values: { addresses: lifeline.map(({ address }) => address).join(', ') },
            })}
          </>
        )}
        {profiles && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.profiles', {
              defaultMessage: 'Profiles: {profiles}',
              values: { profiles: profiles.join(', ') },
            })}
          </>
        )}
        {leftOut.length > 0 && (
          <>
            <br />
            {i18n.translate('endpointIsolation.actionHead.leftOut', {
              defaultMessage: 'Manager addresses removed: {addresses}',
              values: { addresses: leftOut.join(', ') },
            })}
          </>
        )}
        {confirmed.map((need) => (
          <React.Fragment key={need}>
            <br />
            {i18n.translate('endpointIsolation.actionHead.confirmed', {
              defaultMessage: 'Acknowledged: {consequence}',
              values: { consequence: acknowledgementSentence(need) },
            })}
          </React.Fragment>
        ))}
        {attention?.closed && (
          <>
            <br />
            <FormattedMessage
              id="endpointIsolation.actionHead.closed"
              defaultMessage="{left}. Follow-up closed by {by}, {time}: {reason}"
              values={{
                left: neededAttentionSentence(attention.reasons),
                by: <strong>{attention.closed.by}</strong>,
                time: <ClockTime at={attention.closed.at} />,
                reason: attention.closed.reason,
              }}
            />
            {attention.closed.found_open && <> ({FOUND_OPEN})</>}
          </>
        )}
      </p>
    </EuiText>
  );
}
