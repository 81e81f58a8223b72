import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import {
  anAction,
  anAgent,
  anEndpoint,
  aPreview,
  NIGHT,
  OPEN_STATE,
  provenState,
} from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import { isolated, openFlyout, openForm } from '../../test/fakes/endpoint_flyout';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT + 10 * SECOND);
});

afterEach(() => {
  // OUI has one queue of state changes for all tooltips, which a lost timer would block for the next test.
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

describe('the flyout of an endpoint', () => {
  it('names the machine and says as of when its agent was listed', async () => {
    openFlyout({ endpoint: async () => anEndpoint() });
    expect(await screen.findByRole('heading', { name: 'FIN-WS-01 (001)' })).toBeInTheDocument();
    const identity = within(screen.getByTestId('identity'));
    for (const fact of ['10.20.1.11', 'active', 'finance', 'Wazuh v4.12.0', '03:00']) {
      expect(identity.getByText(fact)).toBeInTheDocument();
    }
  });

  it('gives the focus back to the button of a form that is canceled', async () => {
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview() });
    userEvent.click(await screen.findByTestId('isolate'));
    userEvent.click(await screen.findByTestId('cancel'));
    await waitFor(() => expect(screen.getByTestId('isolate')).toHaveFocus());
  });

  it('says since when there is no isolation on record, and does not call that "not isolated"', async () => {
    openFlyout({ endpoint: async () => anEndpoint({ evidence_since: Date.UTC(2026, 7, 26) }) });
    expect(await screen.findByTestId('stateSentence')).toHaveTextContent(
      'No isolation on record since Aug 26, 2026'
    );
    expect(screen.queryByText('Not isolated')).not.toBeInTheDocument();
  });

  it('says that the newest alerts are missing in the state, and holds up no action for it', async () => {
    openFlyout({
      endpoint: async () => anEndpoint({ alerts_unread: 'indexer_failed' }),
      preview: async () => aPreview({ alerts_unread: 'indexer_failed' }),
    });
    expect(await screen.findByTestId('alertsUnread')).toHaveTextContent(
      'this state may be out of date'
    );
    await openForm('isolate');
    expect(await screen.findByTestId('alertsUnread')).toBeInTheDocument();
    expect(screen.queryByTestId('against')).not.toBeInTheDocument();
  });

  it('shows a proven isolation with its time', async () => {
    openFlyout({ endpoint: async () => anEndpoint({ state: isolated }) });
    expect(await screen.findByTestId('stateSentence')).toHaveTextContent(
      'Isolated, confirmed by the endpoint 03:00'
    );
    expect(screen.getByTestId('isolationState')).toHaveTextContent(/^Isolated$/);
  });

  it('does not press a release on whoever looks at an endpoint that will refuse it', async () => {
    const { unmount } = openFlyout({ endpoint: async () => anEndpoint({ state: isolated }) });
    expect(await screen.findByTestId('release')).toHaveClass('euiButton--fill');
    unmount();
    const state = { ...isolated, backup: 'missing' as const };
    openFlyout({ endpoint: async () => anEndpoint({ state }) });
    const release = await screen.findByTestId('release');
    expect(release).toBeEnabled();
    expect(release).not.toHaveClass('euiButton--fill');
  });

  it('does not call a machine untouched that may be isolated under another id', async () => {
    const { state } = anEndpoint();
    openFlyout({
      endpoint: async () => anEndpoint({ state: { ...state, may_be_isolated_as: '901' } }),
    });
    expect(await screen.findByTestId('isolationState')).toHaveTextContent('May be isolated as 901');
    expect(screen.getByText(/re-enrolled/)).toHaveTextContent('Release it here');
  });

  it('never shows an unknown state as isolated: the last proof stands beside it, with why and what to do', async () => {
    const state = {
      ...isolated,
      status: 'unknown' as const,
      proof: undefined,
      reasons: ['may_still_be_isolated' as const],
    };
    openFlyout({ endpoint: async () => anEndpoint({ state }) });
    expect(await screen.findByTestId('isolationState')).toHaveTextContent(/^Unknown$/);
    expect(screen.getByTestId('stateSentence')).toHaveTextContent(
      'Unknown: it may or may not be isolated. Last confirmed: Isolated, 03:00'
    );
    expect(screen.getByText(/No response to the release in time/)).toBeInTheDocument();
    expect(screen.getByText(/^Release it again\./)).toBeInTheDocument();
  });

  it('shows an action that waits as Isolating, with what was proven before it', async () => {
    const waiting = { verb: 'isolate' as const, n: 2, since: NIGHT, until: NIGHT + 300 * SECOND };
    openFlyout({
      endpoint: async () =>
        anEndpoint({ state: { ...provenState('not_isolated'), waiting }, actions: [] }),
    });
    expect(await screen.findByTestId('isolationState')).toHaveTextContent(/^Isolating$/);
    expect(screen.getByTestId('stateSentence')).toHaveTextContent(
      'Waiting for the endpoint’s report until 03:05. Last confirmed: Not'
    );
  });

  it('keeps a button that cannot be pressed in reach of the keyboard, with all reasons', async () => {
    const onLinux = anEndpoint({
      agent: anAgent({ os_platform: 'ubuntu', os_name: 'Ubuntu 22.04' }),
      possible: {
        isolate: {
          reasons: [
            { code: 'not_windows', detail: 'Ubuntu 22.04' },
            { code: 'not_active', detail: 'disconnected' },
          ],
          right: { given: false, refusals: [{ code: 'role_missing', needs: ['all_access'] }] },
        },
        release: { reasons: [], right: { given: true, refusals: [] } },
        probe: { reasons: [], right: { given: true, refusals: [] } },
      },
    });
    openFlyout({ endpoint: async () => onLinux });
    const button = await screen.findByRole('button', { name: 'Isolate FIN-WS-01' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    act(() => button.focus());
    expect(button).toHaveFocus();
    const tooltip = await screen.findByRole('tooltip', { hidden: true });
    expect(tooltip).toHaveTextContent('You need the role all_access.');
    expect(tooltip).toHaveTextContent(
      'Only Windows endpoints can be isolated. This is Ubuntu 22.04.'
    );
    expect(tooltip).toHaveTextContent('Its agent is disconnected');
    userEvent.click(button);
    expect(screen.queryByTestId('reason')).not.toBeInTheDocument();
  });

  it('offers a release whatever the state is', async () => {
    openFlyout({ endpoint: async () => anEndpoint({ state: OPEN_STATE }) });
    expect(await screen.findByRole('button', { name: 'Release' })).toHaveAttribute(
      'aria-disabled',
      'false'
    );
  });

  it('does not offer the same again while it is under way, and offers the other', async () => {
    openFlyout({
      endpoint: async () => anEndpoint({ actions: [anAction(['sending', 'dispatched'])] }),
    });
    expect(await screen.findByTestId('isolate')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByTestId('release')).toHaveAttribute('aria-disabled', 'false');
  });

  it('shows markup in a name and in a reason as text', async () => {
    const bad = '<img src=x onerror="alert(1)">';
    openFlyout({
      endpoint: async () =>
        anEndpoint({ name: bad, actions: [anAction(['dispatched'], { reason: bad })] }),
    });
    expect(await screen.findByRole('heading', { name: `${bad} (001)` })).toBeInTheDocument();
    expect(
      screen.getAllByText((_, element) => element?.textContent?.includes(bad) ?? false)
    ).not.toHaveLength(0);
    expect(document.querySelector('img')).toBeNull();
  });

  it('says why it cannot show an endpoint, and tries again when asked to', async () => {
    const endpoint = jest
      .fn<Promise<EndpointDetailView>, []>()
      .mockRejectedValueOnce(
        new ApiFailure('refused', 'No.', { status: 404, code: 'endpoint_unknown' })
      )
      .mockResolvedValue(anEndpoint());
    openFlyout({ endpoint });
    expect(
      await screen.findByText(
        'This endpoint doesn’t exist on this manager, or you don’t have permission to see it.'
      )
    ).toBeInTheDocument();
    userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('identity')).toBeInTheDocument();
  });
});
