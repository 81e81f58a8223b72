import { act, screen } from '@testing-library/react';
import React from 'react';
import type { ManagerAway } from '../../common/manager/manager_reach';
import type { Contact } from '../../common/state/contact';
import {
  aContext,
  anEndpoint,
  anEndpointView,
  aPreview,
  endpointsView,
  NIGHT,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import userEvent from '@testing-library/user-event';
import { AttentionPanel } from '../app/attention_panel';
import { ContactText } from './contact_text';
import { EndpointFlyoutContent } from '../flyout/endpoint_flyout_content';

const AWAY: ManagerAway = { since: NIGHT - 60_000, answered_at: NIGHT - 120_000 };

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

function openPanel(away: ManagerAway | undefined) {
  const parts = away ? { manager_away: away } : {};
  const api = fakeIsolationApi({
    endpoint: async () => anEndpoint(parts),
    preview: async () => ({ ...aPreview(), ...parts }),
  });
  draw(
    <EndpointFlyoutContent
      endpoint={{ host: 'lab', agent: '001' }}
      context={aContext()}
      titleId="title"
      onClose={jest.fn()}
    />,
    fakeServices({ api })
  );
}

describe('a manager that cannot be reached', () => {
  it('is told above the isolated endpoints, with as of when they were last seen', () => {
    const value = endpointsView([], { manager_away: AWAY });
    const live = { value, at: NIGHT, isLoading: false, reload: jest.fn(), update: jest.fn() };
    draw(<AttentionPanel live={live} onOpen={jest.fn()} hrefTo={() => '#'} />, fakeServices());
    const banner = screen.getByTestId('managerAway');
    expect(banner).toHaveTextContent('The manager can’t be reached. Nothing can be sent now.');
    expect(banner).toHaveTextContent('Last seen times are from 02:58');
    userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(live.reload).toHaveBeenCalledTimes(1);
  });

  it('is told in the panel, where no action is pressed on anybody and nothing is tested', async () => {
    openPanel(AWAY);
    expect(await screen.findByTestId('managerAway')).toBeInTheDocument();
    expect(screen.getByTestId('probe')).toHaveAttribute('aria-disabled', 'true');
    const isolate = screen.getByTestId('isolate');
    expect(isolate).toHaveAttribute('aria-disabled', 'true');
    expect(isolate).not.toHaveClass('euiButton--fill');
    act(() => isolate.focus());
    expect(await screen.findByRole('tooltip', { hidden: true })).toHaveTextContent(
      'The manager can’t be reached. Nothing can be sent now.'
    );
  });

  it('is told at the top of a form, also of one that was prepared before', async () => {
    const known: { manager_away?: ManagerAway } = {};
    const api = fakeIsolationApi({
      endpoint: async () => anEndpoint(known),
      preview: async () => aPreview(),
    });
    draw(
      <EndpointFlyoutContent
        endpoint={{ host: 'lab', agent: '001' }}
        context={aContext()}
        titleId="title"
        onClose={jest.fn()}
      />,
      fakeServices({ api })
    );
    userEvent.click(await screen.findByTestId('isolate'));
    await screen.findByTestId('reason');
    known.manager_away = AWAY;
    await act(async () => {
      jest.advanceTimersByTime(6000);
    });
    expect(await screen.findByTestId('managerAway')).toBeInTheDocument();
    expect(screen.getByTestId('submit')).toHaveAttribute('aria-disabled', 'true');
  });

  it('is not told where it can be', async () => {
    openPanel(undefined);
    expect(await screen.findByTestId('isolate')).toHaveClass('euiButton--fill');
    expect(screen.queryByTestId('managerAway')).not.toBeInTheDocument();
  });
});

describe('when an endpoint was last seen', () => {
  const color = (contact: Contact, receivedAt: number) => {
    const { container, unmount } = draw(
      <ContactText contact={contact} receivedAt={receivedAt} />,
      fakeServices()
    );
    const dot = container.querySelector('svg, [data-euiicon-type]');
    const drawn = `${dot?.getAttribute('style')} ${dot?.getAttribute('color')}`;
    unmount();
    return drawn;
  };
  const seen: Contact = { contact: 'in_contact', seen_at: NIGHT - 5000, fresh_for: 60_000 };

  it('is no green dot once what the manager said is too old', () => {
    const green = color(seen, NIGHT - 59_000);
    const gray = color(seen, NIGHT - 60_000);
    expect(gray).not.toBe(green);
    expect(color({ contact: 'not_known' }, NIGHT)).toBe(gray);
    expect(color({ ...seen, fresh_for: 0 }, NIGHT)).toBe(gray);
  });

  it('is shown with the isolated endpoint as of when it came', () => {
    const endpoint = anEndpointView({ state: provenState('isolated'), contact: seen });
    const value = endpointsView([endpoint]);
    const live = { value, at: NIGHT, isLoading: false, reload: jest.fn(), update: jest.fn() };
    draw(<AttentionPanel live={live} onOpen={jest.fn()} hrefTo={() => '#'} />, fakeServices());
    expect(screen.getByText(/^Seen/)).toBeInTheDocument();
  });
});
