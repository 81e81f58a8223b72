import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { HOUR } from '../../common/base/time';
import { anEndpoint, aProbe, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { IsolationApi } from '../api/isolation_api';
import { ProbeSection } from './probe_section';

function open(parts: Partial<EndpointDetailView>, answers: Partial<IsolationApi> = {}) {
  const onStarted = jest.fn();
  draw(
    <ProbeSection endpoint={anEndpoint(parts)} onStarted={onStarted} />,
    fakeServices({ api: fakeIsolationApi(answers) })
  );
  return onStarted;
}

const against = (code: 'not_windows' | 'action_pending') => {
  const { possible } = anEndpoint();
  return { possible: { ...possible, probe: { ...possible.probe, reasons: [{ code }] } } };
};

describe('the way to an endpoint, in its flyout', () => {
  it('is not proven before anything answered', () => {
    open({});
    expect(screen.getByText('Not tested yet.')).toBeInTheDocument();
  });

  it('is proven since the last answer, whatever the state is', () => {
    open({ ready_at: Date.now() - 48 * HOUR, state: provenState('isolated') });
    expect(screen.getByTestId('readySince')).toHaveTextContent('Ready, confirmed 2 days ago');
    expect(screen.getByTestId('probeSection').textContent).not.toContain('Isolated');
  });

  it('is proven by an answer that the endpoint’s own record does not have yet', () => {
    open({ probe: aProbe({ answered_at: Date.now() }) });
    expect(screen.getByTestId('readySince')).toHaveTextContent(
      'Ready, confirmed a few seconds ago'
    );
  });

  it('stays proven by what was before where the newest test was not answered, and says both', () => {
    open({ ready_at: Date.now() - 48 * HOUR, probe: aProbe({ status: 'unanswered' }) });
    expect(screen.getByTestId('readySince')).toBeInTheDocument();
    expect(screen.getByTestId('probeResult')).toHaveTextContent('No response');
  });

  it('is tested by one click, and again later as another request', async () => {
    const keys: string[] = [];
    const probe = aProbe({ status: 'dispatched' });
    const startProbes = async (_: unknown, key: string) => {
      keys.push(key);
      return { batch: 'b', started: [{ agent_id: '001', probe }] };
    };
    const onStarted = open({}, { startProbes });
    userEvent.click(screen.getByTestId('probe'));
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(probe));
    userEvent.click(screen.getByTestId('probe'));
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(2));
    expect(new Set(keys).size).toBe(2);
  });

  it('cannot be tested twice at a time, and the button keeps the focus meanwhile', () => {
    open({ probe: aProbe({ status: 'dispatched' }) });
    expect(screen.getByTestId('probe')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByTestId('probe')).toBeEnabled();
    expect(screen.getByTestId('probeResult')).toHaveTextContent('Testing');
  });

  it('cannot be tested while something stands against it', () => {
    open(against('action_pending'));
    expect(screen.getByTestId('probe')).toHaveAttribute('aria-disabled', 'true');
  });

  it('is nothing to speak of where there can be no program', () => {
    open(against('not_windows'));
    expect(screen.queryByTestId('probeSection')).not.toBeInTheDocument();
  });
});
