import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { aContext, anAction, anAgent, anEndpoint, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { DocumentAgent } from './document_agent';
import { DocumentView } from './document_view';

const agent: DocumentAgent = {
  id: anAgent().id,
  name: 'FIN-WS-01',
  manager_name: 'wazuh-server',
  alert: { index: 'wazuh-alerts-4.x-2026.11.24', id: 'hNv9' },
};

const host = (id: string) => ({ id, way: 'wazuhCore', run_as: 'on', tls: 'verified' } as const);
const twoHosts = [host('lab'), host('other')];

function show({
  of = agent,
  endpoint = {},
  context = {},
}: {
  of?: DocumentAgent;
  endpoint?: Partial<EndpointDetailView>;
  context?: Partial<ContextView>;
} = {}) {
  const onOpen = jest.fn();
  const api = fakeIsolationApi({
    context: async () => aContext(context),
    endpoint: async () => anEndpoint({ state: provenState('isolated'), ...endpoint }),
  });
  draw(<DocumentView agent={of} onOpen={onOpen} />, fakeServices({ api }));
  return onOpen;
}

const openButton = () => screen.queryByRole('button', { name: /^(Isolate|Release)…$/ });
const warning = () => screen.findByText('This event may belong to another endpoint');

describe('the isolation of the endpoint of a document', () => {
  it('shows its state with the proof, its newest action, and the ways on', async () => {
    const onOpen = show({ endpoint: { actions: [anAction(['recorded', 'dispatched'])] } });
    await screen.findByText('FIN-WS-01 (001)');
    expect(screen.getByText('Isolated')).toBeInTheDocument();
    expect(screen.getByText(/confirmed by the endpoint/)).toBeInTheDocument();
    expect(screen.getByText(/Ransomware triage/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open in Endpoint isolation' })).toHaveAttribute(
      'href',
      '#/endpoints/lab/001'
    );
    userEvent.click(screen.getByRole('button', { name: /^(Isolate|Release)…$/ }));
    expect(onOpen).toHaveBeenCalledWith({ host: 'lab', agent: '001' });
  });

  it('offers nothing where the manager has another machine under the id', async () => {
    show({ endpoint: { name: 'HR-WS-77' } });
    await warning();
    expect(screen.getByText(/HR-WS-77/)).toBeInTheDocument();
    expect(openButton()).toBeNull();
  });

  it('offers nothing with two managers, where it cannot be told whose event it is', async () => {
    show({ of: { ...agent, manager_name: 'elsewhere' }, context: { hosts: twoHosts } });
    await warning();
    expect(openButton()).toBeNull();
  });

  it('offers it with two managers, where the event names the chosen one', async () => {
    show({ context: { hosts: twoHosts } });
    await screen.findByText('FIN-WS-01 (001)');
    expect(openButton()).not.toBeNull();
  });

  it('says with one manager that the event names another name for it', async () => {
    show({ of: { ...agent, manager_name: 'old-name' } });
    await screen.findByText(/names its manager as old-name/);
    expect(openButton()).not.toBeNull();
  });
});
