import { screen } from '@testing-library/react';
import React from 'react';
import { anAction } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { ActionTimeline } from './action_timeline';

const WAITING = anAction(['recorded', 'sending', 'dispatched']);

describe('an action that waits', () => {
  it('says what it waits for and how long that usually takes here', () => {
    draw(<ActionTimeline action={WAITING} usualWait={10_400} />, fakeServices());
    expect(screen.getByTestId('timeline')).toHaveTextContent(
      'The endpoint’s alert has to be written, forwarded and indexed: usually 10 seconds here.'
    );
    expect(screen.getByTestId('timeline')).toHaveTextContent('Waiting for the endpoint’s report.');
  });

  it('makes no time up where none is known', () => {
    draw(<ActionTimeline action={WAITING} />, fakeServices());
    expect(screen.getByTestId('timeline')).not.toHaveTextContent('usually');
  });

  it('says nothing of it once it is over', () => {
    const over = anAction(['recorded', 'sending', 'dispatched', 'succeeded']);
    draw(<ActionTimeline action={over} usualWait={10_400} />, fakeServices());
    expect(screen.getByTestId('timeline')).not.toHaveTextContent('usually');
  });
});
