import { screen } from '@testing-library/react';
import React from 'react';
import type { HistoryEntry } from '../../common/api/history_view';
import { aContext, NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import type { Route } from '../base/route';
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

describe('a release, in the history', () => {
  const released = {
    verb: 'release',
    status: 'succeeded',
    outcome: { result: 'succeeded' },
  } as const;

  it('is Released where its report confirms it', async () => {
    open({ kind: 'action', ...released });
    expect(await row()).toHaveTextContent(/Released(?!,)/);
  });

  it('is not the same badge where its report confirms nothing', async () => {
    open({ kind: 'action', ...released, unconfirmed: true });
    const badge = (await screen.findByText('Released, not confirmed')).closest('.euiBadge');
    expect(badge).not.toHaveClass('euiBadge--hollow');
    expect(badge).toHaveAttribute('title', expect.stringContaining('It may still be isolated'));
  });
});

describe('reports of an endpoint that are too many to be listed, in the history', () => {
  const left = (count: number, is: 'exact' | 'estimated') =>
    open({
      kind: 'not_listed',
      status: 'not_listed',
      verb: '',
      user: '',
      not_listed: { count, is, last_at: NIGHT },
    });

  const said = async (text: RegExp) => (await screen.findByText(text)).closest('tr');

  it('are one row that says how many they are', async () => {
    left(1, 'exact');
    expect(await said(/^1 more report of this endpoint within an hour/)).toHaveTextContent(
      'outside this plugin'
    );
  });

  it('are said to be about so many where that is an estimate', async () => {
    left(1200, 'estimated');
    expect(await said(/^About 1,?200 more reports of this endpoint/)).toHaveTextContent(
      'FIN-WS-01'
    );
  });
});

describe('a blocked attempt, in the history', () => {
  const attempt = (denied: Partial<NonNullable<HistoryEntry['denied']>>) =>
    open({
      kind: 'denied',
      status: 'denied',
      verb: 'isolate',
      denied: { code: 'not_eligible', codes: [], count: 1, last_at: NIGHT, ...denied },
    });

  it('says why, with what was in the way', async () => {
    attempt({
      codes: ['version_too_old', 'not_active'],
      reasons: [
        { code: 'version_too_old', detail: 'Wazuh v4.1.5' },
        { code: 'not_active', detail: 'disconnected' },
      ],
    });
    expect(await row()).toHaveTextContent(
      'Blocked: its agent version is too old (Wazuh v4.1.5); its agent isn’t active (disconnected)'
    );
  });

  it('says so by its codes alone, as an older version recorded it, and how often', async () => {
    attempt({ code: 'not_permitted', codes: ['role_missing'], count: 3 });
    expect(await row()).toHaveTextContent('Blocked: dashboard role missing 3 attempts within');
  });

  it('says what its code means, where there is nothing else on record', async () => {
    attempt({ code: 'preview_changed', codes: ['of_next_year'] });
    expect(await row()).toHaveTextContent('Something changed since this was prepared');
  });
});
