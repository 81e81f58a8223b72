import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLoadingContent,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import type { ReadinessCheck } from '../../common/readiness/readiness_checks';
import type { ReadinessCode } from '../../common/readiness/readiness_findings';
import { GROUP_OF_CHECK, READINESS_GROUPS } from '../../common/readiness/readiness_groups';
import type { ReadinessView } from '../../common/api/readiness_view';
import type { RightView } from '../../common/api/context_view';
import { LiveNotice } from '../base/live_notice';
import { MeasuredWidth } from '../list/measured_width';
import { ClockTime } from '../base/time_ago';
import { useLive } from '../base/use_live';
import { useServices } from '../base/browser_services';
import { READINESS_GROUP_WORDS } from '../words/readiness_words';
import type { PageProps } from './page_props';
import { PAGE_TITLES } from './page_titles';
import { ReadinessFindings } from './readiness_findings';
import { ReadyEndpointsPanel } from './ready_endpoints_panel';

/** The page of what has to work before an emergency: each check with its remedy, and the endpoints confirmed ready. */
export function ReadinessPage({ host, context, navigation }: PageProps<'readiness'>) {
  const { api } = useServices();
  const live = useLive<ReadinessView>(host, {
    load: (_, signal) => api.readiness(host, signal),
    pauseAfter: () => undefined,
  });
  const { value } = live;
  return (
    <>
      <EuiPanel paddingSize="m" data-test-subj="readiness">
        <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
          <EuiFlexItem>
            <EuiTitle size="s">
              <h1>{PAGE_TITLES.readiness}</h1>
            </EuiTitle>
          </EuiFlexItem>
          {value && (
            <EuiFlexItem grow={false}>
              <EuiText size="xs" color="subdued">
                <FormattedMessage
                  id="endpointIsolation.readiness.at"
                  defaultMessage="Checked {time}"
                  values={{ time: <ClockTime at={value.at} /> }}
                />
              </EuiText>
            </EuiFlexItem>
          )}
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty
              iconType="refresh"
              isLoading={live.isLoading}
              onClick={live.reload}
              size="s"
              data-test-subj="lookAgain"
            >
              {i18n.translate('endpointIsolation.readiness.again', {
                defaultMessage: 'Check again',
              })}
            </EuiButtonEmpty>
          </EuiFlexItem>
        </EuiFlexGroup>
        <EuiSpacer size="s" />
        <LiveNotice live={live} onRetry={live.reload} />
        {!value && live.isLoading && <EuiLoadingContent lines={10} />}
        {value && <Summary checks={value.checks} isolate={context.rights.isolate} />}
        {value && (
          <MeasuredWidth>
            {(width) =>
              READINESS_GROUPS.map((group) => {
                const checks = value.checks.filter(({ check }) => GROUP_OF_CHECK[check] === group);
                return (
                  checks.length > 0 && (
                    <React.Fragment key={group}>
                      <EuiSpacer size="l" />
                      <EuiTitle size="xs">
                        <h2>{READINESS_GROUP_WORDS[group]}</h2>
                      </EuiTitle>
                      <EuiSpacer size="s" />
                      <ReadinessFindings checks={checks} navigation={navigation} width={width} />
                    </React.Fragment>
                  )
                );
              })
            }
          </MeasuredWidth>
        )}
      </EuiPanel>
      {context.rights.view.given && (
        <>
          <EuiSpacer size="m" />
          <ReadyEndpointsPanel
            host={host}
            ready={value && (isUnfinished('program', value) ? 'not_read' : value.ready)}
            rights={context.rights}
            navigation={navigation}
            onProbed={live.reload}
          />
        </>
      )}
    </>
  );
}

/** Codes of a check that found out nothing. What it would have said can be anything. */
const UNFINISHED: readonly ReadinessCode[] = ['check_timed_out', 'check_failed'];

function isUnfinished(wanted: ReadinessCheck, { checks }: Pick<ReadinessView, 'checks'>): boolean {
  return checks.some(({ check, code }) => check === wanted && UNFINISHED.includes(code));
}

interface SummaryProps {
  /** Permission to isolate any endpoint at all. Without it nothing is ready for this person. */
  readonly isolate: RightView;
}

/** The worst in one line: whether anything stands in the way of an emergency. */
function Summary({ checks, isolate }: Pick<ReadinessView, 'checks'> & SummaryProps) {
  const count = (wanted: ReadonlyArray<ReadinessView['checks'][number]['status']>) =>
    checks.filter(({ status }) => wanted.includes(status)).length;
  const problems = count(['problem']);
  const warnings = count(['warning', 'unknown']);
  const values = { problems, warnings };
  if (!isolate.given) {
    return (
      <EuiCallOut
        size="s"
        color="warning"
        iconType="lock"
        data-test-subj="readinessSummary"
        title={i18n.translate('endpointIsolation.readiness.noPermission', {
          defaultMessage: 'You don’t have permission to isolate endpoints here',
        })}
      >
        <p>
          {i18n.translate('endpointIsolation.readiness.noPermissionCounts', {
            defaultMessage:
              'The installation itself: {problems, plural, one {# problem} other {# problems}}, {warnings, plural, one {# warning} other {# warnings}}.',
            values,
          })}
        </p>
      </EuiCallOut>
    );
  }
  if (problems > 0) {
    return (
      <EuiCallOut
        size="s"
        color="danger"
        iconType="alert"
        data-test-subj="readinessSummary"
        title={i18n.translate('endpointIsolation.readiness.problems', {
          defaultMessage:
            'Not ready: {problems, plural, one {# problem} other {# problems}}, {warnings, plural, one {# warning} other {# warnings}}',
          values,
        })}
      />
    );
  }
  const unfinished = checks.filter(({ code }) => UNFINISHED.includes(code)).length;
  if (unfinished > 0) {
    return (
      <EuiCallOut
        size="s"
        color="warning"
        iconType="questionInCircle"
        data-test-subj="readinessSummary"
        title={i18n.translate('endpointIsolation.readiness.unfinished', {
          defaultMessage:
            'Readiness unknown: {unfinished, plural, one {# check} other {# checks}} didn’t finish',
          values: { unfinished },
        })}
      />
    );
  }
  return (
    <EuiCallOut
      size="s"
      color={warnings > 0 ? 'warning' : 'success'}
      iconType={warnings > 0 ? 'alert' : 'check'}
      data-test-subj="readinessSummary"
      title={
        warnings > 0
          ? i18n.translate('endpointIsolation.readiness.warnings', {
              defaultMessage: 'Ready, with {warnings, plural, one {# warning} other {# warnings}}',
              values,
            })
          : i18n.translate('endpointIsolation.readiness.ready', {
              defaultMessage: 'Ready: no issues found',
            })
      }
    />
  );
}
