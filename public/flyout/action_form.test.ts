import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ActionRequest } from '../../common/action/action_request';
import { SECOND } from '../../common/base/time';
import {
  aLifeline,
  anAction,
  anAddress,
  anEndpoint,
  aPreview,
  NIGHT,
} from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import {
  openFlyout,
  openForm,
  reason,
  type,
  submitButton,
  submit,
} from '../../test/fakes/endpoint_flyout';

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

describe('isolating', () => {
  it('requires a reason, and sends nothing without one', async () => {
    const start = jest.fn();
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
    await openForm('isolate');
    submit();
    expect(await screen.findByText('Enter a reason.')).toBeInTheDocument();
    expect(reason()).toHaveFocus();
    expect(start).not.toHaveBeenCalled();
  });

  it('asks the endpoint for its configuration only when somebody is about to decide', async () => {
    const preview = jest.fn(async () => aPreview());
    openFlyout({ endpoint: async () => anEndpoint(), preview });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => seen, start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview(), start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => before, start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => aPreview() });
    await openForm('isolate');
    type(reason(), 'Ransomware');
    userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await openForm('isolate');
    expect(reason()).toHaveValue('Ransomware');
  });

  it('lets nothing leave before each consequence is confirmed, and asks once more where it may lock out', async () => {
    const start = jest.fn(() => new Promise<never>(() => undefined));
    const risky = aPreview({ lifeline: aLifeline({ needs: ['trusted_left_out'] }) });
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => risky, start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => guarded, start });
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
    openFlyout({ endpoint: async () => anEndpoint(), preview: async () => held, start: jest.fn() });
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
