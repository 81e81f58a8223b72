import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ActionRequest } from '../../common/action/action_request';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import {
  aContext,
  aLifeline,
  anAction,
  anAddress,
  anAgent,
  anEndpoint,
  aPreview,
  NIGHT,
  OPEN_STATE,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { BrowserServices } from '../base/browser_services';
import type { IsolationApi } from '../api/isolation_api';
import { EndpointFlyoutContent } from './endpoint_flyout_content';

const REF = { host: 'lab', agent: '001' };
const isolated = provenState('isolated');

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

function open(answers: Partial<IsolationApi>, parts: Partial<BrowserServices> = {}) {
  const services = fakeServices({ api: fakeIsolationApi(answers), ...parts });
  const onClose = jest.fn();
  const drawn = draw(
    <EndpointFlyoutContent endpoint={REF} context={aContext()} titleId="title" onClose={onClose} />,
    services
  );
  return { ...drawn, services, onClose };
}

async function openForm(verb: 'isolate' | 'release') {
  const label = verb === 'isolate' ? /^Isolate/ : /^Release/;
  userEvent.click(await screen.findByRole('button', { name: label }));
  await screen.findByLabelText(/^Reason for/);
  await act(async () => {
    jest.advanceTimersByTime(400);
  });
}

const reason = () => screen.getByLabelText(/^Reason for/);
const type = (element: HTMLElement, value: string) =>
  fireEvent.change(element, { target: { value } });
const submitButton = () => screen.getByTestId('submit');
const submit = () => userEvent.click(submitButton());

describe('the flyout of an endpoint', () => {
  it('names the machine and says as of when its agent was listed', async () => {
    open({ endpoint: async () => anEndpoint() });
    expect(await screen.findByRole('heading', { name: 'FIN-WS-01 (001)' })).toBeInTheDocument();
    const identity = within(screen.getByTestId('identity'));
    for (const fact of ['10.20.1.11', 'active', 'finance', 'Wazuh v4.12.0', '03:00']) {
      expect(identity.getByText(fact)).toBeInTheDocument();
    }
  });

  it('gives the focus back to the button of a form that is canceled', async () => {
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview() });
    userEvent.click(await screen.findByTestId('isolate'));
    userEvent.click(await screen.findByTestId('cancel'));
    await waitFor(() => expect(screen.getByTestId('isolate')).toHaveFocus());
  });

  it('says since when there is no isolation on record, and does not call that "not isolated"', async () => {
    open({ endpoint: async () => anEndpoint({ evidence_since: Date.UTC(2026, 7, 26) }) });
    expect(await screen.findByTestId('stateSentence')).toHaveTextContent(
      'No isolation on record since Aug 26, 2026'
    );
    expect(screen.queryByText('Not isolated')).not.toBeInTheDocument();
  });

  it('says that the newest alerts are missing in the state, and holds up no action for it', async () => {
    open({
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
    open({ endpoint: async () => anEndpoint({ state: isolated }) });
    expect(await screen.findByTestId('stateSentence')).toHaveTextContent(
      'Isolated, confirmed by the endpoint 03:00'
    );
    expect(screen.getByTestId('isolationState')).toHaveTextContent(/^Isolated$/);
  });

  it('does not press a release on whoever looks at an endpoint that will refuse it', async () => {
    const { unmount } = open({ endpoint: async () => anEndpoint({ state: isolated }) });
    expect(await screen.findByTestId('release')).toHaveClass('euiButton--fill');
    unmount();
    const state = { ...isolated, backup: 'missing' as const };
    open({ endpoint: async () => anEndpoint({ state }) });
    const release = await screen.findByTestId('release');
    expect(release).toBeEnabled();
    expect(release).not.toHaveClass('euiButton--fill');
  });

  it('does not call a machine untouched that may be isolated under another id', async () => {
    const { state } = anEndpoint();
    open({ endpoint: async () => anEndpoint({ state: { ...state, may_be_isolated_as: '901' } }) });
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
    open({ endpoint: async () => anEndpoint({ state }) });
    expect(await screen.findByTestId('isolationState')).toHaveTextContent(/^Unknown$/);
    expect(screen.getByTestId('stateSentence')).toHaveTextContent(
      'Unknown: it may or may not be isolated. Last confirmed: Isolated, 03:00'
    );
    expect(screen.getByText(/No response to the release in time/)).toBeInTheDocument();
    expect(screen.getByText(/^Release it again\./)).toBeInTheDocument();
  });

  it('shows an action that waits as Isolating, with what was proven before it', async () => {
    const waiting = { verb: 'isolate' as const, n: 2, since: NIGHT, until: NIGHT + 300 * SECOND };
    open({
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
    open({ endpoint: async () => onLinux });
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
    open({ endpoint: async () => anEndpoint({ state: OPEN_STATE }) });
    expect(await screen.findByRole('button', { name: 'Release' })).toHaveAttribute(
      'aria-disabled',
      'false'
    );
  });

  it('does not offer the same again while it is under way, and offers the other', async () => {
    open({ endpoint: async () => anEndpoint({ actions: [anAction(['sending', 'dispatched'])] }) });
    expect(await screen.findByTestId('isolate')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByTestId('release')).toHaveAttribute('aria-disabled', 'false');
  });

  it('shows markup in a name and in a reason as text', async () => {
    const bad = '<img src=x onerror="alert(1)">';
    open({
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
    open({ endpoint });
    expect(
      await screen.findByText(
        'This endpoint doesn’t exist on this manager, or you don’t have permission to see it.'
      )
    ).toBeInTheDocument();
    userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('identity')).toBeInTheDocument();
  });
});

describe('isolating', () => {
  it('requires a reason, and sends nothing without one', async () => {
    const start = jest.fn();
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
    await openForm('isolate');
    submit();
    expect(await screen.findByText('Enter a reason.')).toBeInTheDocument();
    expect(reason()).toHaveFocus();
    expect(start).not.toHaveBeenCalled();
  });

  it('asks the endpoint for its configuration only when somebody is about to decide', async () => {
    const preview = jest.fn(async () => aPreview());
    open({ endpoint: async () => anEndpoint(), preview });
    await screen.findByTestId('identity');
    await act(async () => {
      jest.advanceTimersByTime(20 * SECOND);
    });
    expect(preview).not.toHaveBeenCalled();
    await openForm('isolate');
    expect(preview).toHaveBeenCalledTimes(1);
  });

  it('sends what was seen: number, digest, reason and case', async () => {
    const seen = aPreview({ n: 4 });
    const start = jest.fn(async () => ({
      batch: 'b',
      started: [{ agent_id: '001', action: anAction(['sending', 'dispatched']) }],
    }));
    open({ endpoint: async () => anEndpoint(), preview: async () => seen, start });
    await openForm('isolate');
    type(reason(), '  Ransomware ');
    type(screen.getByLabelText(/^Case or ticket/), 'INC-7');
    submit();
    await waitFor(() => expect(start).toHaveBeenCalledTimes(1));
    expect(start).toHaveBeenCalledWith(
      {
        host: 'lab',
        verb: 'isolate',
        endpoints: [{ agent_id: '001', n: 4 }],
        reason: 'Ransomware',
        case: 'INC-7',
        choice: { addresses: [], profiles: [], reported: [], left_out: [] },
        acknowledgements: [],
        digest: seen.digest,
      },
      expect.stringMatching(/^[0-9a-f]{32}$/)
    );
  });

  it('sends a double click once', async () => {
    const start = jest.fn(() => new Promise<never>(() => undefined));
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    userEvent.dblClick(submitButton());
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('keeps what was typed when no answer comes, and sends it again under the same key', async () => {
    const keys: string[] = [];
    const start = jest.fn(async (_: ActionRequest, key: string) => {
      keys.push(key);
      if (keys.length === 1) throw new ApiFailure('no_answer', 'Failed to fetch');
      return { batch: 'b', started: [{ agent_id: '001', action: anAction(['dispatched']) }] };
    });
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    submit();
    expect(await screen.findByText('The dashboard server didn’t respond.')).toBeInTheDocument();
    expect(screen.getByText(/it runs only once/)).toBeInTheDocument();
    expect(reason()).toHaveValue('Ransomware');
    userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(start).toHaveBeenCalledTimes(2));
    expect(keys[1]).toBe(keys[0]);
  });

  it('draws another key when something else is asked for', async () => {
    const keys: string[] = [];
    const start = jest.fn(async (_: ActionRequest, key: string) => {
      keys.push(key);
      throw new ApiFailure('no_answer', '');
    });
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    submit();
    await screen.findByText('The dashboard server didn’t respond.');
    type(reason(), 'Ransomware, second thoughts');
    submit();
    await waitFor(() => expect(keys).toHaveLength(2));
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('shows what changed meanwhile, keeps the reason, and lets decide again', async () => {
    const before = aPreview();
    const after = aPreview({
      lifeline: aLifeline({
        entries: [
          {
            address: anAddress('10.9.9.9'),
            sources: [{ source: 'cluster_node', label: 'worker-01' }],
          },
        ],
        needs: ['very_wide'],
      }),
    });
    const start = jest
      .fn()
      .mockRejectedValueOnce(
        new ApiFailure('refused', 'changed', {
          status: 409,
          code: 'preview_changed',
          attributes: { code: 'preview_changed', preview: after },
        })
      )
      .mockResolvedValueOnce({
        batch: 'b',
        started: [{ agent_id: '001', action: anAction(['dispatched']) }],
      });
    open({ endpoint: async () => anEndpoint(), preview: async () => before, start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    submit();
    const changes = within(await screen.findByTestId('changes'));
    expect(changes.getByText('Now also allowed: 10.9.9.9.')).toBeInTheDocument();
    expect(changes.getByText('No longer allowed: 192.168.1.1.')).toBeInTheDocument();
    expect(reason()).toHaveValue('Ransomware');
    userEvent.click(screen.getByRole('checkbox', { name: /A very large network/ }));
    submit();
    await waitFor(() => expect(start).toHaveBeenCalledTimes(2));
    expect(start.mock.calls[1][0]).toMatchObject({
      digest: after.digest,
      acknowledgements: ['very_wide'],
      reason: 'Ransomware',
    });
    expect(start.mock.calls[1][1]).not.toBe(start.mock.calls[0][1]);
  });

  it('still has the reason after the form was closed by a slip', async () => {
    open({ endpoint: async () => anEndpoint(), preview: async () => aPreview() });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await openForm('isolate');
    expect(reason()).toHaveValue('Ransomware');
  });

  it('lets nothing leave before each consequence is confirmed, and asks once more where it may lock out', async () => {
    const start = jest.fn(() => new Promise<never>(() => undefined));
    const risky = aPreview({ lifeline: aLifeline({ needs: ['trusted_left_out'] }) });
    open({ endpoint: async () => anEndpoint(), preview: async () => risky, start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    submit();
    expect(await screen.findByText('Select this to continue.')).toBeInTheDocument();
    userEvent.click(screen.getByRole('checkbox', { name: /A manager address was removed/ }));
    submit();
    const asked = within(await screen.findByTestId('lockOut'));
    expect(start).not.toHaveBeenCalled();
    await waitFor(() => expect(asked.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    userEvent.click(asked.getByRole('button', { name: 'Isolate FIN-WS-01' }));
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('has the name of a protected endpoint typed', async () => {
    const start = jest.fn(() => new Promise<never>(() => undefined));
    const guarded = aPreview({
      protection: 'confirm',
      lifeline: aLifeline({ needs: ['protected'] }),
    });
    open({ endpoint: async () => anEndpoint(), preview: async () => guarded, start });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    type(screen.getByTestId('typedName'), 'FIN-WS-02');
    submit();
    expect(await screen.findByText('Doesn’t match FIN-WS-01.')).toBeInTheDocument();
    type(screen.getByTestId('typedName'), 'FIN-WS-01');
    submit();
    expect(start).toHaveBeenCalledWith(
      expect.objectContaining({ acknowledgements: ['protected'] }),
      expect.anything()
    );
  });

  it('says what stands against it, and that the other action may still run', async () => {
    const held = aPreview({
      slot: { code: 'being_sent', verb: 'isolate', by: 'bob', until: NIGHT + 75 * SECOND },
      reasons: [{ code: 'already_isolated' }],
      still_pending: { code: 'may_still_run', verb: 'release', by: 'carol' },
    });
    open({ endpoint: async () => anEndpoint(), preview: async () => held, start: jest.fn() });
    await openForm('isolate');
    const against = within(await screen.findByTestId('against'));
    expect(
      against.getByText(/An isolation by bob is being sent. It finishes by 03:01/)
    ).toBeInTheDocument();
    expect(against.getByText(/It’s already isolated/)).toBeInTheDocument();
    expect(screen.getByTestId('stillPending')).toHaveTextContent(
      'A release by carol may still run'
    );
    expect(submitButton()).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('after something was asked for', () => {
  it('moves by itself until the endpoint has reported, then looks only now and then', async () => {
    let asked = 0;
    const answers = [
      anEndpoint(),
      anEndpoint({ actions: [anAction(['sending', 'dispatched'])] }),
      anEndpoint({ actions: [anAction(['sending', 'dispatched'])] }),
      anEndpoint({
        state: isolated,
        actions: [
          anAction(['sending', 'dispatched', 'succeeded'], { outcome: { result: 'succeeded' } }),
        ],
      }),
    ];
    const opened: string[] = [];
    open({
      endpoint: async (_, how) => {
        opened.push(how);
        return answers[Math.min(asked++, answers.length - 1)] ?? anEndpoint();
      },
      preview: async () => aPreview(),
      start: async () => ({
        batch: 'b',
        started: [{ agent_id: '001', action: anAction(['sending', 'dispatched']) }],
      }),
    });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    submit();
    expect(await screen.findByText(/Sent: the manager accepted the command/)).toBeInTheDocument();
    expect(screen.queryByText(/^Isolated/)).not.toBeInTheDocument();
    await act(async () => {
      jest.advanceTimersByTime(1000);
    });
    await act(async () => {
      jest.advanceTimersByTime(1000);
    });
    expect(await screen.findByTestId('isolationState')).toHaveTextContent(/^Isolated$/);
    expect(screen.getByText(/Confirmed by the endpoint: every step completed/)).toBeInTheDocument();
    const before = opened.length;
    await act(async () => {
      jest.advanceTimersByTime(4000);
    });
    expect(opened).toHaveLength(before);
    expect(opened.slice(2)).toEqual(opened.slice(2).map(() => 'by_timer'));
  });

  it('says what happened, in what state the endpoint is, and what to do, where it failed', async () => {
    open({
      endpoint: async () =>
        anEndpoint({
          state: OPEN_STATE,
          actions: [
            anAction(['sending', 'dispatched', 'failed'], {
              outcome: { result: 'failed', reason: 'not_elevated' },
            }),
          ],
        }),
    });
    const timeline = await screen.findByTestId('timeline');
    expect(timeline).toHaveTextContent('The isolation program ran without administrator rights');
    expect(timeline).toHaveTextContent('Endpoint now: No isolation on record.');
    expect(timeline).toHaveTextContent('Next step: Run the Wazuh agent service as Local System');
  });

  it('shouts where the manager commanded other agents too', async () => {
    open({
      endpoint: async () =>
        anEndpoint({ actions: [anAction(['dispatched'], { also_affected: ['007'] })] }),
    });
    expect(
      await screen.findByText(/it also sent the command to these agents: 007/)
    ).toBeInTheDocument();
  });
});
