import { act, screen } from '@testing-library/react';
import { SECOND } from '../../common/base/time';
import { anAction, anEndpoint, aPreview, NIGHT, OPEN_STATE } from '../../test/builders/views';
import {
  isolated,
  openFlyout,
  openForm,
  reason,
  type,
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
    openFlyout({
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
    openFlyout({
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
    openFlyout({
      endpoint: async () =>
        anEndpoint({ actions: [anAction(['dispatched'], { also_affected: ['007'] })] }),
    });
    expect(
      await screen.findByText(/it also sent the command to these agents: 007/)
    ).toBeInTheDocument();
  });
});
