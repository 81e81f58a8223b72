import {
  EuiBadge,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHorizontalRule,
  EuiLink,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReadinessView } from '../../common/routes';
import type { Navigation } from '../hooks/use_navigation';
import { useServices } from '../services/browser_services';
import { docsRouteOf } from '../services/docs_route';
import { opensElsewhere } from '../services/opens_elsewhere';
import {
  READINESS_CHECK_WORDS,
  READINESS_STATUS_WORDS,
  readinessText,
} from '../words/readiness_words';

type Check = ReadinessView['checks'][number];

interface ReadinessFindingsProps {
  readonly checks: readonly Check[];
  readonly navigation: Navigation;
}

/** Each thing that was looked at: how it is, what that means, what to do, and where it is explained. */
export function ReadinessFindings({ checks, navigation }: ReadinessFindingsProps) {
  return (
    <>
      {checks.map((check, index) => (
        <React.Fragment key={`${check.check} ${check.code}`}>
          {index > 0 && <EuiHorizontalRule margin="xs" />}
          <Finding check={check} navigation={navigation} />
        </React.Fragment>
      ))}
    </>
  );
}

function Finding({ check, navigation }: { check: Check; navigation: Navigation }) {
  const { times } = useServices();
  const { word, icon, color } = READINESS_STATUS_WORDS[check.status];
  const { sentence, remedy } = readinessText(check, times.absolute);
  return (
    <EuiFlexGroup gutterSize="s" wrap data-test-subj={`readiness-${check.check}`}>
      <EuiFlexItem grow={false} style={{ width: 110 }}>
        <span>
          <EuiBadge color={color} iconType={icon} data-test-subj="readinessStatus">
            {word}
          </EuiBadge>
        </span>
      </EuiFlexItem>
      <EuiFlexItem grow={false} style={{ width: 200 }}>
        <EuiText size="s">
          <strong>{READINESS_CHECK_WORDS[check.check]}</strong>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 'min(300px, 100%)' }}>
        <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
          {sentence}
          {remedy !== undefined && (
            <>
              <br />
              <span data-test-subj="remedy">{remedy}</span>
            </>
          )}
          {check.docs !== undefined && <DocsLink docs={check.docs} navigation={navigation} />}
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function DocsLink({ docs, navigation }: { docs: string; navigation: Navigation }) {
  const to = docsRouteOf(docs);
  if (!to) return null;
  return (
    <>
      {' '}
      <EuiLink
        href={navigation.hrefOf(to)}
        onClick={(event: React.MouseEvent) => {
          if (opensElsewhere(event)) return;
          event.preventDefault();
          navigation.go(to);
        }}
      >
        {i18n.translate('endpointIsolation.readiness.docs', { defaultMessage: 'Learn more' })}
      </EuiLink>
    </>
  );
}
