import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { AttentionItem, AttentionView } from '../../common/api/attention_view';
import { anAction } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { ApiFailure } from '../api/api_failure';
import { OpenAttentionSection } from './open_attention_section';

const ITEM: AttentionItem = {
  agent_id: '001',
  agent_name: 'FIN-WS-01',
  state: 'not_isolated',
  action: anAction(['partial']),
  reasons: ['isolation_partial'],
};

function open(value: AttentionView | undefined, failure?: ApiFailure) {
  const onOpen = jest.fn();
  const live = {
    value,
    failure,
    isLoading: false,
    reload: jest.fn(),
    update: jest.fn(),
  };
  draw(<OpenAttentionSection live={live} onOpen={onOpen} hrefTo={() => '#'} />, fakeServices());
  return onOpen;
}

describe('the list of what needs attention', () => {
  it('is not there where nothing does', () => {
    open({ items: [] });
    expect(screen.queryByTestId('openAttentionList')).not.toBeInTheDocument();
  });

  it('keeps an endpoint that is open again, with what its action left and who asked for it', () => {
    const onOpen = open({ items: [ITEM] });
    const list = screen.getByTestId('openAttentionList');
    expect(list).toHaveTextContent('Needs follow-up (1)');
    expect(list).toHaveTextContent('Not isolated');
    expect(list).toHaveTextContent('only partly isolated, or its report isn’t recognized');
    expect(list).toHaveTextContent('Ransomware triage');
    userEvent.click(screen.getByRole('link', { name: 'FIN-WS-01' }));
    expect(onOpen).toHaveBeenCalledWith('001');
  });

  it('says that there are more than it shows', () => {
    open({ items: [ITEM], next: 'x' });
    expect(screen.getByTestId('openAttentionList')).toHaveTextContent('Needs follow-up (1+)');
  });

  it('says that it could not be read: nothing to see is not nothing to do', () => {
    open(undefined, new ApiFailure('no_answer', ''));
    expect(screen.getByText('The dashboard server didn’t respond.')).toBeInTheDocument();
  });
});
