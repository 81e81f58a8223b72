import {
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiProgress,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import type { ReactNode } from 'react';
import { isPending } from '../../common/action/action';
import type { ActionView } from '../../common/api/action_view';
import type { ShownState } from '../../common/state/shown_state';
import { SECOND } from '../../common/base/time';
import { useServices } from '../base/browser_services';
import type { StepTone } from '../words/step_words';
import { confirmationOf, stepWords } from '../words/action_words';
import { StateSentence } from '../base/state_sentence';
import { ClockTime } from '../base/time_ago';

const ICONS: Readonly<Record<StepTone, { readonly type: string; readonly color: string }>> = {
  going: { type: 'clock', color: 'subdued' },
  proven: { type: 'checkInCircleFilled', color: 'primary' },
  uncertain: { type: 'questionInCircle', color: 'warning' },
  wrong: { type: 'alert', color: 'danger' },
  over: { type: 'minusInCircle', color: 'subdued' },
};

interface ActionTimelineProps {
  readonly action: ActionView;
  /** The endpoint's current state. Absent below older actions, because it says nothing about them. */
  readonly state?: ShownState;
  /** Time that a report usually takes here, ms. */
  readonly usualWait?: number;
}

/** An action step by step. What went wrong says what happened, in what state the endpoint is, and what to do next. */
export function ActionTimeline({ action, state, usualWait }: ActionTimelineProps) {
  const { verb, timeline, outcome, also_affected: alsoAffected = [] } = action;
  const steps = timeline.map((entry) => ({
    entry,
    words: stepWords(verb, entry, outcome, confirmationOf(action)),
  }));
  const last = steps[steps.length - 1];
  return (
    <div data-test-subj="timeline">
      {alsoAffected.length > 0 && (
        <>
          <EuiCallOut
            color="danger"
            iconType="alert"
            size="s"
            title={i18n.translate('endpointIsolation.timeline.alsoAffected', {
              defaultMessage:
                'The manager says it also sent the command to these agents: {agents}. Check each of them now.',
              values: { agents: alsoAffected.join(', ') },
            })}
          />
          <EuiSpacer size="s" />
        </>
      )}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {steps.map(({ entry, words }) => (
          <li key={entry.n}>
            <Step at={entry.at} tone={words.tone}>
              <strong>{words.word}</strong> · {words.sentence}
            </Step>
          </li>
        ))}
      </ol>
      {isPending(action.status) && <Waiting action={action} usualWait={usualWait} />}
      {last?.words.next !== undefined && (
        <>
          <EuiSpacer size="s" />
          <EuiText size="s">
            {state && (
              <p>
                <strong>
                  {i18n.translate('endpointIsolation.timeline.stateNow', {
                    defaultMessage: 'Endpoint now:',
                  })}
                </strong>{' '}
                <StateSentence state={state} />
              </p>
            )}
            <p>
              <strong>
                {i18n.translate('endpointIsolation.timeline.next', {
                  defaultMessage: 'Next step:',
                })}
              </strong>{' '}
              {last.words.next}
            </p>
          </EuiText>
        </>
      )}
    </div>
  );
}

function Step({ at, tone, children }: { at: number; tone: StepTone; children: ReactNode }) {
  const { times } = useServices();
  const { type, color } = ICONS[tone];
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} alignItems="flexStart">
      <EuiFlexItem grow={false} style={{ paddingTop: 2 }}>
        <EuiIcon type={type} color={color} />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiText size="s" color="subdued">
          <time dateTime={new Date(at).toISOString()} title={times.absolute(at)}>
            {times.exact(at)}
          </time>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem>
        <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function Waiting({ action, usualWait }: Pick<ActionTimelineProps, 'action' | 'usualWait'>) {
  const { waits_until: until } = action;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiProgress size="xs" color="primary" role="progressbar" aria-label={WAITING} />
      <EuiSpacer size="xs" />
      <EuiText size="xs" color="subdued">
        {usualWait !== undefined && `${usually(usualWait)} `}
        {until === undefined ? (
          WAITING
        ) : (
          <FormattedMessage
            id="endpointIsolation.timeline.waitingUntil"
            defaultMessage="Waiting for the endpoint’s report. If none arrives by {until}, the status becomes No response. You can close this panel; the action continues."
            values={{ until: <ClockTime at={until} /> }}
          />
        )}
      </EuiText>
    </>
  );
}

/** Says what takes the time: most of it is between the endpoint's log and the index (measured). */
function usually(wait: number): string {
  const seconds = Math.max(1, Math.round(wait / SECOND));
  return i18n.translate('endpointIsolation.timeline.usually', {
    defaultMessage:
      'The endpoint’s alert has to be written, forwarded and indexed: usually {seconds, plural, one {# second} other {# seconds}} here.',
    values: { seconds },
  });
}

const WAITING = i18n.translate('endpointIsolation.timeline.waiting', {
  defaultMessage: 'Waiting',
});
