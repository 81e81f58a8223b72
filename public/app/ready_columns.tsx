import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReadyEndpoint } from '../../common/api/readiness_view';
import { EndpointLink } from '../base/endpoint_link';
import { CARD_LINE, NOT_IN_CARDS } from '../list/mobile_cards';
import type { ProbedEndpoint } from '../base/probe_dialog';
import { ReadySince } from '../base/ready_since';
import type { Navigation } from '../base/use_navigation';
import { NO_FILTERS } from '../base/route';

/** A row of the endpoints that are confirmed ready. */
export interface ReadyRow extends ProbedEndpoint {
  readonly readyAt: number;
}

export function readyRowOf({
  agent_id: id,
  agent_name: name,
  ready_at: readyAt,
}: ReadyEndpoint): ReadyRow {
  return { id, name, readyAt };
}

export function readyColumns(
  host: string,
  navigation: Navigation
): Array<EuiBasicTableColumn<ReadyRow>> {
  return [
    { field: 'id', name: COLUMNS.id, width: '90px', mobileOptions: NOT_IN_CARDS },
    {
      field: 'name',
      name: COLUMNS.name,
      mobileOptions: CARD_LINE,
      render: (name: string, { id }: ReadyRow) => {
        const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
        return (
          <EndpointLink name={name} href={navigation.hrefOf(to)} onOpen={() => navigation.go(to)} />
        );
      },
    },
    {
      field: 'readyAt',
      name: COLUMNS.ready,
      mobileOptions: CARD_LINE,
      render: (at: number) => <ReadySince at={at} />,
    },
  ];
}

const COLUMNS = {
  id: i18n.translate('endpointIsolation.readyEndpoints.id', { defaultMessage: 'ID' }),
  name: i18n.translate('endpointIsolation.readyEndpoints.name', { defaultMessage: 'Name' }),
  ready: i18n.translate('endpointIsolation.readyEndpoints.ready', {
    defaultMessage: 'Readiness',
  }),
};
