import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { Outcome } from '../../common/outcome';
import { outcomeWord } from '../words/outcome_words';

interface Look {
  readonly icon: string;
  readonly color: string;
}

/** An endpoint's report on one action. */
export function OutcomeBadge({ verb, outcome }: { verb: string; outcome: Outcome }) {
  const { icon, color } = lookOf(verb, outcome);
  return (
    <EuiBadge iconType={icon} color={color}>
      {outcomeWord(verb, outcome)}
    </EuiBadge>
  );
}

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
