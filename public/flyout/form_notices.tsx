import { EuiButton, EuiCallOut, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReactNode } from 'react';
import { isConflict } from '../../common/action/conflict';
import type { RequestedAction } from '../../common/action/requested_action';
import type { ActionFormState } from '../base/use_action_form';
import { useNow } from '../base/use_now';
import { useServices } from '../base/browser_services';
import { reasonsAgainst } from '../words/reasons_against';
import { conflictSentence } from '../words/conflict_words';
import { AlertsUnreadNotice } from '../base/alerts_unread_notice';
import { ManagerAwayNotice } from '../base/manager_away_notice';
import { FailureCallOut } from '../base/failure_call_out';

interface FormNoticesProps {
  readonly id: string;
  readonly form: ActionFormState;
  readonly verb: RequestedAction;
  readonly onShowWhatIsUnderWay: () => void;
  readonly onRetry: () => void;
}

/** Shows what blocks the action, what changed and what failed, above everything else in the form. */
export function FormNotices({ id, form, verb, onShowWhatIsUnderWay, onRetry }: FormNoticesProps) {
  const { times } = useServices();
  const now = useNow();
  const { preview, shown, changes, sending } = form;
  const clock = (at: number) => times.clock(at, now);
  const against = shown ? reasonsAgainst(shown, verb, clock) : [];
  const { failure } = sending;
  return (
    <div id={id} tabIndex={-1} aria-live="polite">
      <ManagerAwayNotice away={form.managerAway} onCheckAgain={preview.reload} />
      {preview.shown?.rows_at !== undefined && !form.managerAway && (
        <Notice
          color="warning"
          title={agentDataFrom(clock(preview.shown.rows_at))}
          list={[]}
          subject="agentDataFrom"
        />
      )}
      {changes && (
        <Notice color="warning" title={CHANGED} list={changes} subject="changes">
          <p>{DECIDE_AGAIN}</p>
        </Notice>
      )}
      {failure && failure.code !== 'preview_changed' && (
        <>
          <FailureCallOut failure={failure} verb={verb} onRetry={onRetry}>
            {failure.kind === 'no_answer' && (
              <EuiText size="s">
                <p>{ONCE_ONLY}</p>
              </EuiText>
            )}
            {isConflict(failure.code) && (
              <EuiButton size="s" color="danger" onClick={onShowWhatIsUnderWay}>
                {i18n.translate('endpointIsolation.form.showUnderWay', {
                  defaultMessage: 'Show the action in progress',
                })}
              </EuiButton>
            )}
          </FailureCallOut>
          <EuiSpacer size="m" />
        </>
      )}
      {preview.failure && (
        <>
          <FailureCallOut failure={preview.failure} onRetry={preview.reload} />
          <EuiSpacer size="m" />
        </>
      )}
      {shown?.alerts_unread && <AlertsUnreadNotice />}
      {against.length > 0 && (
        <Notice color="danger" title={NOT_NOW} list={against} subject="against" />
      )}
      {shown?.still_pending && (
        <Notice
          color="warning"
          title={conflictSentence(shown.still_pending, clock)}
          list={[]}
          subject="stillPending"
        />
      )}
    </div>
  );
}

interface NoticeProps {
  readonly color: 'warning' | 'danger';
  readonly title: string;
  readonly list: readonly string[];
  readonly subject: string;
  readonly children?: ReactNode;
}

function Notice({ color, title, list, subject, children }: NoticeProps) {
  return (
    <>
      <EuiCallOut color={color} iconType="alert" size="s" title={title} data-test-subj={subject}>
        {list.length > 0 && (
          <EuiText size="s">
            <ul>
              {list.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </EuiText>
        )}
        {children}
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

/** @param time as a clock shows it */
const agentDataFrom = (time: string) =>
  i18n.translate('endpointIsolation.form.agentDataFrom', {
    defaultMessage: 'The manager can’t be queried now. Agent data is from {time}.',
    values: { time },
  });
const CHANGED = i18n.translate('endpointIsolation.form.changed', {
  defaultMessage: 'Something changed since you opened this form. No action was taken.',
});
const DECIDE_AGAIN = i18n.translate('endpointIsolation.form.decideAgain', {
  defaultMessage: 'Review the details and submit again. Your input was kept.',
});
const ONCE_ONLY = i18n.translate('endpointIsolation.form.onceOnly', {
  defaultMessage:
    'It’s not known whether your request arrived. You can send it again: it runs only once.',
});
const NOT_NOW = i18n.translate('endpointIsolation.form.notNow', {
  defaultMessage: 'This action isn’t available now',
});
