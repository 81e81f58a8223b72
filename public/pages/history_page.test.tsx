import { screen } from '@testing-library/react';
import React from 'react';
import type { HistoryEntry } from '../../common/routes';
import { aContext, NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { Route } from '../services/route';
import { HistoryPage } from './history_page';

function open(entry: Partial<HistoryEntry>) {
  const whole: HistoryEntry = {
    id: 'manager:wazuh-server/001:p:k7m2q9xd',
    kind: 'probe',
    agent_id: '001',
    agent_name: 'FIN-WS-01',
    verb: 'probe',
    status: 'dispatched',
    user: 'alice',
    created_at: NIGHT,
    ...entry,
  };
  const navigation = {
    route: { page: 'history' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: () => '#',
  };
  draw(
    <HistoryPage
      route={{ page: 'history', host: 'lab' }}
      host="lab"
      context={aContext()}
      navigation={navigation}
    />,
    fakeServices({ api: fakeIsolationApi({ history: async () => ({ entries: [whole] }) }) })
  );
}

const row = async () => (await screen.findByText('alice')).closest('tr');

describe('a test of the way, in the history', () => {
  it('is under way as a test, and not as an isolation', async () => {
    open({});
    expect(await row()).toHaveTextContent('Testing');
    expect(screen.queryByText('Isolating')).not.toBeInTheDocument();
  });

  it('was answered, which is no refusal', async () => {
    open({ status: 'succeeded', outcome: { result: 'refused', reason: 'no_action' } });
    expect(await row()).toHaveTextContent('Responded');
    expect(screen.queryByText('Refused')).not.toBeInTheDocument();
  });
});
