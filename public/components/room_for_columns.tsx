import React from 'react';
import type { ReactNode } from 'react';

/** Window width up to which the host draws table rows as cards, which need no room beside each other, px. */
const CARDS_UP_TO = 767;

interface RoomForColumnsProps {
  /** px */
  readonly atLeast: number;
  readonly children: ReactNode;
}

/** A table that scrolls sideways where its columns have no room: else those without a width of their own have a letter a line. */
export function RoomForColumns({ atLeast, children }: RoomForColumnsProps) {
  const minWidth = `clamp(0px, calc((100vw - ${CARDS_UP_TO}px) * 9999), ${atLeast}px)`;
  return (
    <div style={{ overflowX: 'auto' }}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}
