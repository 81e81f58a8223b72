import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { ReasonedButton } from './reasoned_button';

const WHY = 'It’s already isolated.';
/** Elements have no size in this DOM, so the tooltip is never placed and stays invisible. */
const HIDDEN = { hidden: true } as const;

const button = (parts: Partial<React.ComponentProps<typeof ReasonedButton>> = {}) => (
  <ReasonedButton look="empty" reasons={[WHY]} onClick={() => undefined} {...parts}>
    Isolate
  </ReasonedButton>
);

describe('a button that says why it cannot be pressed', () => {
  it('does nothing and says why, to the mouse and to the keyboard', async () => {
    const onClick = jest.fn();
    render(button({ onClick }));
    fireEvent.click(screen.getByRole('button'));
    expect(onClick).not.toHaveBeenCalled();
    fireEvent.focus(screen.getByRole('button'));
    expect(await screen.findByRole('tooltip', HIDDEN)).toHaveTextContent(WHY);
  });

  it('takes what it says away with it when another look replaces it under the mouse, which then tells nobody that it has left', async () => {
    const { rerender } = render(button());
    fireEvent.mouseOver(screen.getByRole('button'));
    await screen.findByRole('tooltip', HIDDEN);
    rerender(button({ look: 'filled' }));
    expect(screen.queryByRole('tooltip', HIDDEN)).not.toBeInTheDocument();
  });

  it('keeps the focus when it can be pressed at last', () => {
    const { rerender } = render(button());
    screen.getByRole('button').focus();
    rerender(button({ reasons: [] }));
    expect(screen.getByRole('button')).toHaveFocus();
    expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'false');
  });
});
