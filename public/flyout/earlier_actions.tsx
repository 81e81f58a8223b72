import { EuiAccordion, EuiBadge, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { needsAttention } from '../../common/action/attention';
import type { ActionView } from '../../common/api/action_view';
import { actionStatusWord, confirmationOf } from '../words/action_words';
import { NEEDS_ATTENTION } from '../words/attention_reason_words';
import { VERB_WORDS } from '../words/event_words';
import { TimeAgo } from '../base/time_ago';
import { ActionHead } from './action_head';
import { ActionTimeline } from './action_timeline';

/** The actions before the newest one, each with its result; its steps are a click away. */
export function EarlierActions({ actions }: { actions: readonly ActionView[] }) {
  return (
    <section aria-labelledby="earlierActions">
      <EuiTitle size="xxs">
        <h3 id="earlierActions">
          {i18n.translate('endpointIsolation.overview.earlier', {
            defaultMessage: 'Earlier actions',
          })}
        </h3>
      </EuiTitle>
      {actions.map((action) => {
        const last = action.timeline[action.timeline.length - 1];
        return (
          <React.Fragment key={action.id}>
            <EuiSpacer size="s" />
            <EuiAccordion
              id={`action-${action.n}`}
              buttonContent={
                <EuiText size="s">
                  {VERB_WORDS[action.verb]}:{' '}
                  <strong>
                    {actionStatusWord(
                      action.verb,
                      action.status,
                      last?.detail,
                      confirmationOf(action)
                    )}
                  </strong>
                  , <TimeAgo at={action.created_at} />, {action.user}
                  {needsAttention(action.attention) && (
                    <>
                      {' '}
                      <EuiBadge color="danger">{NEEDS_ATTENTION}</EuiBadge>
                    </>
                  )}
                </EuiText>
              }
            >
              <EuiSpacer size="s" />
              <ActionHead action={action} />
              <EuiSpacer size="s" />
              <ActionTimeline action={action} />
            </EuiAccordion>
          </React.Fragment>
        );
      })}
    </section>
  );
}
