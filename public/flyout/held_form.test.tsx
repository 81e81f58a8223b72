import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ActionPreview } from '../../common/action/preview';
import { aContext, aLifeline, anEndpoint, aPreview, NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { EndpointFlyoutContent } from './endpoint_flyout_content';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

async function openForm(preview: ActionPreview) {
  const start = jest.fn();
  draw(
    <EndpointFlyoutContent
      endpoint={{ host: 'lab', agent: '001' }}
      context={aContext()}
      titleId="title"
      onClose={jest.fn()}
    />,
    fakeServices({
      api: fakeIsolationApi({
        endpoint: async () => anEndpoint(),
        preview: async () => preview,
        start,
      }),
    })
  );
  userEvent.click(await screen.findByTestId('isolate'));
  await screen.findByTestId('reason');
  await act(async () => {
    jest.advanceTimersByTime(400);
  });
  return start;
}

const typeReason = () =>
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'Ransomware' } });
const submit = () => userEvent.click(screen.getByTestId('submit'));
const toContinue = () => screen.queryByTestId('toContinue')?.textContent;

describe('a form that cannot be sent yet', () => {
  it('leads to the reason, and says at the button that it is missing', async () => {
    const start = await openForm(aPreview());
    expect(toContinue()).toBeUndefined();
    screen.getByTestId('cancel').focus();
    submit();
    expect(screen.getByTestId('reason')).toHaveFocus();
    expect(toContinue()).toBe('Enter a reason above to continue');
    expect(screen.getByTestId('submit')).toHaveAccessibleDescription(
      'Enter a reason above to continue'
    );
    expect(start).not.toHaveBeenCalled();
  });

  it('leads to the first risk that is not acknowledged, then to the next', async () => {
    const needs = ['reported_unreadable', 'very_wide'] as const;
    const start = await openForm(aPreview({ lifeline: aLifeline({ needs }) }));
    typeReason();
    expect(toContinue()).toBe('Acknowledge the risk above to continue');
    submit();
    const [first, second] = screen.getAllByRole('checkbox');
    expect(first).toHaveFocus();
    if (!first) throw new Error('no risk is shown');
    userEvent.click(first);
    submit();
    expect(second).toHaveFocus();
    expect(start).not.toHaveBeenCalled();
  });

  it('leads to the name of a protected endpoint', async () => {
    await openForm(aPreview({ lifeline: aLifeline({ needs: ['protected'] }) }));
    typeReason();
    submit();
    expect(screen.getByTestId('typedName')).toHaveFocus();
    expect(toContinue()).toBe('Type the endpoint’s name above to continue');
  });

  it('leads to what stands against it, where it is not possible at all', async () => {
    await openForm(aPreview({ reasons: [{ code: 'already_isolated' }] }));
    typeReason();
    submit();
    expect(screen.getByTestId('against').parentElement).toHaveFocus();
  });

  it('leads to the addresses, where none is allowed', async () => {
    const lifeline = aLifeline({ entries: [], impossible: 'empty_lifeline' });
    await openForm(aPreview({ lifeline }));
    typeReason();
    submit();
    expect(screen.getByRole('textbox', { name: 'Allow more addresses' })).toHaveFocus();
  });
});

describe('a form whose manager can’t be queried now', () => {
  it('goes on with the agent data that is kept, and says from when it is', async () => {
    await openForm({ ...aPreview(), rows_at: NIGHT - 300_000 });
    expect(screen.getByTestId('agentDataFrom')).toHaveTextContent(
      'The manager can’t be queried now. Agent data is from'
    );
  });

  it('says nothing of it while the data is as new as it should be', async () => {
    await openForm(aPreview());
    expect(screen.queryByTestId('agentDataFrom')).toBeNull();
  });
});
