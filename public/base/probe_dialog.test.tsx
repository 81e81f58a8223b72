import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { StartedProbesView } from '../../common/api/probe_view';
import { SECOND } from '../../common/base/time';
import { aProbe } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import { ProbeDialog } from './probe_dialog';

const ENDPOINTS = [
  { id: '001', name: 'FIN-WS-01' },
  { id: '002', name: 'FIN-WS-02' },
];
const STARTED: StartedProbesView = {
  batch: 'batch:p1',
  started: [
    { agent_id: '001', probe: aProbe({ status: 'dispatched' }) },
    {
      agent_id: '002',
      refused: { reasons: [{ code: 'action_pending' }], right_refusals: [] },
    },
  ],
};

function open(answers: Partial<IsolationApi>) {
  const onClose = jest.fn();
  draw(
    <ProbeDialog host="lab" endpoints={ENDPOINTS} onClose={onClose} />,
    fakeServices({ api: fakeIsolationApi(answers) })
  );
  return onClose;
}

const start = () => userEvent.click(screen.getByTestId('startProbes'));
const summary = () => screen.findByTestId('probeSummary');

describe('the dialog that tests the way', () => {
  it('says what it does and to whom before anything is sent', () => {
    const onClose = open({});
    expect(screen.getByText(/without changing anything on the endpoint/)).toBeInTheDocument();
    expect(screen.getByText('FIN-WS-01, FIN-WS-02')).toBeInTheDocument();
    userEvent.click(screen.getByText('Cancel'));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('follows each until it has ended, and says of what was not sent why', async () => {
    jest.useFakeTimers();
    const probes = jest
      .fn<ReturnType<IsolationApi['probes']>, []>()
      .mockResolvedValueOnce({ probes: [aProbe({ status: 'dispatched' })] })
      .mockResolvedValue({ probes: [aProbe()] });
    open({ startProbes: async () => STARTED, probes });
    start();
    expect(await summary()).toHaveTextContent('0 ready, 1 not ready, 1 in progress');
    expect(screen.getByText('Testing')).toBeInTheDocument();
    expect(screen.getByText(/it takes priority over a readiness test/)).toBeInTheDocument();
    await act(async () => {
      jest.advanceTimersByTime(SECOND);
    });
    await waitFor(() =>
      expect(screen.getByTestId('probeSummary')).toHaveTextContent(
        '1 ready, 1 not ready, 0 in progress'
      )
    );
    const [, first, second] = screen.getAllByRole('row', { hidden: true });
    expect(first).toHaveTextContent('FIN-WS-02');
    expect(second).toHaveTextContent('Ready');
    await act(async () => {
      jest.advanceTimersByTime(30 * SECOND);
    });
    expect(probes).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });

  it('is one request by a double click and by a retry after a lost answer', async () => {
    const keys: string[] = [];
    const startProbes = jest.fn(async (_: unknown, key: string) => {
      keys.push(key);
      if (keys.length === 1) throw new ApiFailure('no_answer', '');
      return STARTED;
    });
    open({ startProbes, probes: async () => ({ probes: [aProbe()] }) });
    userEvent.dblClick(screen.getByTestId('startProbes'));
    userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await summary();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('says why none could be tested', async () => {
    open({
      startProbes: async () =>
        Promise.reject(
          new ApiFailure('refused', 'None of them can be probed.', {
            status: 403,
            code: 'not_permitted',
          })
        ),
    });
    start();
    expect(
      await screen.findByText('You don’t have permission. No action was taken.')
    ).toBeInTheDocument();
  });
});
