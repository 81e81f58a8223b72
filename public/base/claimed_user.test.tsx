import { render } from '@testing-library/react';
import React from 'react';
import { provenState } from '../../test/builders/views';
import { ClaimedUser } from './claimed_user';
import { StateBadge } from './state_badge';

describe('the user that a report of another tool names', () => {
  it('is shown without the reference behind it, which is there on demand', () => {
    const { container } = render(<ClaimedUser user="alice#rel1" />);
    expect(container).toHaveTextContent(/^alice$/);
    expect(container.firstElementChild).toHaveAttribute(
      'title',
      'Reference ID of another tool: rel1'
    );
  });

  it.each([
    ['alice', 'alice'],
    ['', '-'],
  ])('%j is shown as %j', (user, shown) => {
    expect(render(<ClaimedUser user={user} />).container).toHaveTextContent(shown);
  });
});

describe('a badge with an icon only', () => {
  it('has nothing in it beside the icon, and its word beside it', () => {
    const { container } = render(<StateBadge state={provenState('isolated')} word="read_out" />);
    expect(container).toHaveTextContent('Isolated');
    expect(container.querySelector('.euiBadge')).toHaveTextContent(/^$/);
    expect(container.querySelector('.euiBadge__text')).toBeNull();
  });
});
