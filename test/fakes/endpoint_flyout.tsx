import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { aContext, provenState } from '../builders/views';
import { draw, fakeServices } from './browser_services';
import { fakeIsolationApi } from './isolation_api';
import type { BrowserServices } from '../../public/base/browser_services';
import type { IsolationApi } from '../../public/api/isolation_api';
import { EndpointFlyoutContent } from '../../public/flyout/endpoint_flyout_content';

export const REF = { host: 'lab', agent: '001' };

export const isolated = provenState('isolated');

export function openFlyout(answers: Partial<IsolationApi>, parts: Partial<BrowserServices> = {}) {
  const services = fakeServices({ api: fakeIsolationApi(answers), ...parts });
  const onClose = jest.fn();
  const drawn = draw(
    <EndpointFlyoutContent endpoint={REF} context={aContext()} titleId="title" onClose={onClose} />,
    services
  );
  return { ...drawn, services, onClose };
}

export async function openForm(verb: 'isolate' | 'release') {
  const label = verb === 'isolate' ? /^Isolate/ : /^Release/;
  userEvent.click(await screen.findByRole('button', { name: label }));
  await screen.findByLabelText(/^Reason for/);
  await act(async () => {
    jest.advanceTimersByTime(400);
  });
}

export const reason = () => screen.getByLabelText(/^Reason for/);

export const type = (element: HTMLElement, value: string) =>
  fireEvent.change(element, { target: { value } });

export const submitButton = () => screen.getByTestId('submit');

export const submit = () => userEvent.click(submitButton());
