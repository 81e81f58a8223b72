import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { anAction, anEndpoint, NIGHT, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import { MarkNotIsolated } from './mark_not_isolated';
import { StateSection } from './state_section';

function open(endpoint: EndpointDetailView, markNotIsolated?: IsolationApi['markNotIsolated']) {
  const onMarked = jest.fn();
  draw(
    <MarkNotIsolated endpoint={endpoint} onMarked={onMarked} />,
    fakeServices({ api: fakeIsolationApi(markNotIsolated ? { markNotIsolated } : {}) })
  );
  return onMarked;
}

const isolated = anEndpoint({ state: { ...provenState('isolated'), backup: 'missing' } });
const say = async (reason: string) => {
  fireEvent.change(await screen.findByTestId('markReason'), { target: { value: reason } });
  userEvent.click(screen.getByTestId('submitMark'));
};

describe('an endpoint that was recovered locally', () => {
  it('is marked as not isolated with a reason, without any follow-up to close', async () => {
    const mark = jest.fn(async () => ({
      agent_id: '001',
      statement: { by: 'alice', at: NIGHT, reason: 'Reset' },
    }));
    const onMarked = open(isolated, mark);
    userEvent.click(screen.getByTestId('markNotIsolated'));
    userEvent.click(await screen.findByTestId('submitMark'));
    expect(screen.getByText('Enter a reason.')).toBeInTheDocument();
    expect(mark).not.toHaveBeenCalled();
    await say(' Firewall reset ');
    const statement = { by: 'alice', at: NIGHT, reason: 'Reset' };
    await waitFor(() => expect(onMarked.mock.calls).toEqual([[statement]]));
    expect(mark).toHaveBeenCalledWith({
      host: 'lab',
      agent_id: '001',
      n: 0,
      reason: 'Firewall reset',
    });
  });

  it('names the newest action that was seen, and is read anew where there is a newer one', async () => {
    const mark = jest.fn(async () => {
      throw new ApiFailure('refused', 'No.', { status: 409, code: 'preview_changed' });
    });
    const onMarked = open({ ...isolated, actions: [anAction(['succeeded'], { n: 7 })] }, mark);
    userEvent.click(screen.getByTestId('markNotIsolated'));
    await say('Firewall reset');
    expect(
      await screen.findByText(/Something changed since this was prepared/)
    ).toBeInTheDocument();
    expect(mark).toHaveBeenCalledWith(expect.objectContaining({ n: 7 }));
    userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onMarked.mock.calls).toEqual([[undefined]]);
  });

  it('is not marked twice, nor where it is not isolated', () => {
    open(anEndpoint({ state: provenState('not_isolated') }));
    expect(screen.queryByTestId('markNotIsolated')).not.toBeInTheDocument();
  });

  it('is shown with who said it, when and why', () => {
    const state = {
      ...isolated.state,
      status: 'unknown' as const,
      reasons: ['found_open' as const],
    };
    const said = { by: 'bob', at: NIGHT, reason: 'Reset on site' };
    draw(<StateSection endpoint={anEndpoint({ state, found_open: said })} />, fakeServices());
    expect(screen.getByTestId('foundOpenBy')).toHaveTextContent(
      /Marked as not isolated by bob, .*Reset on site/
    );
  });
});
