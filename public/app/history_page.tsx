import {
  EuiBasicTable,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { historyParameters, parseHistoryQuery } from '../../common/api/history_query';
import type { HistoryEntry, HistoryView } from '../../common/api/history_view';
import { AgentFilter } from '../list/agent_filter';
import { ExportButton, ExportNotice, useExporting } from '../list/export_button';
import { HistoryQueryNotice } from '../base/history_query_notice';
import { LiveNotice } from '../base/live_notice';
import { MeasuredWidth } from '../list/measured_width';
import { Pager } from '../list/pager';
import { useLive } from '../base/use_live';
import { usePages } from '../list/use_pages';
import { useServices } from '../base/browser_services';
import { NO_FILTERS } from '../base/route';
import { historyColumns } from './history_columns';
import type { PageProps } from './page_props';
import { PAGE_TITLES } from './page_titles';

const SIZE = 25;

/** The page of who requested what, when and why, with its result. Includes what was done outside this plugin. */
export function HistoryPage({ route, host, context, navigation }: PageProps<'history'>) {
  const { api } = useServices();
  const query = parseHistoryQuery(historyParameters(route));
  const { agent } = query;
  const listed = JSON.stringify([host, query]);
  const pages = usePages(listed);
  const { cursor } = pages;
  const live = useLive<HistoryView>(JSON.stringify([listed, cursor]), {
    load: (_, signal) => api.history({ host, query, size: SIZE, cursor }, signal),
    pauseAfter: () => undefined,
  });
  const { value } = live;
  const exporting = useExporting({ host, list: 'history', query });
  const linkTo = (id: string) => {
    const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
    return { href: navigation.hrefOf(to), onOpen: () => navigation.go(to) };
  };
  return (
    <EuiPanel paddingSize="m" data-test-subj="history">
      <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
        <EuiFlexItem>
          <EuiTitle size="s">
            <h1>
              {TITLE}
              {value?.total !== undefined && ` (${value.total})`}
            </h1>
          </EuiTitle>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <ExportButton exporting={exporting} right={context.rights.export} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            iconType="refresh"
            isLoading={live.isLoading}
            onClick={live.reload}
            size="s"
          >
            {i18n.translate('endpointIsolation.history.refresh', { defaultMessage: 'Refresh' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <AgentFilter
        agent={agent}
        onAgent={(chosen) => navigation.replace({ page: 'history', host, ...query, agent: chosen })}
      />
      <HistoryQueryNotice
        query={query}
        onClear={() => navigation.replace({ page: 'history', host, agent })}
      />
      <EuiSpacer size="s" />
      <ExportNotice exporting={exporting} />
      <LiveNotice live={live} onRetry={live.reload} />
      {(value || live.isLoading) && (
        <MeasuredWidth>
          {(width) => (
            <EuiBasicTable<HistoryEntry>
              tableCaption={TITLE}
              items={[...(value?.entries ?? [])]}
              itemId="id"
              loading={live.isLoading}
              columns={historyColumns(linkTo, width)}
              noItemsMessage={live.isLoading ? LOADING : NOTHING}
            />
          )}
        </MeasuredWidth>
      )}
      <EuiSpacer size="s" />
      {value && (
        <Pager
          pages={pages}
          size={SIZE}
          shown={value.entries.length}
          total={value.total}
          next={value.next}
        />
      )}
    </EuiPanel>
  );
}

const TITLE = PAGE_TITLES.history;
const LOADING = i18n.translate('endpointIsolation.history.loading', {
  defaultMessage: 'Loading…',
});
const NOTHING = i18n.translate('endpointIsolation.history.nothing', {
  defaultMessage: 'No isolations or releases yet.',
});
