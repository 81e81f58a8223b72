import {
  EuiBasicTable,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { ComponentProps } from 'react';
import { MAX_ENDPOINTS } from '../../common/action_request';
import type { ReadyEndpoint, RightView } from '../../common/routes';
import { EndpointLink } from '../components/endpoint_link';
import { FailureCallOut } from '../components/failure_call_out';
import type { ProbedEndpoint } from '../components/probe_dialog';
import { ProbeDialog } from '../components/probe_dialog';
import { ReadySince } from '../components/ready_since';
import { ReasonedButton } from '../components/reasoned_button';
import type { Navigation } from '../hooks/use_navigation';
import { useRequest } from '../hooks/use_request';
import type { ApiFailure } from '../services/api_failure';
import { useServices } from '../services/browser_services';
import type { IsolationApi } from '../services/isolation_api';
import { NO_FILTERS } from '../services/route';
import { WHAT_A_PROBE_DOES } from '../words/probe_words';
import { rightSentence } from '../words/right_words';

interface ReadyEndpointsPanelProps {
  readonly host: string;
  /** undefined: not known yet. */
  readonly ready: readonly ReadyEndpoint[] | undefined;
  /** Permission to test readiness of any endpoint at all. */
  readonly probe: RightView;
  readonly navigation: Navigation;
  /** Something was tested: it can be looked at again. */
  readonly onProbed: () => void;
}

/** Endpoints confirmed ready, and tests of one, of some or of all. */
export function ReadyEndpointsPanel(props: ReadyEndpointsPanelProps) {
  const { host, ready = [], probe, navigation, onProbed } = props;
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const [probed, setProbed] = useState<Probed>();
  /** Active endpoints that the tests so far didn't cover. Canceling a test offers the same endpoints again. */
  const [rest, setRest] = useState<Rest>();
  const fleet = useActiveWindows(host, rest, ({ endpoints, rest: behind }) =>
    setProbed({
      endpoints,
      ...(behind ? { note: moreThanOnce(behind) } : {}),
      onStarted: () => setRest(behind),
    })
  );
  const against = probe.refusals.map(rightSentence);
  return (
    <EuiPanel paddingSize="m" data-test-subj="readyEndpoints">
      <EuiFlexGroup alignItems="center" gutterSize="s" wrap>
        <EuiFlexItem style={{ minWidth: 'min(300px, 100%)' }}>
          <EuiTitle size="xs">
            <h2>{TITLE}</h2>
          </EuiTitle>
          <EuiText size="s" color="subdued">
            <p>{WHAT_A_PROBE_DOES}</p>
          </EuiText>
        </EuiFlexItem>
        {selected.length > 0 && (
          <EuiFlexItem grow={false}>
            <ReasonedButton
              look="outlined"
              iconType="pulse"
              reasons={against}
              onClick={() => setProbed({ endpoints: selected })}
              data-test-subj="probeSelected"
            >
              {i18n.translate('endpointIsolation.readyEndpoints.again', {
                defaultMessage: 'Test {count} again',
                values: { count: selected.length },
              })}
            </ReasonedButton>
          </EuiFlexItem>
        )}
        <EuiFlexItem grow={false}>
          <ReasonedButton
            look="outlined"
            iconType="pulse"
            reasons={against}
            isLoading={fleet.isReading}
            onClick={fleet.read}
            data-test-subj="probeAll"
          >
            {rest ? nextOnes(rest) : ALL}
          </ReasonedButton>
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      {rest && (
        <>
          <EuiCallOut size="s" iconType="iInCircle" title={testedSoFar(rest)} role="status" />
          <EuiSpacer size="s" />
        </>
      )}
      {fleet.failure && (
        <>
          <FailureCallOut failure={fleet.failure} onRetry={fleet.read} />
          <EuiSpacer size="s" />
        </>
      )}
      {fleet.isEmpty && (
        <>
          <EuiCallOut size="s" color="warning" iconType="alert" title={NONE_ACTIVE} role="status" />
          <EuiSpacer size="s" />
        </>
      )}
      <EuiBasicTable<Row>
        tableCaption={TITLE}
        items={ready.map(rowOf)}
        itemId="id"
        loading={props.ready === undefined}
        columns={columnsOf(host, navigation)}
        isSelectable
        selection={{ onSelectionChange: setSelected }}
        noItemsMessage={props.ready === undefined ? LOADING : NONE}
      />
      {probed && (
        <ProbeDialog
          host={host}
          {...probed}
          onClose={() => {
            setProbed(undefined);
            onProbed();
          }}
        />
      )}
    </EuiPanel>
  );
}

/** The subject of the open dialog. */
type Probed = Pick<ComponentProps<typeof ProbeDialog>, 'endpoints' | 'note' | 'onStarted'>;

interface Row extends ProbedEndpoint {
  readonly readyAt: number;
}

function rowOf({ agent_id: id, agent_name: name, ready_at: readyAt }: ReadyEndpoint): Row {
  return { id, name, readyAt };
}

function columnsOf(host: string, navigation: Navigation): Array<EuiBasicTableColumn<Row>> {
  return [
    { field: 'id', name: COLUMNS.id, width: '90px' },
    {
      field: 'name',
      name: COLUMNS.name,
      render: (name: string, { id }: Row) => {
        const to = { page: 'isolation' as const, host, agent: id, filters: NO_FILTERS };
        return (
          <EndpointLink name={name} href={navigation.hrefOf(to)} onOpen={() => navigation.go(to)} />
        );
      },
    },
    {
      field: 'readyAt',
      name: COLUMNS.ready,
      render: (at: number) => <ReadySince at={at} />,
    },
  ];
}

interface Fleet {
  readonly isReading: boolean;
  readonly failure: ApiFailure | undefined;
  /** There is none. */
  readonly isEmpty: boolean;
  readonly read: () => void;
}

/** The testable endpoints that one request didn't cover. */
interface Rest {
  readonly cursor: string;
  /** Number of endpoints before these. */
  readonly from: number;
  readonly total: number | undefined;
}

interface Found {
  readonly endpoints: readonly ProbedEndpoint[];
  readonly rest: Rest | undefined;
}

/** Reads which endpoints could be tested now, when somebody asks for it. */
function useActiveWindows(
  host: string,
  rest: Rest | undefined,
  onRead: (found: Found) => void
): Fleet {
  const { api } = useServices();
  const [isEmpty, setIsEmpty] = useState(false);
  const { isRunning, failure, run } = useRequest<Found>({
    onAnswer: (found) => (found.endpoints.length === 0 ? setIsEmpty(true) : onRead(found)),
  });
  const read = () => {
    setIsEmpty(false);
    run(() => activeWindows(api, host, rest));
  };
  return { isReading: isRunning, failure, isEmpty, read };
}

const PAGE = 100;

/** Loads as many endpoints as one request covers, starting where the last one ended. */
async function activeWindows(
  api: Pick<IsolationApi, 'endpoints'>,
  host: string,
  rest: Rest | undefined
): Promise<Found> {
  const found: ProbedEndpoint[] = [];
  let cursor = rest?.cursor;
  let total: number | undefined;
  do {
    // A page can be shorter than asked for, so that five of them are not always as many as one request takes.
    const size = Math.min(PAGE, MAX_ENDPOINTS - found.length);
    const request = { host, status: 'active' as const, os: 'windows' as const, size, cursor };
    const page = await api.endpoints(request, 'by_person');
    found.push(...page.endpoints.map(({ agent_id: id, name }) => ({ id, name })));
    ({ total } = page);
    cursor = page.next;
  } while (cursor !== undefined && found.length < MAX_ENDPOINTS);
  const from = (rest?.from ?? 0) + found.length;
  return { endpoints: found, rest: cursor === undefined ? undefined : { cursor, from, total } };
}

function nextOnes({ from }: Rest): string {
  return i18n.translate('endpointIsolation.readyEndpoints.next', {
    defaultMessage: 'Test the next endpoints, starting at {number}',
    values: { number: from + 1 },
  });
}

function moreThanOnce({ from, total }: Rest): string {
  return i18n.translate('endpointIsolation.readyEndpoints.more', {
    defaultMessage:
      'One test covers up to {most} endpoints; this one goes {total, select, none {up to number {from}} other {up to number {from} of {total}}}. Test the rest afterward.',
    values: { most: MAX_ENDPOINTS, from, total: total === undefined ? 'none' : String(total) },
  });
}

function testedSoFar({ from, total }: Rest): string {
  return i18n.translate('endpointIsolation.readyEndpoints.soFar', {
    defaultMessage:
      '{from} {total, select, none {active Windows endpoints} other {of {total} active Windows endpoints}} tested so far.',
    values: { from, total: total === undefined ? 'none' : String(total) },
  });
}

const ALL = i18n.translate('endpointIsolation.readyEndpoints.all', {
  defaultMessage: 'Test all active Windows endpoints',
});
const TITLE = i18n.translate('endpointIsolation.readyEndpoints.title', {
  defaultMessage: 'Endpoints confirmed ready',
});
const LOADING = i18n.translate('endpointIsolation.readyEndpoints.loading', {
  defaultMessage: 'Loading …',
});
const NONE = i18n.translate('endpointIsolation.readyEndpoints.none', {
  defaultMessage: 'None yet. Test your critical endpoints before you need to isolate them.',
});
const NONE_ACTIVE = i18n.translate('endpointIsolation.readyEndpoints.noneActive', {
  defaultMessage: 'This manager has no active Windows endpoints.',
});
const COLUMNS = {
  id: i18n.translate('endpointIsolation.readyEndpoints.id', { defaultMessage: 'ID' }),
  name: i18n.translate('endpointIsolation.readyEndpoints.name', { defaultMessage: 'Name' }),
  ready: i18n.translate('endpointIsolation.readyEndpoints.ready', {
    defaultMessage: 'Readiness',
  }),
};
