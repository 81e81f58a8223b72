import { EuiCallOut, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Lifeline, ManagerName } from '../../common/lifeline/lifeline';
import { SERVER_PROBLEM_WORDS } from '../words/lifeline_words';

interface ManagerNamesProps {
  readonly names: Lifeline['names'];
}

/** Managers known by a name. DNS is cut: what the name is to the dashboard server need not be what the endpoint remembers. */
export function ManagerNames({ names }: ManagerNamesProps) {
  if (names.length === 0) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={i18n.translate('endpointIsolation.lifeline.names', {
          defaultMessage:
            'The endpoint knows its manager by name, and DNS will be blocked. It stays connected only as long as it remembers the address.',
        })}
        data-test-subj="managerNames"
      >
        <EuiText size="s">
          <ul>
            {names.map((name) => (
              <li key={name.name}>{nameSentence(name)}</li>
            ))}
          </ul>
        </EuiText>
      </EuiCallOut>
    </>
  );
}

function nameSentence({ name, addresses }: ManagerName): string {
  if (addresses.length === 0) {
    return i18n.translate('endpointIsolation.lifeline.nameNotResolved', {
      defaultMessage: '{name}: not resolved on the dashboard server.',
      values: { name },
    });
  }
  if (addresses.some(({ by_endpoint: byEndpoint }) => byEndpoint)) {
    return `${name}: ${addresses.map(addressWithResolver).join(', ')}`;
  }
  return i18n.translate('endpointIsolation.lifeline.nameResolved', {
    defaultMessage: '{name}: {addresses} (resolved on the dashboard server).',
    values: {
      name,
      addresses: addresses
        .map(({ address, included }) =>
          included
            ? i18n.translate('endpointIsolation.lifeline.nameIncluded', {
                defaultMessage: '{address} (allowed)',
                values: { address },
              })
            : i18n.translate('endpointIsolation.lifeline.nameNotIncluded', {
                defaultMessage: '{address} (not allowed)',
                values: { address },
              })
        )
        .join(', '),
    },
  });
}

function addressWithResolver({
  address,
  included,
  by_endpoint: byEndpoint,
}: ManagerName['addresses'][number]): string {
  const values = { address, included: included ? 'allowed' : 'blocked' };
  return byEndpoint
    ? i18n.translate('endpointIsolation.lifeline.nameByEndpoint', {
        defaultMessage:
          '{address} ({included, select, allowed {allowed} other {not allowed}}, resolved by the endpoint)',
        values,
      })
    : i18n.translate('endpointIsolation.lifeline.nameByDashboard', {
        defaultMessage:
          '{address} ({included, select, allowed {allowed} other {not allowed}}, resolved on the dashboard server)',
        values,
      });
}

interface ReportedProblemsProps {
  readonly problems: Lifeline['reported_problems'];
}

/** Servers that can't be allowed as the endpoint reports them. Each is shown: nobody else would miss it. */
export function ReportedProblems({ problems }: ReportedProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={i18n.translate('endpointIsolation.lifeline.problems', {
          defaultMessage:
            '{count, plural, one {A manager that the endpoint reports can’t be allowed as it is} other {# managers that the endpoint reports can’t be allowed as they are}}',
          values: { count: problems.length },
        })}
        data-test-subj="reportedProblems"
      >
        <EuiText size="s">
          <ul>
            {problems.map(({ text, why }) => (
              <li key={text}>{`${text}: ${SERVER_PROBLEM_WORDS[why]}`}</li>
            ))}
          </ul>
        </EuiText>
      </EuiCallOut>
    </>
  );
}
