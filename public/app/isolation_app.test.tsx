import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryHistory } from 'history';
import React from 'react';
import type { ContextView } from '../../common/api/context_view';
import {
  aContext,
  anEndpoint,
  anEndpointView,
  endpointsView,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { useNavigation } from '../base/use_navigation';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import { IsolationApp } from './isolation_app';

const TWO_HOSTS: ContextView['hosts'] = [
  { id: 'lab', way: 'wazuhCore', run_as: 'on', tls: 'verified' },
  { id: 'lab2', way: 'wazuhCore', run_as: 'on', tls: 'verified' },
];

const noEndpoints: IsolationApi['endpoints'] = async () => endpointsView([]);

function openAt(hash: string, answers: Partial<IsolationApi>, chosenHost?: string) {
  const history = createMemoryHistory({ initialEntries: [`/${hash}`] });
  const onTitle = jest.fn();
  const App = () => {
    const navigation = useNavigation(history);
    return <IsolationApp navigation={navigation} chosenHost={chosenHost} onTitle={onTitle} />;
  };
  const api = fakeIsolationApi({
    context: async () => aContext(),
    endpoints: noEndpoints,
    ...answers,
  });
  const drawn = draw(<App />, fakeServices({ api }));
  return { ...drawn, history, onTitle };
}

describe('the app', () => {
  it('writes the manager into the URL that named none', async () => {
    const { history } = openAt('', {});
    await screen.findByTestId('nothingIsolated');
    expect(history.location.hash).toBe('#/?host=lab');
    expect(history.length).toBe(1);
  });

  it('follows the manager that was chosen in Wazuh, where the server lists it', async () => {
    const asked: Array<string | undefined> = [];
    const context: IsolationApi['context'] = async (host) => {
      asked.push(host);
      return aContext({ hosts: TWO_HOSTS, host: host ?? 'lab' });
    };
    const { history } = openAt('', { context }, 'lab2');
    await screen.findByTestId('nothingIsolated');
    expect(history.location.hash).toBe('#/?host=lab2');
    expect(asked).toEqual(['lab2']);
  });

  it('takes the first manager where the chosen one is not configured', async () => {
    const context: IsolationApi['context'] = async () =>
      aContext({ hosts: TWO_HOSTS, host: 'lab' });
    const { history } = openAt('', { context }, 'forged');
    await screen.findByTestId('nothingIsolated');
    expect(history.location.hash).toBe('#/?host=lab');
  });

  it('asks once where no manager was named at all', async () => {
    const context = jest.fn(async () => aContext());
    openAt('', { context });
    await screen.findByTestId('nothingIsolated');
    expect(context).toHaveBeenCalledTimes(1);
  });

  it('shows nothing of any manager where the URL names one that is not configured', async () => {
    const endpoints = jest.fn(noEndpoints);
    openAt('#/endpoints/elsewhere/001', { endpoints });
    expect(await screen.findByText('No manager with this ID is configured.')).toBeInTheDocument();
    expect(endpoints).not.toHaveBeenCalled();
  });

  it('offers the managers where there are several, and goes to the one that is chosen', async () => {
    const context: IsolationApi['context'] = async (host) =>
      aContext({ hosts: TWO_HOSTS, host: host ?? 'lab' });
    const { history } = openAt('#/events?host=lab', {
      context,
      events: async () => ({ events: [] }),
    });
    userEvent.selectOptions(await screen.findByLabelText('Manager'), 'lab2');
    expect(history.location.hash).toBe('#/events?host=lab2');
    await waitFor(() => expect(screen.getByLabelText('Manager')).toHaveValue('lab2'));
  });

  it('says what is missing to somebody who may not see anything, and asks for nothing', async () => {
    const endpoints = jest.fn(noEndpoints);
    const view = { given: false, refusals: [{ code: 'role_missing' as const, needs: ['soc'] }] };
    const { rights } = aContext();
    openAt('', { context: async () => aContext({ rights: { ...rights, view } }), endpoints });
    expect(await screen.findByText('You need the role soc.')).toBeInTheDocument();
    expect(endpoints).not.toHaveBeenCalled();
  });

  it('warns for good where anybody could act', async () => {
    openAt('', { context: async () => aContext({ warnings: ['no_security_plugin'] }) });
    const warning = within(await screen.findByTestId('no_security_plugin'));
    expect(
      warning.getByText('Anyone who can reach this dashboard can isolate endpoints')
    ).toBeInTheDocument();
    expect(warning.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says so where no manager is configured', async () => {
    openAt('', { context: async () => aContext({ hosts: [], host: null }) });
    expect(await screen.findByText('No Wazuh manager is configured')).toBeInTheDocument();
  });

  it('lets reload the page where the dashboard was upgraded under it', async () => {
    const context = async () => {
      throw new ApiFailure('page_outdated', '', { status: 400 });
    };
    openAt('', { context });
    expect(
      await screen.findByText('The dashboard was upgraded while this page was open.')
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Reload page' })).toBeInTheDocument();
  });

  it('opens an endpoint by its link, with its name in the title, and closes it by Back', async () => {
    const isolated = anEndpointView({ state: provenState('isolated') });
    const { history, onTitle } = openAt('#/?host=lab', {
      endpoints: async () => endpointsView([isolated]),
      endpoint: async () => anEndpoint({ state: isolated.state }),
    });
    const attention = within(await screen.findByTestId('attention'));
    userEvent.click(await attention.findByRole('link', { name: 'FIN-WS-01' }));
    await waitFor(() => expect(onTitle).toHaveBeenLastCalledWith(['FIN-WS-01']));
    expect(history.location.hash).toBe('#/endpoints/lab/001');
    act(() => history.goBack());
    await waitFor(() => expect(screen.queryByTestId('endpointFlyout')).not.toBeInTheDocument());
    expect(onTitle).toHaveBeenLastCalledWith([]);
  });

  it('names each page, and says of an address that is none that there is no such page', async () => {
    const { history, onTitle } = openAt('#/history?host=lab', {
      history: async () => ({ entries: [] }),
      events: async () => ({ events: [] }),
    });
    await screen.findByTestId('history');
    expect(onTitle).toHaveBeenLastCalledWith(['History']);
    userEvent.click(screen.getByRole('tab', { name: 'Events' }));
    await screen.findByTestId('events');
    expect(onTitle).toHaveBeenLastCalledWith(['Events']);
    act(() => history.push({ hash: '#/nowhere' }));
    expect(await screen.findByText('Page not found')).toBeInTheDocument();
    expect(onTitle).toHaveBeenLastCalledWith([]);
  });
});
