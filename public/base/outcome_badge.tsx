import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { Outcome } from '../../common/program/outcome';
import { outcomeWord, UNCONFIRMED_RELEASE } from '../words/outcome_words';

interface Look {
  readonly icon: string;
  readonly color: string;
}

interface OutcomeBadgeProps {
  readonly verb: string;
  readonly outcome: Outcome;
  /** The report is of a release that doesn't confirm that the endpoint is no longer isolated. */
  readonly unconfirmed?: boolean;
}

/** An endpoint's report on one action. A release that confirms nothing doesn't look like one that does. */
export function OutcomeBadge({ verb, outcome, unconfirmed = false }: OutcomeBadgeProps) {
  const { icon, color } = unconfirmed ? UNCONFIRMED : lookOf(verb, outcome);
  return (
    <EuiBadge
      iconType={icon}
      color={color}
      title={unconfirmed ? UNCONFIRMED_RELEASE.why : undefined}
    >
      {unconfirmed ? UNCONFIRMED_RELEASE.word : outcomeWord(verb, outcome)}
    </EuiBadge>
  );
}

const UNCONFIRMED: Look = { icon: 'questionInCircle', color: 'warning' };

function lookOf(verb: string, { result, reason }: Outcome): Look {
  if (reason === 'export_failed') return { icon: 'lock', color: 'warning' };
  if (reason === 'no_action') return { icon: 'check', color: 'hollow' };
  switch (result) {
    case 'succeeded':
      return verb === 'release'
        ? { icon: 'lockOpen', color: 'hollow' }
        : { icon: 'lock', color: 'primary' };
    case 'refused':
      return { icon: 'crossInACircleFilled', color: 'danger' };
    case 'failed':
    case 'partial':
      return { icon: 'alert', color: 'danger' };
    case 'unrecognised':
      return { icon: 'questionInCircle', color: 'warning' };
  }
}
