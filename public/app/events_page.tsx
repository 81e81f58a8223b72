import {
  EuiBasicTable,
  EuiButtonEmpty,
  EuiCallOut,
  EuiCodeBlock,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { ReactNode } from 'react';
import type { EventsView, EventView } from '../../common/api/event_view';
import { AgentFilter } from '../list/agent_filter';
import { ExportButton, ExportNotice, useExporting } from '../list/export_button';
import { ListPage, LOADING_ROWS } from '../list/list_page';
import { MeasuredWidth } from '../list/measured_width';
import { NetshSuggestion } from '../base/netsh_suggestion';
import { Pager } from '../list/pager';
import { usePagedList } from '../list/use_paged_list';
import { useServices } from '../base/browser_services';
import { NO_FILTERS } from '../base/route';
import { NOT_EVIDENCE_WORDS } from '../words/event_words';
import { eventColumns } from './event_columns';
import type { PageProps } from './page_props';
import { PAGE_TITLES } from './page_titles';

const SIZE = 25;
/** Number of characters beyond which a report gets a scroll bar. */
const LONG = 1000;

/** The page of endpoint reports as their alerts have them, and which of them are trusted. */
export function EventsPage({ route, host, context, navigation }: PageProps<'events'>) {
  const { api, discoverUrl } = useServices();
  const { agent } = route;
  const { live, pages } = usePagedList<EventsView>(
    JSON.stringify([host, agent]),
    (cursor, signal) => api.events({ host, agent, size: SIZE, cursor }, signal)
  );
  const [opened, setOpened] = useState<readonly string[]>([]);
  const { value } = live;
  const exporting = useExporting({ host, list: 'events', agent });
  const events = value?.events ?? [];
  const toggle = (id: string) =>
    setOpened(opened.includes(id) ? opened.filter((each) => each !== id) : [...opened, id]);
  const linkTo = (id: string) => {
    const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
    return { href: navigation.hrefOf(to), onOpen: () => navigation.go(to) };
  };
  return (
    <ListPage
      subject="events"
      title={TITLE}
      heading="page"
      live={live}
      tools={[
        <EuiButtonEmpty
          key="discover"
          iconType="discoverApp"
          href={discoverUrl(context, agent)}
          size="s"
          data-test-subj="openInDiscover"
        >
          {i18n.translate('endpointIsolation.events.discover', {
            defaultMessage: 'Open in Discover',
          })}
        </EuiButtonEmpty>,
        <ExportButton key="export" exporting={exporting} right={context.rights.export} />,
      ]}
      filter={
        <AgentFilter
          agent={agent}
          onAgent={(chosen) => navigation.replace({ page: 'events', host, agent: chosen })}
        />
      }
      notices={<ExportNotice exporting={exporting} />}
      pager={value && <Pager pages={pages} size={SIZE} shown={events.length} next={value.next} />}
    >
      {value?.unread !== undefined && <UnreadIndices why={value.unread} />}
      {(value || live.isLoading) && (
        <MeasuredWidth>
          {(width) => (
            <EuiBasicTable<EventView>
              tableCaption={TITLE}
              items={[...events]}
              itemId="id"
              isExpandable
              itemIdToExpandedRowMap={expandedRows(events, opened)}
              loading={live.isLoading}
              columns={eventColumns({ opened, toggle, linkTo, width })}
              noItemsMessage={live.isLoading ? LOADING_ROWS : NOTHING}
            />
          )}
        </MeasuredWidth>
      )}
    </ListPage>
  );
}

/** Says above the events of the other indices that some are missing. */
function UnreadIndices({ why }: { readonly why: string }) {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="alert"
        title={i18n.translate('endpointIsolation.events.unread', {
          defaultMessage: 'Some events are missing here',
        })}
        data-test-subj="unreadIndices"
      >
        <p>{why}</p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function expandedRows(
  events: readonly EventView[],
  opened: readonly string[]
): Record<string, ReactNode> {
  return Object.fromEntries(
    events
      .filter(({ id }) => opened.includes(id))
      .map((event) => [event.id, <EventText key={event.id} event={event} />])
  );
}

/** The answer as the endpoint wrote it, what speaks against trusting it, and the text of `netsh` that may be added to the configuration. */
function EventText({ event }: { event: EventView }) {
  const { not_evidence: reasons, suggestion, text, verb } = event;
  return (
    <div style={{ width: '100%', minWidth: 0 }}>
      {reasons.length > 0 && (
        <>
          <EuiCallOut
            color="warning"
            iconType="alert"
            size="s"
            title={i18n.translate('endpointIsolation.events.notEvidence', {
              defaultMessage: 'Not trusted: doesn’t change any state',
            })}
          >
            <EuiText size="s">
              <ul>
                {reasons.map((reason) => (
                  <li key={reason}>{NOT_EVIDENCE_WORDS[reason]}</li>
                ))}
              </ul>
            </EuiText>
          </EuiCallOut>
          <EuiSpacer size="s" />
        </>
      )}
      <EuiCodeBlock
        paddingSize="s"
        fontSize="s"
        isCopyable
        {...(text.length > LONG ? { overflowHeight: 240 } : {})}
      >
        {text}
      </EuiCodeBlock>
      {suggestion && (
        <>
          <EuiSpacer size="s" />
          <NetshSuggestion verb={verb} suggestion={suggestion} />
        </>
      )}
    </div>
  );
}

const TITLE = PAGE_TITLES.events;
const NOTHING = i18n.translate('endpointIsolation.events.nothing', {
  defaultMessage:
    'No events found, or none you have permission to read. Each isolation and release creates one.',
});
