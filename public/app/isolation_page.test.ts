import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EndpointView } from '../../common/api/endpoint_view';
import { MINUTE, SECOND } from '../../common/base/time';
import { anAction, anEndpointView, NIGHT } from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import { isolated, open, attentionPanel, pass } from '../../test/fakes/isolation_page';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

describe('isolated or unknown now', () => {
  it('answers on one screen what is cut off, since when, by whom, why and under which case', async () => {
    const action = anAction(['succeeded'], { case: 'INC-7', reason: 'Ransomware', user: 'alice' });
    open({
      attention: async () => [
        anEndpointView({
          state: isolated,
          contact: { contact: 'lost', since: NIGHT - 2 * MINUTE },
          proven_by: { action },
        }),
      ],
    });
    const panel = await attentionPanel();
    expect(await panel.findByRole('link', { name: 'FIN-WS-01' })).toBeInTheDocument();
    expect(panel.getByTestId('isolationState')).toHaveTextContent('Isolated');
    expect(panel.getByText('3 hours ago')).toHaveAttribute('title', 'Nov 24, 2026 @ 00:00:00.000');
    const row = panel.getByText('alice').closest('tr');
    expect(row).toHaveTextContent('alice · INC-7');
    expect(row).toHaveTextContent('Ransomware');
    expect(row).toHaveTextContent('No contact since 02:58');
    expect(row).toHaveTextContent('A release may not reach it');
  });

  it('is a good sight where nothing is isolated', async () => {
    open({});
    expect(
      await (await attentionPanel()).findByText('No endpoint is isolated or unknown')
    ).toBeInTheDocument();
  });

  it('does not take a failure for nothing isolated', async () => {
    let isDown = true;
    open({
      attention: async () => {
        if (isDown) throw new ApiFailure('no_answer', '');
        return [];
      },
    });
    const panel = await attentionPanel();
    expect(await panel.findByText('The dashboard server didn’t respond.')).toBeInTheDocument();
    expect(screen.queryByTestId('nothingIsolated')).not.toBeInTheDocument();
    isDown = false;
    userEvent.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('nothingIsolated')).toBeInTheDocument();
  });

  it('moves by itself without a call to the manager, and says when it is out of date', async () => {
    let answers: EndpointView[] = [];
    let isDown = false;
    const { asked } = open({
      attention: async () => {
        if (isDown) throw new ApiFailure('no_answer', '');
        return answers;
      },
    });
    await screen.findByTestId('nothingIsolated');
    answers = [anEndpointView({ state: isolated })];
    await pass(5 * SECOND);
    expect(await (await attentionPanel()).findByText('FIN-WS-01')).toBeInTheDocument();
    const ofAttention = asked.filter(({ request }) => request.state === 'attention');
    expect(ofAttention.map(({ opened }) => opened)).toEqual(['by_person', 'by_timer']);
    isDown = true;
    await pass(5 * SECOND);
    expect(await screen.findByTestId('stale')).toHaveTextContent('Showing data from 03:00');
    expect((await attentionPanel()).getByText('FIN-WS-01')).toBeInTheDocument();
  });

  it('keeps apart what the manager does not list any more', async () => {
    open({
      attention: async () => [
        anEndpointView({
          agent_id: '009',
          name: 'GONE-01',
          agent: undefined,
          state: { ...isolated, removed: true },
        }),
      ],
    });
    const panel = await attentionPanel();
    expect(
      await panel.findByRole('heading', {
        name: 'Removed from the manager while isolated or unknown (1)',
      })
    ).toBeInTheDocument();
  });

  it('shows what was done elsewhere as claimed', async () => {
    open({
      attention: async () => [
        anEndpointView({ state: isolated, proven_by: { claimed_user: '<b>root</b>' } }),
      ],
    });
    const panel = await attentionPanel();
    expect(await panel.findByText('unverified')).toBeInTheDocument();
    expect(panel.getByText('unverified').closest('td')).toHaveTextContent('<b>root</b>');
  });
});
