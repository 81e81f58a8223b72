import {
  EuiAccordion,
  EuiBadge,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHorizontalRule,
  EuiLink,
  EuiText,
  htmlIdGenerator,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { ReadinessView } from '../../common/api/readiness_view';
import type { Navigation } from '../base/use_navigation';
import { useServices } from '../base/browser_services';
import { docsRouteOf } from '../base/docs_route';
import { opensElsewhere } from '../base/opens_elsewhere';
import {
  READINESS_CHECK_WORDS,
  READINESS_STATUS_WORDS,
  readinessText,
} from '../words/readiness_words';

type Check = ReadinessView['checks'][number];

interface ReadinessFindingsProps {
  readonly checks: readonly Check[];
  readonly navigation: Navigation;
  /** Width of the room for the findings, px; undefined while it isn't known. */
  readonly width?: number;
}

/** Width below which the findings of a page would be screens long, px. */
const NARROW_BELOW = 740;

/** Each thing that was checked: how it is, what that means, what to do, and where it's explained. Where it's narrow, what is OK is one line. */
export function ReadinessFindings({ checks, navigation, width }: ReadinessFindingsProps) {
  if (width === undefined || width >= NARROW_BELOW) {
    return <Findings checks={checks} navigation={navigation} />;
  }
  const fine = checks.filter(({ status }) => status === 'ok');
  const others = checks.filter(({ status }) => status !== 'ok');
  return (
    <>
      <Findings checks={others} navigation={navigation} />
      {others.length > 0 && fine.length > 0 && <EuiHorizontalRule margin="xs" />}
      {fine.length > 0 && <FineOnes checks={fine} navigation={navigation} />}
    </>
  );
}

function Findings({ checks, navigation }: Pick<ReadinessFindingsProps, 'checks' | 'navigation'>) {
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

function FineOnes({ checks, navigation }: Pick<ReadinessFindingsProps, 'checks' | 'navigation'>) {
  const [id] = useState(htmlIdGenerator('fine'));
  const { word, icon, color } = READINESS_STATUS_WORDS.ok;
  const names = checks.map(({ check }) => READINESS_CHECK_WORDS[check]).join(', ');
  return (
    <EuiAccordion
      id={id}
      paddingSize="s"
      buttonContent={
        <EuiText size="s">
          <EuiBadge color={color} iconType={icon}>
            {word}
          </EuiBadge>{' '}
          {names}
        </EuiText>
      }
      data-test-subj="fineFindings"
    >
      <Findings checks={checks} navigation={navigation} />
    </EuiAccordion>
  );
}

function Finding({ check, navigation }: { check: Check; navigation: Navigation }) {
  const { times } = useServices();
  const { word, icon, color } = READINESS_STATUS_WORDS[check.status];
  const { sentence, remedy } = readinessText(check, times.absolute);
  return (
    <EuiFlexGroup
      gutterSize="s"
      responsive={false}
      wrap
      data-test-subj={`readiness-${check.check}`}
    >
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
