import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { FaultBoundary } from './fault_boundary';

function Faulty(): JSX.Element {
  throw new Error('x is not a function');
}

describe('FaultBoundary', () => {
  it('says that the page failed, and reloads it when asked to', () => {
    // React writes each fault that it catches.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const onReload = jest.fn();
    render(
      <FaultBoundary onReload={onReload}>
        <Faulty />
      </FaultBoundary>
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong on this page');
    expect(screen.getByRole('alert')).toHaveTextContent('x is not a function');
    userEvent.click(screen.getByRole('button', { name: 'Reload page' }));
    expect(onReload).toHaveBeenCalledTimes(1);
  });
});
