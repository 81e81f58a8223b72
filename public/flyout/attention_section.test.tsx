import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { Attention } from '../../common/action/attention';
import type { ActionView } from '../../common/api/action_view';
import type { RightView } from '../../common/api/context_view';
import { anAction, anEndpoint, NIGHT, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import { AttentionSection } from './attention_section';

const OPEN: Attention = { reasons: ['no_backup'] };
const CLOSED: Attention = {
  reasons: ['no_backup'],
  closed: { at: NIGHT, by: 'bob', reason: 'Installed anew' },
};
const GIVEN: RightView = { given: true, refusals: [] };

function open(
  attention: Attention,
  closeAttention?: IsolationApi['closeAttention'],
  right: RightView = GIVEN,
  state = provenState('isolated')
) {
  const action = anAction(['sending', 'dispatched', 'succeeded'], { attention });
  const possible = { reasons: [], right };
  const onClosed = jest.fn();
  draw(
    <AttentionSection
      endpoint={anEndpoint({
        state,
        actions: [action],
        possible: { isolate: possible, release: possible, probe: possible },
      })}
      onClosed={onClosed}
    />,
    fakeServices({ api: fakeIsolationApi(closeAttention ? { closeAttention } : {}) })
  );
  return onClosed;
}

async function openDialog(): Promise<void> {
  userEvent.click(screen.getByTestId('closeAttention'));
  await screen.findByTestId('closeReason');
}

const write = (text: string) =>
  fireEvent.change(screen.getByTestId('closeReason'), { target: { value: text } });

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NIGHT);
});
afterEach(() => jest.restoreAllMocks());

describe('what an action left to look after', () => {
  it('is said, with who did it, until it is closed', () => {
    open(OPEN);
    expect(
      screen.getByText('Needs follow-up: isolated without a firewall backup')
    ).toBeInTheDocument();
    expect(screen.getByTestId('openAttention')).toHaveTextContent('Isolate, alice, 03:00');
  });

  it('is not said any more once somebody closed it', () => {
    open(CLOSED);
    expect(screen.queryByText(/^Open follow-ups/)).not.toBeInTheDocument();
  });

  it('is closed with a reason only', async () => {
    const closed: ActionView = anAction(['succeeded'], { attention: CLOSED });
    const closeAttention = jest.fn(async () => closed);
    const onClosed = open(OPEN, closeAttention);
    await openDialog();
    userEvent.click(screen.getByTestId('submitClose'));
    expect(screen.getByText('Enter a reason.')).toBeInTheDocument();
    expect(screen.getByTestId('closeReason')).toHaveFocus();
    expect(closeAttention).not.toHaveBeenCalled();
    write('  Installed anew ');
    userEvent.click(screen.getByTestId('submitClose'));
    await waitFor(() => expect(onClosed).toHaveBeenCalledWith(closed));
    expect(closeAttention).toHaveBeenCalledWith({
      host: 'lab',
      agent_id: '001',
      n: 1,
      reason: 'Installed anew',
    });
    expect(screen.getByTestId('openAttention')).toHaveFocus();
  });

  it('takes the word of somebody who found it open at the machine', async () => {
    const closeAttention = jest.fn(async () => anAction(['succeeded'], { attention: CLOSED }));
    open(OPEN, closeAttention, GIVEN, provenState('isolated'));
    await openDialog();
    write('Reset at the machine');
    userEvent.click(screen.getByTestId('foundOpen'));
    userEvent.click(screen.getByTestId('submitClose'));
    await waitFor(() =>
      expect(closeAttention).toHaveBeenCalledWith(expect.objectContaining({ found_open: true }))
    );
  });

  it('asks for no such word where it is open already', async () => {
    open(OPEN, undefined, GIVEN, provenState('not_isolated'));
    await openDialog();
    expect(screen.queryByTestId('foundOpen')).not.toBeInTheDocument();
  });

  it('keeps what was typed where no answer comes, and has it tried again', async () => {
    const closeAttention = jest
      .fn<Promise<ActionView>, []>()
      .mockRejectedValueOnce(new ApiFailure('no_answer', ''))
      .mockResolvedValueOnce(anAction(['succeeded'], { attention: CLOSED }));
    const onClosed = open(OPEN, closeAttention);
    await openDialog();
    write('Installed anew');
    userEvent.click(screen.getByTestId('submitClose'));
    expect(await screen.findByText('The dashboard server didn’t respond.')).toBeInTheDocument();
    expect(screen.getByTestId('closeReason')).toHaveValue('Installed anew');
    userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onClosed).toHaveBeenCalledTimes(1));
  });

  it('says that somebody else was first, and offers no second try', async () => {
    const onClosed = open(OPEN, async () => {
      throw new ApiFailure('refused', 'It was closed already, by bob. Nothing was changed.', {
        status: 409,
        code: 'already_closed',
      });
    });
    await openDialog();
    write('Installed anew');
    userEvent.click(screen.getByTestId('submitClose'));
    expect(await screen.findByText(/Someone already closed this follow-up/)).toBeInTheDocument();
    expect(screen.queryByTestId('submitClose')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
    userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClosed).toHaveBeenCalledWith(undefined);
  });

  it('cannot be closed by somebody who may not release, and says why', () => {
    open(OPEN, undefined, {
      given: false,
      refusals: [{ code: 'role_missing', needs: ['all_access'] }],
    });
    userEvent.click(screen.getByTestId('closeAttention'));
    expect(screen.getByTestId('closeAttention')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByTestId('closeReason')).not.toBeInTheDocument();
  });
});
