import { EuiBasicTable } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { historyParameters, parseHistoryQuery } from '../../common/api/history_query';
import type { HistoryEntry, HistoryView } from '../../common/api/history_view';
import { AgentFilter } from '../list/agent_filter';
import { ExportButton, ExportNotice, useExporting } from '../list/export_button';
import { HistoryQueryNotice } from '../base/history_query_notice';
import { ListPage, LOADING_ROWS } from '../list/list_page';
import { MeasuredWidth } from '../list/measured_width';
import { Pager } from '../list/pager';
import { usePagedList } from '../list/use_paged_list';
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
  const { live, pages } = usePagedList<HistoryView>(
    JSON.stringify([host, query]),
    (cursor, signal) => api.history({ host, query, size: SIZE, cursor }, signal)
  );
  const { value } = live;
  const exporting = useExporting({ host, list: 'history', query });
  const linkTo = (id: string) => {
    const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
    return { href: navigation.hrefOf(to), onOpen: () => navigation.go(to) };
  };
  return (
    <ListPage
      subject="history"
      title={TITLE}
      heading="page"
      count={value?.total === undefined ? undefined : String(value.total)}
      live={live}
      tools={[<ExportButton key="export" exporting={exporting} right={context.rights.export} />]}
      filter={
        <>
          <AgentFilter
            agent={agent}
            onAgent={(chosen) =>
              navigation.replace({ page: 'history', host, ...query, agent: chosen })
            }
          />
          <HistoryQueryNotice
            query={query}
            onClear={() => navigation.replace({ page: 'history', host, agent })}
          />
        </>
      }
      notices={<ExportNotice exporting={exporting} />}
      pager={
        value && (
          <Pager
            pages={pages}
            size={SIZE}
            shown={value.entries.length}
            total={value.total}
            next={value.next}
          />
        )
      }
    >
      {(value || live.isLoading) && (
        <MeasuredWidth>
          {(width) => (
            <EuiBasicTable<HistoryEntry>
              tableCaption={TITLE}
              items={[...(value?.entries ?? [])]}
              itemId="id"
              loading={live.isLoading}
              columns={historyColumns(linkTo, width)}
              noItemsMessage={live.isLoading ? LOADING_ROWS : NOTHING}
            />
          )}
        </MeasuredWidth>
      )}
    </ListPage>
  );
}

const TITLE = PAGE_TITLES.history;
const NOTHING = i18n.translate('endpointIsolation.history.nothing', {
  defaultMessage: 'No isolations or releases yet.',
});
