import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointDetailView, EndpointView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import {
  aContext,
  anAction,
  anEndpoint,
  anEndpointView,
  aPreview,
  endpointsView,
  NIGHT,
  OPEN_STATE,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { IsolationApi } from '../api/isolation_api';
import { NO_FILTERS } from '../base/route';
import { NowProvider } from '../base/use_now';
import { IsolationPage } from './isolation_page';

const ISOLATED = provenState('isolated');
const WAITING = {
  ...OPEN_STATE,
  waiting: { verb: 'isolate', n: 1, since: NIGHT, until: NIGHT + 300 * SECOND },
} as const;
const SEEN = { contact: 'in_contact', seen_at: NIGHT - SECOND } as const;

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

interface Known {
  /** Endpoints that the searches behind the lists find. */
  readonly found: () => readonly EndpointView[];
  /** The endpoint as it is read by ID. */
  readonly read: () => Promise<EndpointDetailView>;
}

/** The page with the panel of 001 open over it. */
function open({ found, read }: Known, answers: Partial<IsolationApi> = {}) {
  const api = fakeIsolationApi({
    endpoints: async ({ state }) =>
      state === 'attention' ? endpointsView(found()) : endpointsView([anEndpointView()]),
    endpoint: read,
    ...answers,
  });
  const pageOf = (agent: string | undefined) => (
    <NowProvider>
      <IsolationPage
        route={{ page: 'isolation', host: 'lab', filters: NO_FILTERS, agent }}
        host="lab"
        context={aContext()}
        navigation={{
          route: { page: 'not_found' },
          go: jest.fn(),
          replace: jest.fn(),
          hrefOf: () => '#',
        }}
        onName={jest.fn()}
      />
    </NowProvider>
  );
  const drawn = draw(pageOf('001'), fakeServices({ api }));
  return { closePanel: () => drawn.rerender(pageOf(undefined)) };
}

const rowIn = (panel: 'attention' | 'endpoints') =>
  within(screen.getByTestId(panel)).queryByText('FIN-WS-01')?.closest('tr') ?? null;

describe('the lists behind an open panel', () => {
  it('show an endpoint as its panel does, whatever their search still finds', async () => {
    open({
      found: () => [anEndpointView({ state: WAITING })],
      read: async () => anEndpoint({ state: ISOLATED, contact: SEEN }),
    });
    await pass(SECOND);
    expect(rowIn('attention')).toHaveTextContent(/Isolated/);
    expect(rowIn('attention')).not.toHaveTextContent('Isolating');
    expect(rowIn('attention')).toHaveTextContent('Seen');
    expect(rowIn('endpoints')).toHaveTextContent('Isolated');
  });

  it('have a row for an isolation as soon as the dashboard has recorded it', async () => {
    let hasStarted = false;
    open(
      {
        found: () => [],
        read: () =>
          hasStarted
            ? new Promise(() => undefined)
            : Promise.resolve(anEndpoint({ contact: SEEN })),
      },
      {
        preview: async () => aPreview(),
        start: async () => {
          hasStarted = true;
          const action = anAction(['recorded', 'sending', 'dispatched']);
          return { batch: 'batch:1', started: [{ agent_id: '001', action }] };
        },
      }
    );
    await pass(SECOND);
    expect(rowIn('attention')).toBeNull();
    userEvent.click(screen.getByTestId('isolate'));
    await pass(SECOND);
    fireEvent.change(screen.getByTestId('reason'), { target: { value: 'Ransomware' } });
    userEvent.click(screen.getByTestId('submit'));
    await pass(SECOND);
    expect(rowIn('attention')).toHaveTextContent('Isolating');
    expect(rowIn('attention')).toHaveTextContent('Seen');
    expect(rowIn('endpoints')).toHaveTextContent('Isolating');
  });

  it('lose a row that was released as soon as its panel says so', async () => {
    open({
      found: () => [anEndpointView({ state: ISOLATED, contact: SEEN })],
      read: async () => anEndpoint({ state: provenState('not_isolated'), contact: SEEN }),
    });
    await pass(SECOND);
    expect(rowIn('attention')).toBeNull();
    expect(rowIn('endpoints')).toHaveTextContent('Not isolated');
  });

  it('go by their own search again once that is newer than the panel', async () => {
    let found = [anEndpointView({ state: WAITING })];
    const { closePanel } = open({
      found: () => found,
      read: async () => anEndpoint({ state: ISOLATED, contact: SEEN }),
    });
    await pass(SECOND);
    closePanel();
    expect(rowIn('attention')).toHaveTextContent('Isolated');
    found = [];
    await pass(10 * SECOND);
    expect(rowIn('attention')).toBeNull();
  });
});
