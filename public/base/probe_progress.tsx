import { EuiBasicTable, EuiProgress, EuiSpacer, EuiText } from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { isPending } from '../../common/action/action';
import type { ProbesView, ProbeView, StartedProbesView } from '../../common/api/probe_view';
import { SECOND } from '../../common/base/time';
import { useLive } from './use_live';
import { useServices } from './browser_services';
import { eligibilitySentence } from '../words/eligibility_words';

import { rightSentence } from '../words/right_words';
import { LiveNotice } from './live_notice';
import { ProbeResult } from './probe_result';

interface ProbeProgressProps {
  readonly host: string;
  readonly started: StartedProbesView;
  /** The endpoints whose names are shown. */
  readonly endpoints: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

type Row = { readonly id: string; readonly name: string } & (
  | { readonly probe: ProbeView }
  | { readonly refused: readonly string[] }
);

/** Results of the tests of one request, until each has ended. */
export function ProbeProgress({ host, started, endpoints }: ProbeProgressProps) {
  const { api } = useServices();
  const live = useLive<ProbesView>(JSON.stringify([host, started.batch]), {
    load: (opened, signal) => api.probes(host, started.batch, opened, signal),
    pauseAfter: (value) =>
      value && !value.probes.some(({ status }) => isPending(status)) ? undefined : SECOND,
  });
  const newest = new Map((live.value?.probes ?? []).map((probe) => [probe.agent_id, probe]));
  const nameOf = (agent: string) => endpoints.find(({ id }) => id === agent)?.name ?? agent;
  const rows = started.started.map((one): Row => {
    const id = one.agent_id;
    if ('probe' in one) return { id, name: nameOf(id), probe: newest.get(id) ?? one.probe };
    const { reasons, right_refusals: rights } = one.refused;
    const refused = [
      ...rights.map(rightSentence),
      ...reasons.map((reason) => eligibilitySentence(reason, 'probe')),
    ];
    return { id, name: nameOf(id), refused };
  });
  const counts = countsOf(rows);
  return (
    <>
      <EuiProgress
        value={rows.length - counts.going}
        max={rows.length}
        size="s"
        color={counts.going > 0 ? 'primary' : 'secondary'}
        aria-label={PROGRESS}
      />
      <EuiSpacer size="s" />
      <EuiText size="s" role="status" data-test-subj="probeSummary">
        <strong>
          {i18n.translate('endpointIsolation.probeProgress.summary', {
            defaultMessage: '{ready} ready, {failed} not ready, {going} in progress',
            values: counts,
          })}
        </strong>
      </EuiText>
      <EuiSpacer size="s" />
      <LiveNotice live={live} onRetry={live.reload} />
      <EuiBasicTable<Row>
        tableCaption={PROGRESS}
        items={[...rows].sort((one, other) => RANK[endOf(one)] - RANK[endOf(other)])}
        itemId="id"
        columns={COLUMNS}
      />
    </>
  );
}

function countsOf(rows: readonly Row[]) {
  const count = (end: keyof typeof RANK) => rows.filter((row) => endOf(row) === end).length;
  return { ready: count('ready'), going: count('going'), failed: count('failed') };
}

/** Sort order: what needs a person comes first. */
const RANK = { failed: 0, going: 1, ready: 2 } as const;

function endOf(row: Row): keyof typeof RANK {
  if (!('probe' in row)) return 'failed';
  if (isPending(row.probe.status)) return 'going';
  return row.probe.status === 'succeeded' ? 'ready' : 'failed';
}

function Result({ row }: { row: Row }) {
  if ('probe' in row) return <ProbeResult probe={row.probe} />;
  return (
    <EuiText size="s">
      <p>
        <strong>{NOT_SENT}</strong> {row.refused.join(' ')}
      </p>
    </EuiText>
  );
}

const PROGRESS = i18n.translate('endpointIsolation.probeProgress.title', {
  defaultMessage: 'Test results',
});
const NOT_SENT = i18n.translate('endpointIsolation.probeProgress.notSent', {
  defaultMessage: 'Not sent.',
});
const COLUMNS: Array<EuiBasicTableColumn<Row>> = [
  {
    name: i18n.translate('endpointIsolation.probeProgress.endpoint', {
      defaultMessage: 'Endpoint',
    }),
    width: '30%',
    render: ({ id, name }: Row) => (
      <span style={{ overflowWrap: 'anywhere' }}>{name === id ? id : `${name} (${id})`}</span>
    ),
  },
  {
    name: i18n.translate('endpointIsolation.probeProgress.result', { defaultMessage: 'Result' }),
    render: (row: Row) => <Result row={row} />,
  },
];
