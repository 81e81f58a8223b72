import React from 'react';
import type { MouseEvent, ReactNode } from 'react';

/** Style for rows inside. A table's own row click would make each row a button around the link. */
export const CLICKABLE_ROW = { style: { cursor: 'pointer' } } as const;

/** A click anywhere in a row of a table does what its first link does. The keyboard has the link itself. */
export function RowsOpenTheirLink({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" onClick={openLink}>
      {children}
    </div>
  );
}

/** Elements whose clicks don't open the row. A click that just misses a checkbox doesn't mean the row. */
const NOT_THE_ROW = 'a, button, input, select, .euiTableRowCellCheckbox';

function openLink({ target }: MouseEvent): void {
  if (!(target instanceof Element) || target.closest(NOT_THE_ROW)) return;
  // Whoever marks an address to copy it does not want to go anywhere.
  if (window.getSelection()?.toString()) return;
  const link = target.closest('tbody tr')?.querySelector('a');
  // It gets the focus back when the flyout closes.
  link?.focus();
  link?.click();
}
