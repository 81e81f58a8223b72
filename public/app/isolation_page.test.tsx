import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointView } from '../../common/api/endpoint_view';
import { MINUTE, SECOND } from '../../common/base/time';
import {
  aContext,
  anAction,
  anAgent,
  anEndpointView,
  endpointsView,
  NIGHT,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { NowProvider } from '../base/use_now';
import { ApiFailure } from '../api/api_failure';
import type { EndpointsRequest, IsolationApi, Opened } from '../api/isolation_api';
import type { ListFilters, Route } from '../base/route';
import { NO_FILTERS } from '../base/route';
import { IsolationPage } from './isolation_page';

const isolated = provenState('isolated', NIGHT - 3 * 60 * MINUTE);

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

interface Asked {
  readonly request: EndpointsRequest;
  readonly opened: Opened;
}

function open(
  answers: Partial<Omit<IsolationApi, 'endpoints'>> & {
    readonly attention?: () => Promise<readonly EndpointView[]>;
    readonly all?: (request: EndpointsRequest) => ReturnType<IsolationApi['endpoints']>;
  },
  filters = NO_FILTERS
) {
  const asked: Asked[] = [];
  const { attention, all, ...rest } = answers;
  const api = fakeIsolationApi({
    endpoints: async (request, opened) => {
      asked.push({ request, opened });
      return request.state === 'attention' && request.size === 100
        ? endpointsView((await attention?.()) ?? [])
        : all?.(request) ?? endpointsView([]);
    },
    ...rest,
  });
  const navigation = {
    route: { page: 'not_found' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: () => '#',
  };
  const pageOf = (host: string, shown: ListFilters) => (
    <NowProvider>
      <IsolationPage
        route={{ page: 'isolation', host, filters: shown }}
        host={host}
        context={aContext()}
        navigation={navigation}
        onName={jest.fn()}
      />
    </NowProvider>
  );
  const drawn = draw(pageOf('lab', filters), fakeServices({ api }));
  return {
    ...drawn,
    navigation,
    asked,
    /** The URL has become another one. */
    become: (host: string, shown: ListFilters) => drawn.rerender(pageOf(host, shown)),
  };
}

const attentionPanel = async () => within(await screen.findByTestId('attention'));
const listPanel = async () => within(await screen.findByTestId('endpoints'));
const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

describe('isolated or unknown now', () => {
  it('answers on one screen what is cut off, since when, by whom, why and under which case', async () => {
    const action = anAction(['succeeded'], { case: 'INC-7', reason: 'Ransomware', user: 'alice' });
    open({
      attention: async () => [
        anEndpointView({
          state: isolated,
          contact: { contact: 'lost', since: NIGHT - 2 * MINUTE },
          proven_by: { action },
        }),
      ],
    });
    const panel = await attentionPanel();
    expect(await panel.findByRole('link', { name: 'FIN-WS-01' })).toBeInTheDocument();
    expect(panel.getByTestId('isolationState')).toHaveTextContent('Isolated');
    expect(panel.getByText('3 hours ago')).toHaveAttribute('title', 'Nov 24, 2026 @ 00:00:00.000');
    const row = panel.getByText('alice').closest('tr');
    expect(row).toHaveTextContent('alice · INC-7');
    expect(row).toHaveTextContent('Ransomware');
    expect(row).toHaveTextContent('No contact since 02:58');
    expect(row).toHaveTextContent('A release may not reach it');
  });

  it('is a good sight where nothing is isolated', async () => {
    open({});
    expect(
      await (await attentionPanel()).findByText('No endpoint is isolated or unknown')
    ).toBeInTheDocument();
  });

  it('does not take a failure for nothing isolated', async () => {
    let isDown = true;
    open({
      attention: async () => {
        if (isDown) throw new ApiFailure('no_answer', '');
        return [];
      },
    });
    const panel = await attentionPanel();
    expect(await panel.findByText('The dashboard server didn’t respond.')).toBeInTheDocument();
    expect(screen.queryByTestId('nothingIsolated')).not.toBeInTheDocument();
    isDown = false;
    userEvent.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('nothingIsolated')).toBeInTheDocument();
  });

  it('moves by itself without a call to the manager, and says when it is out of date', async () => {
    let answers: EndpointView[] = [];
    let isDown = false;
    const { asked } = open({
      attention: async () => {
        if (isDown) throw new ApiFailure('no_answer', '');
        return answers;
      },
    });
    await screen.findByTestId('nothingIsolated');
    answers = [anEndpointView({ state: isolated })];
    await pass(5 * SECOND);
    expect(await (await attentionPanel()).findByText('FIN-WS-01')).toBeInTheDocument();
    const ofAttention = asked.filter(({ request }) => request.state === 'attention');
    expect(ofAttention.map(({ opened }) => opened)).toEqual(['by_person', 'by_timer']);
    isDown = true;
    await pass(5 * SECOND);
    expect(await screen.findByTestId('stale')).toHaveTextContent('Showing data from 03:00');
    expect((await attentionPanel()).getByText('FIN-WS-01')).toBeInTheDocument();
  });

  it('keeps apart what the manager does not list any more', async () => {
    open({
      attention: async () => [
        anEndpointView({
          agent_id: '009',
          name: 'GONE-01',
          agent: undefined,
          state: { ...isolated, removed: true },
        }),
      ],
    });
    const panel = await attentionPanel();
    expect(
      await panel.findByRole('heading', {
        name: 'Removed from the manager while isolated or unknown (1)',
      })
    ).toBeInTheDocument();
  });

  it('shows what was done elsewhere as claimed', async () => {
    open({
      attention: async () => [
        anEndpointView({ state: isolated, proven_by: { claimed_user: '<b>root</b>' } }),
      ],
    });
    const panel = await attentionPanel();
    expect(await panel.findByText('unverified')).toBeInTheDocument();
    expect(panel.getByText('unverified').closest('td')).toHaveTextContent('<b>root</b>');
  });
});

describe('all endpoints', () => {
  it('shows a page of them, with the age of their rows', async () => {
    open({
      all: async () =>
        endpointsView(
          [
            anEndpointView(),
            anEndpointView({
              agent: anAgent({ id: '002', name: 'web-01', status: 'never_connected' }),
            }),
          ],
          {
            total: 300,
            next: 'c1',
          }
        ),
    });
    const panel = await listPanel();
    expect(await panel.findByRole('heading', { name: 'All endpoints (300)' })).toBeInTheDocument();
    expect(panel.getByText('never connected', { selector: 'div' })).toBeInTheDocument();
    expect(panel.getAllByText('No record', { selector: 'div' })).not.toHaveLength(0);
    expect(panel.getByText('1–2 of 300')).toBeInTheDocument();
    expect(panel.getByText(/Agent data as of/)).toHaveTextContent('Agent data as of 03:00');
  });

  it('asks for the next page by what the server gave, and goes back', async () => {
    const { asked } = open({
      all: async ({ cursor }) =>
        endpointsView(
          [anEndpointView()],
          cursor === 'c1' ? { total: 300 } : { total: 300, next: 'c1' }
        ),
    });
    const panel = await listPanel();
    userEvent.click(await panel.findByLabelText('Next page'));
    expect(await panel.findByText('26–26 of 300')).toBeInTheDocument();
    userEvent.click(panel.getByLabelText('Previous page'));
    expect(await panel.findByText('1–1 of 300')).toBeInTheDocument();
    const cursors = asked
      .filter(({ request }) => !request.state)
      .map(({ request }) => request.cursor);
    expect(cursors).toEqual([undefined, 'c1', undefined]);
  });

  it('puts what it is narrowed down to into the URL, the search once nothing more is typed', async () => {
    const { navigation } = open({});
    const panel = await listPanel();
    await panel.findByText(/No endpoints match/);
    const filters = () => navigation.replace.mock.calls.map(([route]) => route.filters);
    fireEvent.change(panel.getByTestId('search'), { target: { value: 'fi' } });
    fireEvent.change(panel.getByTestId('search'), { target: { value: 'fin' } });
    await pass(300);
    expect(filters()).toEqual([{ size: 25, search: 'fin' }]);
    userEvent.selectOptions(panel.getByTestId('statusFilter'), 'active');
    userEvent.selectOptions(panel.getByTestId('osFilter'), 'windows');
    userEvent.selectOptions(panel.getByTestId('stateFilter'), 'isolated');
    expect(filters().slice(1)).toEqual([
      { size: 25, status: 'active' },
      { size: 25, os: 'windows' },
      { size: 25, state: 'isolated' },
    ]);
  });

  it('keeps its rows, and what has the focus in them, until those of the new search are there', async () => {
    let answer: (view: ReturnType<typeof endpointsView>) => void = () => undefined;
    const { become } = open({
      all: ({ search }) =>
        search === undefined
          ? Promise.resolve(endpointsView([anEndpointView()]))
          : new Promise((resolve) => (answer = resolve)),
    });
    const panel = await listPanel();
    const link = (await panel.findByText('FIN-WS-01')).closest('a');
    link?.focus();
    become('lab', { size: 25, search: 'fin' });
    await pass(SECOND);
    expect(panel.getByText('FIN-WS-01').closest('a')).toBe(link);
    answer(endpointsView([anEndpointView()]));
    await pass(SECOND);
    expect(document.activeElement).toBe(link);
  });

  it('keeps no row of another manager', async () => {
    const { become } = open({
      all: ({ host }) =>
        host === 'lab'
          ? Promise.resolve(endpointsView([anEndpointView()]))
          : new Promise(() => undefined),
    });
    const panel = await listPanel();
    await panel.findByText('FIN-WS-01');
    become('other', NO_FILTERS);
    await pass(SECOND);
    expect(panel.queryByText('FIN-WS-01')).not.toBeInTheDocument();
  });

  it('takes all filters away at once', async () => {
    const { navigation } = open({}, { size: 50, search: 'x', state: 'unknown' });
    userEvent.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(navigation.replace).toHaveBeenCalledWith(
      expect.objectContaining({ filters: { size: 50 } })
    );
  });

  it('sorts by what the server sorts by', async () => {
    const { navigation } = open({ all: async () => endpointsView([anEndpointView()]) });
    const panel = await listPanel();
    await panel.findByText('FIN-WS-01');
    userEvent.click(panel.getByRole('button', { name: /IP address/ }));
    expect(navigation.replace).toHaveBeenCalledWith(
      expect.objectContaining({ filters: { size: 25, sort: 'ip', order: 'asc' } })
    );
  });

  it('brings states up to date by a timer that asks no manager', async () => {
    let state = provenState('isolated', NIGHT - MINUTE);
    const states = jest.fn(async () => ({ states: [{ agent_id: '001', state }] }));
    const { asked } = open({ all: async () => endpointsView([anEndpointView({ state })]), states });
    const panel = await listPanel();
    expect(await panel.findByTestId('isolationState')).toHaveTextContent('Isolated');
    const before = asked.filter(({ request }) => !request.state).length;
    state = provenState('not_isolated', NIGHT);
    await pass(5 * SECOND);
    await waitFor(() =>
      expect(panel.getByTestId('isolationState')).toHaveTextContent('Not isolated')
    );
    expect(asked.filter(({ request }) => !request.state)).toHaveLength(before);
    expect(states).toHaveBeenLastCalledWith('lab', ['001'], expect.anything());
  });

  it('says why a page cannot be had, and how to go on', async () => {
    open({
      all: async () => {
        throw new ApiFailure('refused', '', { status: 400, code: 'search_refused' });
      },
    });
    const panel = await listPanel();
    expect(
      await panel.findByText(/The manager can't search for the characters/)
    ).toBeInTheDocument();
    expect(panel.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('says since when the way to an endpoint is proven, apart from its state', async () => {
    const readyAt = NIGHT - 48 * 60 * MINUTE;
    open({ all: async () => endpointsView([anEndpointView({ ready_at: readyAt })]) });
    const panel = await listPanel();
    const head = await panel.findByRole('columnheader', { name: /Last ready/ });
    expect(head).toBeInTheDocument();
    // A longer text would wrap in nearly every row.
    expect(panel.getByText('2 days ago').closest('td')).toHaveTextContent(/2 days ago$/);
    expect(panel.getByText('2 days ago').closest('.eui-textNoWrap')).not.toBeNull();
    expect(panel.getByTestId('isolationState')).toHaveTextContent('No record');
  });

  it('tests the way to those that are ticked, and lets none be ticked that cannot be tested', async () => {
    const linux = anAgent({ id: '002', name: 'WEB-01', os_platform: 'ubuntu' });
    const silent = anAgent({ id: '003', name: 'FIN-WS-03', status: 'disconnected' });
    const endpoints = [
      anEndpointView(),
      anEndpointView({ agent: linux }),
      anEndpointView({ agent: silent }),
    ];
    const { navigation } = open({ all: async () => endpointsView(endpoints) });
    const panel = await listPanel();
    await panel.findByText('FIN-WS-01');
    expect(panel.queryByTestId('probeSelected')).not.toBeInTheDocument();
    const [windows, ...others] = panel
      .getAllByRole('checkbox')
      .filter((each) => each.id.startsWith('_selection_column_0'));
    expect(others.map((each) => each.hasAttribute('disabled'))).toEqual([true, true]);
    userEvent.click(windows as HTMLElement);
    userEvent.click(panel.getByTestId('probeSelected'));
    expect(await screen.findByTestId('probeDialog')).toHaveTextContent(
      'Test readiness of 1 endpoint'
    );
    expect(navigation.go).not.toHaveBeenCalled();
  });

  it('opens an endpoint by a click anywhere in its row, but not while text is marked', async () => {
    const { navigation } = open({ all: async () => endpointsView([anEndpointView()]) });
    const panel = await listPanel();
    const cell = await panel.findByText('10.20.1.11');
    const selection = jest.spyOn(window, 'getSelection');
    selection.mockReturnValue({ toString: () => '10.20' } as Selection);
    userEvent.click(cell);
    expect(navigation.go).not.toHaveBeenCalled();
    selection.mockReturnValue({ toString: () => '' } as Selection);
    userEvent.click(cell);
    expect(navigation.go).toHaveBeenCalledWith(expect.objectContaining({ agent: '001' }));
    expect(panel.getByRole('link', { name: 'FIN-WS-01' })).toHaveFocus();
    selection.mockRestore();
  });
});
