import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EventView } from '../../common/api/event_view';
import { aContext, NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { IsolationApi } from '../api/isolation_api';
import type { Route } from '../base/route';
import { netshLine } from '../base/netsh_suggestion';
import { EventsPage } from './events_page';

function anEvent(parts: Partial<EventView> = {}): EventView {
  return {
    index: 'wazuh-alerts-4.x-2026.11.24',
    id: 'a1',
    at: NIGHT,
    agent_id: '001',
    agent_name: 'FIN-WS-01',
    manager_name: 'wazuh-server',
    verb: 'isolate',
    user: 'alice',
    outcome: { result: 'succeeded' },
    text: 'stdout: Ok.\nstderr: ',
    not_evidence: [],
    ...parts,
  };
}

function open(events: IsolationApi['events'], agent?: string) {
  const navigation = {
    route: { page: 'not_found' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: () => '#',
  };
  const discoverUrl = jest.fn(() => '/discover');
  draw(
    <EventsPage
      route={{ page: 'events', host: 'lab', agent }}
      host="lab"
      context={aContext()}
      navigation={navigation}
    />,
    fakeServices({ api: fakeIsolationApi({ events }), discoverUrl })
  );
  return { navigation, discoverUrl };
}

const expand = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Show report' }));

describe('the events', () => {
  it('show endpoint, claimed user, action, what was reported and when', async () => {
    open(async () => ({ events: [anEvent()] }));
    const row = (await screen.findByText('alice')).closest('tr');
    expect(row).toHaveTextContent('Nov 24, 2026 @ 03:00:00.000');
    expect(row).toHaveTextContent('FIN-WS-01 (001)');
    expect(row).toHaveTextContent('Isolate');
    expect(row).toHaveTextContent('Isolated');
    expect(screen.getByRole('columnheader', { name: 'User (unverified)' })).toBeInTheDocument();
  });

  it('mark what is not accepted as evidence, with each reason', async () => {
    open(async () => ({
      events: [anEvent({ verb: 'release', not_evidence: ['location', 'agent'] })],
    }));
    expect(await screen.findByText('Not trusted')).toBeInTheDocument();
    await expand();
    expect(screen.getByText(/Not from the endpoint’s active-responses.log/)).toBeInTheDocument();
    expect(screen.getByText(/From the manager itself \(000\)/)).toBeInTheDocument();
  });

  it('name the index whose events are missing, above what the others have', async () => {
    const unread = "wazuh-alerts-old can't be searched: agent.id is a text field, not a keyword.";
    open(async () => ({ events: [anEvent()], unread }));
    const notice = await screen.findByText('Some events are missing here');
    expect(notice.closest('.euiCallOut')).toHaveTextContent(unread);
    expect(screen.getByText('alice')).toBeInTheDocument();
  });

  it('show what the endpoint wrote as text', async () => {
    open(async () => ({ events: [anEvent({ text: '<img src=x onerror=alert(1)>' })] }));
    await expand();
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
  });

  it.each([
    ['netsh_ok_words', 'unrecognised', /every isolation and release that fails like this/],
    ['netsh_no_rules_words', 'partial', /The rules weren’t deleted/],
  ] as const)(
    'show both readings of a text for %s before its line',
    async (key, result, warning) => {
      const outcome = { result: 'succeeded', addresses: 2, deleted_rules: 412 } as const;
      open(async () => ({
        events: [anEvent({ outcome: { result }, suggestion: { key, text: 'Tamam.', outcome } })],
      }));
      await expand();
      const suggestion = within(screen.getByTestId('netshSuggestion'));
      expect(suggestion.getByText('Isolated')).toBeInTheDocument();
      expect(suggestion.getByText(/412 firewall rules deleted, 2 allowed/)).toBeInTheDocument();
      expect(suggestion.getByText(warning)).toBeInTheDocument();
      const line = `wazuh_isolation.${key}: ["Tamam."]`;
      expect(suggestion.queryByText(line)).not.toBeInTheDocument();
      userEvent.click(suggestion.getByRole('button', { name: /Show the line/ }));
      expect(suggestion.getByText(line)).toBeInTheDocument();
    }
  );

  it('give a line of the configuration that holds any text', () => {
    expect(netshLine('netsh_ok_words', 'a"b\\c: #')).toBe(
      'wazuh_isolation.netsh_ok_words: ["a\\"b\\\\c: #"]'
    );
  });

  it('do not show an answer to a probe as a failure', async () => {
    open(async () => ({
      events: [anEvent({ verb: 'probe', outcome: { result: 'refused', reason: 'no_action' } })],
    }));
    expect(await screen.findByText('Responded')).toBeInTheDocument();
    expect(screen.queryByText('Refused')).not.toBeInTheDocument();
  });

  it('are narrowed down to one endpoint, and lead to Discover with it', async () => {
    const events = jest.fn(async () => ({ events: [] }));
    const { navigation, discoverUrl } = open(events, '001');
    await screen.findByText(/No events found/);
    expect(events).toHaveBeenCalledWith(
      expect.objectContaining({ agent: '001' }),
      expect.anything()
    );
    expect(discoverUrl).toHaveBeenLastCalledWith(aContext(), '001');
    expect(screen.getByTestId('openInDiscover')).toHaveAttribute('href', '/discover');
    const filter = screen.getByTestId('agentFilter');
    fireEvent.change(filter, { target: { value: '7' } });
    fireEvent.keyUp(filter, { key: 'Enter' });
    expect(navigation.replace).toHaveBeenLastCalledWith({
      page: 'events',
      host: 'lab',
      agent: '007',
    });
  });

  it('take nothing but an id of an agent', async () => {
    const { navigation } = open(async () => ({ events: [] }));
    const filter = await screen.findByTestId('agentFilter');
    for (const text of ['000', '../x', '12345678901']) {
      fireEvent.change(filter, { target: { value: text } });
      fireEvent.keyUp(filter, { key: 'Enter' });
      expect(await screen.findByText(/Enter an agent ID/)).toBeInTheDocument();
    }
    expect(navigation.replace).not.toHaveBeenCalled();
  });

  it('are paged by what the server gave', async () => {
    const asked: Array<string | undefined> = [];
    open(async ({ cursor }) => {
      asked.push(cursor);
      return cursor === 'c1' ? { events: [anEvent()] } : { events: [anEvent()], next: 'c1' };
    });
    userEvent.click(await screen.findByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(asked).toEqual([undefined, 'c1']));
    expect(within(screen.getByTestId('events')).getByText('26–26')).toBeInTheDocument();
  });
});
