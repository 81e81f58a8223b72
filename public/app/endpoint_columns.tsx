import { EuiBadge, EuiBadgeGroup, EuiText } from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { AgentStatus } from '../../common/manager/agent';
import type { LikelyVerb } from '../../common/state/likely_verb';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointView } from '../../common/api/endpoint_view';
import { AgentStatusHealth } from '../base/agent_status_health';
import { EndpointLink } from '../base/endpoint_link';
import { CARD_LINE, NOT_IN_CARDS } from '../list/mobile_cards';
import { StateBadge } from '../base/state_badge';
import { TimeAgo } from '../base/time_ago';
import { sinceOf } from '../../common/state/urgency';
import { osColumns } from './os_column';
import { RowAction } from './row_action';

/** A row as the table sorts it. Its fields have the names of the server's sort keys. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly ip: string | undefined;
  readonly status: AgentStatus | undefined;
  readonly endpoint: EndpointView;
}

export function rowOf(endpoint: EndpointView): Row {
  const { agent_id: id, name, agent } = endpoint;
  return { id, name, ip: agent?.ip, status: agent?.status, endpoint };
}

interface ColumnsProps {
  /** Permissions that the person has on any endpoint at all. */
  readonly rights: ContextView['rights'];
  /** @param verb the form to open at once */
  readonly onOpen: (agent: string, verb?: LikelyVerb) => void;
  readonly hrefTo: (agent: string) => string;
  /** Room for the table, px; undefined while it isn't known. */
  readonly width: number | undefined;
}

/** Room for the columns that go first where there is too little: the panel of an endpoint has what they say, px. */
const WITH_GROUPS = 1120;
const WITH_ID_AND_READINESS = 1000;

/** The columns of the list. They fit the room at 200 % zoom: nobody looks for a column that lies outside the page. */
export function columnsOf({
  width = Number.POSITIVE_INFINITY,
  rights,
  onOpen,
  hrefTo,
}: ColumnsProps): Array<EuiBasicTableColumn<Row>> {
  const onlyFrom = (room: number, column: EuiBasicTableColumn<Row>) =>
    width >= room ? [column] : [];
  return [
    ...onlyFrom(WITH_ID_AND_READINESS, {
      field: 'id',
      name: COLUMNS.id,
      sortable: true,
      width: '70px',
      mobileOptions: NOT_IN_CARDS,
    }),
    {
      field: 'name',
      name: COLUMNS.name,
      sortable: true,
      mobileOptions: CARD_LINE,
      render: (name: string, { id }: Row) => (
        <EndpointLink name={name} href={hrefTo(id)} onOpen={() => onOpen(id)} />
      ),
    },
    {
      name: COLUMNS.state,
      width: width >= WITH_GROUPS ? '200px' : '150px',
      mobileOptions: CARD_LINE,
      render: ({ endpoint }: Row) => <StateCell endpoint={endpoint} />,
    },
    {
      name: COLUMNS.act,
      width: '120px',
      mobileOptions: CARD_LINE,
      render: ({ endpoint, id }: Row) => (
        <RowAction endpoint={endpoint} rights={rights} onAct={(verb) => onOpen(id, verb)} />
      ),
    },
    {
      field: 'status',
      name: COLUMNS.status,
      sortable: true,
      width: '140px',
      mobileOptions: CARD_LINE,
      render: (status: Row['status']) => (status ? <AgentStatusHealth status={status} /> : '-'),
    },
    {
      field: 'ip',
      name: COLUMNS.ip,
      sortable: true,
      width: '130px',
      mobileOptions: NOT_IN_CARDS,
      render: (ip: Row['ip']) => ip ?? '-',
    },
    ...onlyFrom(WITH_GROUPS, {
      name: COLUMNS.groups,
      mobileOptions: NOT_IN_CARDS,
      render: ({ endpoint: { agent } }: Row) => (
        <EuiBadgeGroup gutterSize="xs">
          {(agent?.groups ?? []).map((group) => (
            <EuiBadge key={group} color="hollow">
              {group}
            </EuiBadge>
          ))}
        </EuiBadgeGroup>
      ),
    }),
    ...osColumns<Row>(width),
    ...onlyFrom(WITH_ID_AND_READINESS, {
      name: COLUMNS.way,
      width: '150px',
      mobileOptions: NOT_IN_CARDS,
      render: ({ endpoint: { ready_at: readyAt } }: Row) =>
        readyAt === undefined ? (
          '-'
        ) : (
          <EuiText size="s" color="subdued" className="eui-textNoWrap">
            <TimeAgo at={readyAt} />
          </EuiText>
        ),
    }),
  ];
}

/** Most endpoints were never touched: they are not three hundred badges. */
function StateCell({ endpoint }: { endpoint: EndpointView }) {
  const { state } = endpoint;
  const isPlain = state.may_be_isolated_as === undefined && !state.waiting;
  if (state.status === 'no_record' && isPlain) {
    return (
      <EuiText size="s" color="subdued" data-test-subj="isolationState">
        {i18n.translate('endpointIsolation.list.noRecord', {
          defaultMessage: 'No record',
        })}
      </EuiText>
    );
  }
  const since = sinceOf(endpoint);
  return (
    <span>
      <StateBadge state={state} />{' '}
      {since > 0 && (
        <EuiText size="xs" color="subdued" style={{ display: 'inline' }}>
          <TimeAgo at={since} />
        </EuiText>
      )}
    </span>
  );
}

const COLUMNS = {
  id: i18n.translate('endpointIsolation.list.id', { defaultMessage: 'ID' }),
  name: i18n.translate('endpointIsolation.list.name', { defaultMessage: 'Name' }),
  ip: i18n.translate('endpointIsolation.list.ip', { defaultMessage: 'IP address' }),
  groups: i18n.translate('endpointIsolation.list.groups', { defaultMessage: 'Groups' }),
  status: i18n.translate('endpointIsolation.list.status', { defaultMessage: 'Status' }),
  state: i18n.translate('endpointIsolation.list.state', { defaultMessage: 'Isolation' }),
  act: i18n.translate('endpointIsolation.list.act', { defaultMessage: 'Action' }),
  way: i18n.translate('endpointIsolation.list.way', { defaultMessage: 'Last ready' }),
};
