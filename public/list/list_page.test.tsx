import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ComponentProps } from 'react';
import { NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { ApiFailure } from '../api/api_failure';
import { ListPage } from './list_page';

function open(parts: Partial<ComponentProps<typeof ListPage>> = {}) {
  const reload = jest.fn();
  const live = { isLoading: false, value: [], at: NIGHT, reload };
  draw(
    <ListPage subject="things" title="Things" heading="page" live={live} {...parts}>
      <p>rows</p>
    </ListPage>,
    fakeServices({ api: fakeIsolationApi({}) })
  );
  return { reload, list: within(screen.getByTestId('things')) };
}

describe('a list', () => {
  it('has its title with its count, and is read again on request', () => {
    const { list, reload } = open({ count: '25+' });
    expect(list.getByRole('heading', { level: 1 })).toHaveTextContent('Things (25+)');
    userEvent.click(list.getByRole('button', { name: 'Refresh' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['page', 1],
    ['list', 2],
    ['part', 2],
  ] as const)('has one heading, that of a %s on level %d', (heading, level) => {
    const { list } = open({ heading });
    expect(list.getAllByRole('heading')).toEqual([list.getByRole('heading', { level })]);
    expect(list.getByRole('heading')).toHaveTextContent(/^Things$/);
  });

  it('says that it couldn’t be read, and offers to try again, above what it has', () => {
    const reload = jest.fn();
    const failure = new ApiFailure('no_answer', '');
    const { list } = open({ live: { isLoading: false, failure, reload } });
    const notice = list.getByTestId('failure');
    const rows = list.getByText('rows');
    expect(notice.compareDocumentPosition(rows)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    userEvent.click(within(notice).getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('has its buttons around Refresh, and leaves out those that aren’t there', () => {
    const { list } = open({
      tools: [<button key="a">Export</button>],
      actions: [false, <button key="b">Test</button>],
    });
    const names = list.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names).toEqual(['Export', 'Refresh', 'Test']);
  });

  it('has its filter above its rows, and its pager below', () => {
    const { list } = open({ filter: <p>filter</p>, pager: <p>pager</p> });
    const [filter, rows, pager] = ['filter', 'rows', 'pager'].map((text) => list.getByText(text));
    expect(filter?.compareDocumentPosition(rows as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(rows?.compareDocumentPosition(pager as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });
});
