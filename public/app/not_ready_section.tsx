import {
  EuiBasicTable,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { NotReadyReason } from '../../common/readiness/endpoint_readiness';
import { NOT_READY_REASONS } from '../../common/readiness/endpoint_readiness';
import type { EndpointsReadinessView, NotReadyEndpoint } from '../../common/api/readiness_view';
import type { RightView } from '../../common/api/context_view';
import { EndpointLink } from '../base/endpoint_link';
import { ExportButton, ExportNotice, useExporting } from '../list/export_button';
import { CARD_LINE, NOT_IN_CARDS } from '../list/mobile_cards';
import { Pager } from '../list/pager';
import type { ProbedEndpoint } from '../base/probe_dialog';
import { ReasonedButton } from '../base/reasoned_button';
import { TimeAgo } from '../base/time_ago';
import type { Navigation } from '../base/use_navigation';
import { usePages } from '../list/use_pages';
import { NO_FILTERS } from '../base/route';
import { NOT_READY_WORDS } from '../words/not_ready_words';
import { rightSentence } from '../words/right_words';

interface NotReadySectionProps {
  readonly readiness: EndpointsReadinessView;
  readonly rights: { readonly probe: RightView; readonly export: RightView };
  readonly navigation: Navigation;
  readonly onTest: (endpoints: readonly ProbedEndpoint[]) => void;
}

const ROWS = 25;

/** The active Windows endpoints that aren't confirmed ready, the reason first. */
export function NotReadySection({ readiness, rights, navigation, onTest }: NotReadySectionProps) {
  const { host, at, not_ready: notReady } = readiness;
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const pages = usePages(JSON.stringify([host, at]));
  const exporting = useExporting({ host, list: 'not_ready' });
  if (notReady.length === 0) return null;
  const from = Number(pages.cursor ?? 0);
  const rows = notReady.slice(from, from + ROWS).map(rowOf);
  const ticked = selected.filter(({ id }) => rows.some((row) => row.id === id));
  const behind = from + ROWS;
  return (
    <section aria-label={TITLE} data-test-subj="notReady">
      <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
        <EuiFlexItem>
          <EuiTitle size="xxs">
            <h3>
              {i18n.translate('endpointIsolation.notReady.title', {
                defaultMessage: 'Not ready ({count})',
                values: { count: notReady.length },
              })}
            </h3>
          </EuiTitle>
        </EuiFlexItem>
        {ticked.length > 0 && (
          <EuiFlexItem grow={false}>
            <ReasonedButton
              look="outlined"
              iconType="pulse"
              reasons={rights.probe.refusals.map(rightSentence)}
              onClick={() => onTest(ticked.map(({ id, name }) => ({ id, name })))}
              data-test-subj="probeNotReady"
            >
              {i18n.translate('endpointIsolation.notReady.test', {
                defaultMessage:
                  'Test readiness of {count, plural, one {# endpoint} other {# endpoints}}',
                values: { count: ticked.length },
              })}
            </ReasonedButton>
          </EuiFlexItem>
        )}
        <EuiFlexItem grow={false}>
          <ExportButton exporting={exporting} right={rights.export} />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <ExportNotice exporting={exporting} />
      <NextSteps notReady={notReady} />
      <EuiSpacer size="s" />
      <EuiBasicTable<Row>
        tableCaption={TITLE}
        items={rows}
        itemId="id"
        columns={columnsOf(host, navigation)}
        isSelectable
        selection={{
          onSelectionChange: setSelected,
          selectable: canBeTested,
          selectableMessage: (isSelectable) => (isSelectable ? SELECT : UPGRADE_FIRST),
        }}
      />
      <EuiSpacer size="s" />
      <Pager
        pages={pages}
        size={ROWS}
        shown={rows.length}
        total={notReady.length}
        {...(behind < notReady.length ? { next: String(behind) } : {})}
      />
    </section>
  );
}

/** Says once for each reason how many endpoints have it and what to do, so that no row has to. */
function NextSteps({ notReady }: { notReady: readonly NotReadyEndpoint[] }) {
  const countOf = (wanted: NotReadyReason) =>
    notReady.filter(({ reason }) => reason === wanted).length;
  return (
    <EuiText size="s" data-test-subj="notReadyReasons">
      <ul>
        {NOT_READY_REASONS.filter((reason) => countOf(reason) > 0).map((reason) => (
          <li key={reason}>
            <strong>
              {NOT_READY_WORDS[reason].word} ({countOf(reason)})
            </strong>{' '}
            {NOT_READY_WORDS[reason].next}
          </li>
        ))}
      </ul>
    </EuiText>
  );
}

interface Row extends ProbedEndpoint {
  readonly endpoint: NotReadyEndpoint;
}

function rowOf(endpoint: NotReadyEndpoint): Row {
  return { id: endpoint.agent_id, name: endpoint.agent_name, endpoint };
}

/** Others would be blocked one by one: it is said before. */
function canBeTested({ endpoint: { reason } }: Row): boolean {
  return reason !== 'version_too_old' && reason !== 'version_not_known';
}

function columnsOf(host: string, navigation: Navigation): Array<EuiBasicTableColumn<Row>> {
  return [
    {
      name: COLUMNS.reason,
      mobileOptions: CARD_LINE,
      render: ({ endpoint: { reason, detail } }: Row) => (
        <span>
          <strong>{NOT_READY_WORDS[reason].word}</strong>
          {detail !== undefined && ` (${detail})`}
        </span>
      ),
    },
    {
      name: COLUMNS.name,
      mobileOptions: CARD_LINE,
      render: ({ id, name }: Row) => {
        const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
        return (
          <EndpointLink name={name} href={navigation.hrefOf(to)} onOpen={() => navigation.go(to)} />
        );
      },
    },
    { field: 'id', name: COLUMNS.id, width: '90px', mobileOptions: NOT_IN_CARDS },
    {
      name: COLUMNS.tested,
      mobileOptions: NOT_IN_CARDS,
      render: ({ endpoint: { tested_at: at } }: Row) =>
        at === undefined ? '-' : <TimeAgo at={at} />,
    },
    {
      name: COLUMNS.ready,
      mobileOptions: NOT_IN_CARDS,
      render: ({ endpoint: { ready_at: at } }: Row) =>
        at === undefined ? '-' : <TimeAgo at={at} />,
    },
  ];
}

const TITLE = i18n.translate('endpointIsolation.notReady.caption', {
  defaultMessage: 'Endpoints that aren’t ready',
});
const SELECT = i18n.translate('endpointIsolation.notReady.select', {
  defaultMessage: 'Select to test readiness',
});
const UPGRADE_FIRST = i18n.translate('endpointIsolation.notReady.upgradeFirst', {
  defaultMessage: 'Needs agent 4.2.0 or later',
});
const COLUMNS = {
  reason: i18n.translate('endpointIsolation.notReady.reason', { defaultMessage: 'Reason' }),
  name: i18n.translate('endpointIsolation.notReady.name', { defaultMessage: 'Name' }),
  id: i18n.translate('endpointIsolation.notReady.id', { defaultMessage: 'ID' }),
  tested: i18n.translate('endpointIsolation.notReady.tested', { defaultMessage: 'Last test' }),
  ready: i18n.translate('endpointIsolation.notReady.lastReady', { defaultMessage: 'Last ready' }),
};
