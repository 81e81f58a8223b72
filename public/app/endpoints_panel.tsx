import { EuiBasicTable, EuiSpacer } from '@elastic/eui';
import type { Criteria } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import { canBeProbed } from '../../common/action/probe_eligibility';
import type { LikelyVerb } from '../../common/state/likely_verb';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointsView, EndpointView } from '../../common/api/endpoint_view';
import { ListPage, LOADING_ROWS } from '../list/list_page';
import { MeasuredWidth } from '../list/measured_width';
import { ProbeDialog } from '../base/probe_dialog';
import { ReasonedButton } from '../base/reasoned_button';
import { Pager } from '../list/pager';
import type { ToldEndpoint } from '../list/told_endpoint';
import { withToldRow } from '../list/told_endpoint';
import { CLICKABLE_ROW, RowsOpenTheirLink } from '../list/rows_open_their_link';
import { useKeptWhileLoading } from '../base/use_kept_while_loading';
import { usePagedList } from '../list/use_paged_list';
import { useStates } from '../base/use_states';
import { useServices } from '../base/browser_services';
import type { ListFilters } from '../base/route';
import { rightSentence } from '../words/right_words';
import type { Row } from './endpoint_columns';
import { columnsOf, rowOf } from './endpoint_columns';
import { EndpointFilters } from './endpoint_filters';

interface EndpointsPanelProps {
  readonly host: string;
  readonly filters: ListFilters;
  /** Permissions that the person has on any endpoint at all. */
  readonly rights: ContextView['rights'];
  /** The endpoint of the open panel, or of the last one. */
  readonly told?: ToldEndpoint;
  readonly onFilters: (filters: ListFilters) => void;
  /** @param verb the form to open at once */
  readonly onOpen: (agent: string, verb?: LikelyVerb) => void;
  readonly hrefTo: (agent: string) => string;
}

/** All endpoints of a manager, page by page; their states move by themselves, their agents' rows with Refresh. */
export function EndpointsPanel(props: EndpointsPanelProps) {
  const { host, filters, rights, told, onFilters, onOpen, hrefTo } = props;
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const [isProbing, setIsProbing] = useState(false);
  const { api } = useServices();
  const { live, pages } = usePagedList<EndpointsView>(
    JSON.stringify([host, filters]),
    (cursor, signal) => api.endpoints({ host, ...filters, cursor }, 'by_person', signal)
  );
  const value = useKeptWhileLoading(host, live);
  const endpoints = useWithStates(host, value?.endpoints ?? [], live.askedAt, told);
  // Those of a page that was left are ticked no more.
  const ticked = selected.filter(({ id }) => endpoints.some(({ agent_id }) => agent_id === id));
  return (
    <ListPage
      subject="endpoints"
      title={TITLE}
      heading="list"
      count={value?.total === undefined ? undefined : String(value.total)}
      agentsAt={value?.rows_at}
      live={live}
      filter={<EndpointFilters filters={filters} onFilters={onFilters} />}
      notices={
        ticked.length > 0 && (
          <>
            <ReasonedButton
              look="outlined"
              iconType="pulse"
              reasons={rights.probe.refusals.map(rightSentence)}
              onClick={() => setIsProbing(true)}
              data-test-subj="probeSelected"
            >
              {i18n.translate('endpointIsolation.list.probe', {
                defaultMessage:
                  'Test readiness of {count, plural, one {# endpoint} other {# endpoints}}',
                values: { count: ticked.length },
              })}
            </ReasonedButton>
            <EuiSpacer size="s" />
          </>
        )
      }
      pager={
        live.value && (
          <Pager
            pages={pages}
            size={filters.size}
            shown={endpoints.length}
            total={live.value.total}
            next={live.value.next}
            onSize={(size) => onFilters({ ...filters, size })}
          />
        )
      }
    >
      {(value || live.isLoading) && (
        <RowsOpenTheirLink>
          <MeasuredWidth>
            {(width) => (
              <EuiBasicTable<Row>
                tableCaption={TITLE}
                items={endpoints.map(rowOf)}
                itemId="id"
                loading={live.isLoading}
                columns={columnsOf({ width, rights, onOpen, hrefTo })}
                sorting={{ sort: sortOf(filters) }}
                isSelectable
                selection={{
                  onSelectionChange: setSelected,
                  selectable: ({ endpoint }) => canBeProbed(endpoint.agent),
                  selectableMessage: (isSelectable) => (isSelectable ? SELECT : NOT_SELECTABLE),
                }}
                onChange={(criteria: Criteria<Row>) => onFilters(sortedBy(filters, criteria))}
                noItemsMessage={live.isLoading ? LOADING_ROWS : NOTHING_FOUND}
                rowProps={CLICKABLE_ROW}
              />
            )}
          </MeasuredWidth>
        </RowsOpenTheirLink>
      )}
      {isProbing && (
        <ProbeDialog host={host} endpoints={ticked} onClose={() => setIsProbing(false)} />
      )}
    </ListPage>
  );
}

/** The rows with their states as they are now. */
function useWithStates(
  host: string,
  endpoints: readonly EndpointView[],
  askedAt: number | undefined,
  told: ToldEndpoint | undefined
): readonly EndpointView[] {
  const states = useStates(
    host,
    endpoints.map(({ agent_id: id }) => id)
  );
  const now = new Map((states.value?.states ?? []).map((each) => [each.agent_id, each]));
  const rows = endpoints.map((endpoint) => {
    const state = now.get(endpoint.agent_id);
    // Whatever the state doesn't have is over: only who it is stays as it was listed.
    return state ? { name: endpoint.name, agent: endpoint.agent, ...state } : endpoint;
  });
  const isRead = told !== undefined && now.has(told.endpoint.agent_id);
  return withToldRow(rows, isRead ? states.askedAt : askedAt, told);
}

const SORTED_FIELDS = ['id', 'name', 'ip', 'status'] as const;

function sortOf({ sort, order }: ListFilters): Criteria<Row>['sort'] {
  const field = SORTED_FIELDS.find((each) => each === sort) ?? 'name';
  return { field, direction: order ?? 'asc' };
}

function sortedBy(filters: ListFilters, { sort }: Criteria<Row>): ListFilters {
  const field = SORTED_FIELDS.find((each) => each === sort?.field);
  return field ? { ...filters, sort: field, order: sort?.direction } : filters;
}

const TITLE = i18n.translate('endpointIsolation.list.title', { defaultMessage: 'All endpoints' });
const NOTHING_FOUND = i18n.translate('endpointIsolation.list.nothingFound', {
  defaultMessage: 'No endpoints match your search or filters.',
});
const SELECT = i18n.translate('endpointIsolation.list.select', {
  defaultMessage: 'Select to test readiness',
});
const NOT_SELECTABLE = i18n.translate('endpointIsolation.list.notSelectable', {
  defaultMessage: 'Only active Windows endpoints can be tested',
});
