import { EuiBasicTable, EuiCallOut, EuiLoadingContent, EuiSpacer, EuiTitle } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { ComponentProps } from 'react';
import { MAX_ENDPOINTS } from '../../common/action/action_request';
import type { EndpointsReadinessView, ReadyEndpoint } from '../../common/api/readiness_view';
import type { RightView } from '../../common/api/context_view';
import { FailureCallOut } from '../base/failure_call_out';
import { ListPage, LOADING_ROWS } from '../list/list_page';
import { ProbeDialog } from '../base/probe_dialog';
import { ReasonedButton } from '../base/reasoned_button';
import type { Navigation } from '../base/use_navigation';
import type { Rest } from '../base/use_active_windows';
import { useActiveWindows } from '../base/use_active_windows';
import { useKeptWhileLoading } from '../base/use_kept_while_loading';
import { useLive } from '../base/use_live';
import { useServices } from '../base/browser_services';
import { WHAT_A_PROBE_DOES } from '../words/probe_words';
import { rightSentence } from '../words/right_words';
import { NotReadySection } from './not_ready_section';
import type { ReadyRow } from './ready_columns';
import { readyColumns, readyRowOf } from './ready_columns';

interface ReadyEndpointsPanelProps {
  readonly host: string;
  /** The list is undefined while it isn't known, and `not_read` if it couldn't be read in time. */
  readonly ready: readonly ReadyEndpoint[] | 'not_read' | undefined;
  /** Permissions on any endpoint at all. */
  readonly rights: { readonly probe: RightView; readonly export: RightView };
  readonly navigation: Navigation;
  /** Something was tested: it can be looked at again. */
  readonly onProbed: () => void;
}

/** Shows how many endpoints are ready, which aren't and why, which are, and offers tests of one, of some or of all. */
export function ReadyEndpointsPanel(props: ReadyEndpointsPanelProps) {
  const { host, rights, navigation, onProbed } = props;
  const ready = typeof props.ready === 'object' ? props.ready : [];
  const { api } = useServices();
  const live = useLive<EndpointsReadinessView>(host, {
    load: (_, signal) => api.endpointsReadiness(host, signal),
    pauseAfter: () => undefined,
  });
  const readiness = useKeptWhileLoading(host, live);
  const [selected, setSelected] = useState<readonly ReadyRow[]>([]);
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
  const against = rights.probe.refusals.map(rightSentence);
  return (
    <ListPage
      subject="readyEndpoints"
      title={headline(readiness)}
      heading="part"
      explanation={WHAT_A_PROBE_DOES}
      agentsAt={readiness?.at}
      live={live}
      actions={[
        selected.length > 0 && (
          <ReasonedButton
            key="selected"
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
        ),
        <ReasonedButton
          key="all"
          look="outlined"
          iconType="pulse"
          reasons={against}
          isLoading={fleet.isReading}
          onClick={fleet.read}
          data-test-subj="probeAll"
        >
          {rest ? nextOnes(rest) : ALL}
        </ReasonedButton>,
      ]}
      notices={
        <>
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
              <EuiCallOut
                size="s"
                color="warning"
                iconType="alert"
                title={NONE_ACTIVE}
                role="status"
              />
              <EuiSpacer size="s" />
            </>
          )}
        </>
      }
    >
      {!readiness && live.isLoading && <EuiLoadingContent lines={3} />}
      {readiness?.extent === 'capped' && (
        <>
          <EuiCallOut
            size="s"
            color="warning"
            iconType="alert"
            title={onlyFirst(readiness.active)}
          />
          <EuiSpacer size="s" />
        </>
      )}
      {readiness && (
        <NotReadySection
          readiness={readiness}
          rights={rights}
          navigation={navigation}
          onTest={(endpoints) => setProbed({ endpoints })}
        />
      )}
      <EuiSpacer size="m" />
      <EuiTitle size="xxs">
        <h3>{TITLE}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiBasicTable<ReadyRow>
        tableCaption={TITLE}
        items={ready.map(readyRowOf)}
        itemId="id"
        loading={props.ready === undefined}
        columns={readyColumns(host, navigation)}
        isSelectable
        selection={{ onSelectionChange: setSelected }}
        noItemsMessage={noneOf(props.ready)}
      />
      {probed && (
        <ProbeDialog
          host={host}
          {...probed}
          onClose={() => {
            setProbed(undefined);
            live.reload();
            onProbed();
          }}
        />
      )}
    </ListPage>
  );
}

/** Nothing is said of endpoints that weren't read. */
function noneOf(ready: ReadyEndpointsPanelProps['ready']): string {
  if (ready === undefined) return LOADING_ROWS;
  return ready === 'not_read' ? NOT_READ : NONE;
}

/** The subject of the open dialog. */
type Probed = Pick<ComponentProps<typeof ProbeDialog>, 'endpoints' | 'note' | 'onStarted'>;

function headline(readiness: EndpointsReadinessView | undefined): string {
  if (!readiness) return NOT_COUNTED;
  const { active, ready } = readiness;
  if (active === 0) return NONE_ACTIVE;
  return i18n.translate('endpointIsolation.readyEndpoints.headline', {
    defaultMessage: '{ready} of {total} active Windows endpoints are ready',
    values: { ready, total: active },
  });
}

function onlyFirst(count: number): string {
  return i18n.translate('endpointIsolation.readyEndpoints.onlyFirst', {
    defaultMessage: 'Only the first {count} active Windows endpoints are counted. There are more.',
    values: { count },
  });
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
const NOT_COUNTED = i18n.translate('endpointIsolation.readyEndpoints.notCounted', {
  defaultMessage: 'Active Windows endpoints',
});
const NONE = i18n.translate('endpointIsolation.readyEndpoints.none', {
  defaultMessage: 'None yet. Test your critical endpoints before you need to isolate them.',
});
const NOT_READ = i18n.translate('endpointIsolation.readyEndpoints.notRead', {
  defaultMessage: 'This list couldn’t be read. Check again.',
});
const NONE_ACTIVE = i18n.translate('endpointIsolation.readyEndpoints.noneActive', {
  defaultMessage: 'This manager has no active Windows endpoints.',
});
