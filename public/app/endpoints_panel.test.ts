import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MINUTE, SECOND } from '../../common/base/time';
import {
  anAgent,
  anEndpointView,
  endpointsView,
  NIGHT,
  provenState,
} from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import { NO_FILTERS } from '../base/route';
import { open, listPanel, pass } from '../../test/fakes/isolation_page';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
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

  it('has the groups of an endpoint on one edge where they need two lines', async () => {
    const agent = anAgent({ groups: ['default', 'domain-controllers'] });
    open({ all: async () => endpointsView([anEndpointView({ agent })]) });
    const panel = await listPanel();
    const group = await panel.findByText('domain-controllers');
    expect(group.closest('td')?.querySelectorAll('.euiBadge')).toHaveLength(2);
    // The host indents a badge that stands right behind another, also on a line of its own.
    expect(group.closest('td')?.querySelector('.euiBadge + .euiBadge')).toBeNull();
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
