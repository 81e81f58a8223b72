import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointsReadinessView, NotReadyEndpoint } from '../../common/api/readiness_view';
import { HOUR } from '../../common/base/time';
import { aContext, endpointsReadiness } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import type { Route } from '../base/route';
import { hashOf } from '../base/route';
import { ReadyEndpointsPanel } from './ready_endpoints_panel';

const notReady = (parts: Partial<NotReadyEndpoint> = {}): NotReadyEndpoint => ({
  agent_id: '003',
  agent_name: 'FIN-WS-03',
  reason: 'no_response',
  tested_at: Date.now() - HOUR,
  ...parts,
});

const SOME = endpointsReadiness({
  active: 201,
  ready: 198,
  not_ready: [
    notReady({ ready_at: Date.now() - 48 * HOUR }),
    notReady({
      agent_id: '004',
      agent_name: 'OLD-WS-01',
      reason: 'version_too_old',
      detail: 'v4.1.5',
    }),
    notReady({
      agent_id: '005',
      agent_name: 'FIN-WS-05',
      reason: 'not_tested',
      tested_at: undefined,
    }),
  ],
});

function open(answers: Partial<IsolationApi> = {}, rights = aContext().rights) {
  const navigation = {
    route: { page: 'readiness' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: hashOf,
  };
  const onProbed = jest.fn();
  draw(
    <ReadyEndpointsPanel
      host="lab"
      ready={[]}
      rights={rights}
      navigation={navigation}
      onProbed={onProbed}
    />,
    fakeServices({ api: fakeIsolationApi({ endpointsReadiness: async () => SOME, ...answers }) })
  );
  return { navigation, onProbed };
}

const withThese = (parts: Partial<EndpointsReadinessView>) =>
  open({ endpointsReadiness: async () => endpointsReadiness(parts) });
const section = () => screen.findByTestId('notReady');

describe('the endpoints that are not ready', () => {
  it('are counted against all in the headline, and listed with the reason first', async () => {
    open();
    const [, ...rows] = within(await section()).getAllByRole('row');
    expect(screen.getByTestId('readyEndpointsTitle')).toHaveTextContent(
      '198 of 201 active Windows endpoints are ready'
    );
    expect(await section()).toHaveTextContent('Not ready (3)');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^No response.*FIN-WS-03.*003.*an hour ago.*2 days ago/),
      expect.stringMatching(/^Agent too old \(v4.1.5\).*OLD-WS-01/),
      expect.stringMatching(/^Not tested.*FIN-WS-05.*--$/),
    ]);
  });

  it('have the next step once for each reason, however many there are', async () => {
    const many = Array.from({ length: 40 }, (_, n) => notReady({ agent_id: `1${n}` }));
    withThese({ not_ready: many });
    const reasons = within(await section()).getByTestId('notReadyReasons');
    expect(within(reasons).getAllByRole('listitem')).toHaveLength(1);
    expect(reasons).toHaveTextContent(/No response \(40\).*active-response\/bin/);
    expect(screen.getAllByText(/active-response\/bin/)).toHaveLength(1);
  });

  it('lead to the endpoint', async () => {
    const { navigation } = open();
    userEvent.click(await screen.findByRole('link', { name: 'FIN-WS-03' }));
    expect(navigation.go).toHaveBeenCalledWith(
      expect.objectContaining({ page: 'isolation', host: 'lab', agent: '003' })
    );
  });

  it('are shown page by page where there are thousands', async () => {
    const thousands = Array.from({ length: 3000 }, (_, n) =>
      notReady({ agent_id: String(n + 1), agent_name: `WS-${n + 1}` })
    );
    withThese({ not_ready: thousands });
    const shown = await section();
    expect(shown).toHaveTextContent('1–25 of 3000');
    expect(shown.querySelectorAll('tbody tr')).toHaveLength(25);
    fireEvent.click(within(shown).getByLabelText('Next page'));
    expect(shown).toHaveTextContent('26–50 of 3000');
    expect(shown).toHaveTextContent('WS-26');
    expect(within(shown).queryByText('WS-1')).not.toBeInTheDocument();
  });

  it('can be tested where a test can be sent, and the list is read again afterward', async () => {
    const read = jest.fn(async () => SOME);
    const startProbes = jest.fn(async () => ({ batch: 'b', started: [] }));
    const { onProbed } = open({
      endpointsReadiness: read,
      startProbes,
      probes: async () => ({ probes: [] }),
    });
    const boxes = within(await section()).getAllByTitle('Select to test readiness');
    expect(screen.getByTitle('Needs agent 4.2.0 or later')).toBeDisabled();
    fireEvent.click(boxes[0] as HTMLElement);
    userEvent.click(screen.getByTestId('probeNotReady'));
    userEvent.click(await screen.findByTestId('startProbes'));
    await waitFor(() => expect(startProbes).toHaveBeenCalled());
    expect(startProbes).toHaveBeenCalledWith({ host: 'lab', agents: ['003'] }, expect.anything());
    userEvent.click(screen.getByTestId('closeProbeDialog'));
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
    expect(onProbed).toHaveBeenCalled();
  });

  it('are exported as a file', async () => {
    const file = { name: 'not-ready.csv', text: 'x', rows: 3, extent: 'whole' as const };
    const exportFile = jest.fn(async () => file);
    open({ exportFile });
    userEvent.click(within(await section()).getByTestId('export'));
    expect(await screen.findByText('Exported all 3 rows to not-ready.csv.')).toBeInTheDocument();
    expect(exportFile).toHaveBeenCalledWith({ host: 'lab', list: 'not_ready' });
  });

  it('are not exported by who may not', async () => {
    const refused = { given: false, refusals: [{ code: 'role_missing' as const, needs: ['x'] }] };
    open({}, { ...aContext().rights, export: refused });
    expect(within(await section()).getByTestId('export')).toHaveAttribute('aria-disabled', 'true');
  });

  it('are absent where all are ready', async () => {
    withThese({ active: 2, ready: 2 });
    await screen.findByText('2 of 2 active Windows endpoints are ready');
    expect(screen.queryByTestId('notReady')).not.toBeInTheDocument();
  });

  it('are none where no Windows endpoint is active', async () => {
    withThese({ active: 0, ready: 0 });
    expect(
      await screen.findByText('This manager has no active Windows endpoints.')
    ).toBeInTheDocument();
  });

  it('are not made up where the manager cannot be asked: it is said, and can be tried again', async () => {
    const read = jest
      .fn<Promise<EndpointsReadinessView>, []>()
      .mockRejectedValueOnce(new ApiFailure('no_answer', ''))
      .mockResolvedValueOnce(SOME);
    open({ endpointsReadiness: read });
    const panel = await screen.findByTestId('readyEndpoints');
    await within(panel).findByTestId('failure');
    expect(panel).not.toHaveTextContent(/\d+ of \d+ active/);
    userEvent.click(within(panel).getByText('Try again'));
    expect(await section()).toHaveTextContent('Not ready (3)');
  });

  it('say where only the first were counted', async () => {
    withThese({ active: 10000, extent: 'capped' });
    expect(
      await screen.findByText(
        'Only the first 10000 active Windows endpoints are counted. There are more.'
      )
    ).toBeInTheDocument();
  });
});
