import { cleanup, screen } from '@testing-library/react';
import React from 'react';
import type { HistoryEntry } from '../../common/api/history_view';
import { NIGHT } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { historyColumns } from './history_columns';

const OUTSIDE: HistoryEntry = {
  id: 'elsewhere:1',
  kind: 'elsewhere',
  created_at: NIGHT,
  agent_id: '001',
  agent_name: 'FIN-WS-01',
  verb: 'isolate',
  status: 'elsewhere',
  user: 'bob',
};

const OURS = { ...OUTSIDE, kind: 'action', reason: 'Triage' } as const;

/** A cell in a narrow window, where user and reason share the last column. */
function drawCell(entry: HistoryEntry, name: string) {
  const columns = historyColumns(() => ({ href: '#', onOpen: () => undefined }), 700);
  const column = columns.find((one) => 'name' in one && one.name === name);
  const { render } = column as { render: (row: HistoryEntry) => JSX.Element };
  draw(<div data-test-subj="cell">{render(entry)}</div>, fakeServices());
  return screen.getByTestId('cell');
}

const drawLastCell = (entry: HistoryEntry) => drawCell(entry, 'User and reason');

describe('user and reason in a narrow window', () => {
  it('have no line for a reason where there is none', () => {
    expect(drawLastCell(OUTSIDE)).toHaveTextContent(/^bob outside this plugin, unverified$/);
  });

  it('keep the reason below its user', () => {
    expect(drawLastCell({ ...OURS, status: 'succeeded' })).toHaveTextContent(/^bobTriage$/);
  });
});

describe('the result of an action without a report', () => {
  const lookOf = (status: HistoryEntry['status']) => {
    const badge = drawCell({ ...OURS, status }, 'Result').querySelector('.euiBadge');
    return `${badge?.className} ${badge?.getAttribute('style') ?? ''}`;
  };

  it.each(['unanswered', 'uncertain', 'rejected', 'interrupted', 'cancelled'] as const)(
    'does not look as if it were in progress once it is over: %s',
    (status) => {
      const over = lookOf(status);
      cleanup();
      expect(over).not.toBe(lookOf('dispatched'));
    }
  );
});
