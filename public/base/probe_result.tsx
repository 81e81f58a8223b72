import { EuiHealth, EuiText } from '@elastic/eui';
import React from 'react';
import type { ProbeView } from '../../common/api/probe_view';
import type { ProbeWords } from '../words/probe_words';
import { probeWords } from '../words/probe_words';
import { TimeAgo } from './time_ago';

const COLORS: Readonly<Record<ProbeWords['tone'], string>> = {
  going: 'subdued',
  proven: 'success',
  uncertain: 'warning',
  wrong: 'danger',
};

/** The status of one readiness test, what it means and what to do. */
export function ProbeResult({ probe }: { probe: ProbeView }) {
  const { word, tone, sentence, next } = probeWords(probe);
  return (
    <div data-test-subj="probeResult">
      <EuiHealth color={COLORS[tone]}>
        <span>
          <strong>{word}</strong>, <TimeAgo at={probe.answered_at ?? probe.created_at} />
        </span>
      </EuiHealth>
      <EuiText size="s">
        <p>
          {sentence} {next}
        </p>
      </EuiText>
    </div>
  );
}
