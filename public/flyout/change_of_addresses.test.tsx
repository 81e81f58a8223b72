import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import {
  aContext,
  aLifeline,
  anAction,
  anAddress,
  anEndpoint,
  aPreview,
  NIGHT,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { IsolationApi } from '../api/isolation_api';
import { EndpointFlyoutContent } from './endpoint_flyout_content';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

const isolation = anAction(['sending', 'dispatched', 'succeeded'], {
  lifeline: [
    ...aLifeline().entries,
    { address: anAddress('10.0.0.7'), sources: [{ source: 'request' }] },
  ],
});
const isolatedEndpoint = anEndpoint({
  state: provenState('isolated'),
  proven_by: { action: isolation },
  actions: [isolation],
});

function open(endpoint: EndpointDetailView, answers: Partial<IsolationApi> = {}) {
  draw(
    <EndpointFlyoutContent
      endpoint={{ host: 'lab', agent: '001' }}
      context={aContext()}
      titleId="title"
      onClose={jest.fn()}
    />,
    fakeServices({ api: fakeIsolationApi({ endpoint: async () => endpoint, ...answers }) })
  );
}

describe('changing what an isolated endpoint may talk to', () => {
  it('begins from the addresses that it has, and says that it is open in between', async () => {
    const preview = jest.fn(async () => aPreview({}, 'reisolate'));
    const start = jest.fn(() => new Promise<never>(() => undefined));
    open(isolatedEndpoint, { preview, start });
    const present = await screen.findByTestId('presentLifeline');
    expect(present).toHaveTextContent('192.168.1.1');
    expect(present).toHaveTextContent('10.0.0.7');
    userEvent.click(screen.getByTestId('reisolate'));
    expect(await screen.findByTestId('changeOfAddresses')).toHaveTextContent(
      'FIN-WS-01 will be released, then isolated again with the addresses below'
    );
    expect(screen.getByTestId('changeOfAddresses')).toHaveTextContent(
      'In between, the endpoint is fully connected'
    );
    fireEvent.change(screen.getByLabelText('Reason for changing the allowed addresses'), {
      target: { value: 'EDR console' },
    });
    userEvent.click(screen.getByRole('button', { name: 'Release and re-isolate FIN-WS-01' }));
    await waitFor(() => expect(start).toHaveBeenCalledTimes(1));
    expect(preview).toHaveBeenCalledWith(
      {
        host: 'lab',
        verb: 'reisolate',
        agents: ['001'],
        choice: { addresses: ['10.0.0.7'], profiles: [], reported: [], left_out: [] },
      },
      expect.anything()
    );
    expect(start).toHaveBeenCalledWith(
      expect.objectContaining({ verb: 'reisolate', reason: 'EDR console' }),
      expect.any(String)
    );
  });

  it('is not offered on an endpoint that is not isolated', async () => {
    open(anEndpoint());
    await screen.findByTestId('identity');
    expect(screen.queryByTestId('reisolate')).not.toBeInTheDocument();
  });

  it('takes the right to isolate as well', async () => {
    const { possible } = isolatedEndpoint;
    const refused = {
      given: false,
      refusals: [{ code: 'role_missing' as const, needs: ['soc_isolate'] }],
    };
    open({
      ...isolatedEndpoint,
      possible: { ...possible, isolate: { reasons: [], right: refused } },
    });
    expect(await screen.findByTestId('reisolate')).toHaveAttribute('aria-disabled', 'true');
  });

  it('says in red that the endpoint is open now where the isolation did not follow, and why', async () => {
    const release = anAction(['sending', 'dispatched', 'succeeded'], {
      verb: 'release',
      n: 2,
      reisolation: {
        lifeline: [],
        acknowledgements: [],
        left_out: [],
        ended: { as: 'not_started', at: NIGHT, code: 'interrupted' },
      },
    });
    open(anEndpoint({ state: provenState('not_isolated'), actions: [release] }));
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('Not isolated: it was released to change its addresses');
    expect(notice).toHaveTextContent('The dashboard server was interrupted in between.');
    expect(notice).toHaveClass('euiCallOut--danger');
  });
});
