import type { Delays } from '../endpoints/live_endpoints';

interface Speed {
  readonly description: string;
  readonly delays: Delays;
}

const speedTable = {
  fast: {
    description: 'Reports are indexed within half a second. Lost contact shows after 5 s.',
    delays: {
      startMs: [50, 100],
      deliverMs: [50, 100],
      indexMs: [50, 100],
      disconnectMs: 5000,
    },
  },
  as_measured: {
    description:
      'Reports are indexed after 3 to 6 s and searchable up to 5 s later. Lost contact shows after a minute (ten on a real manager).',
    delays: {
      startMs: [1000, 2000],
      deliverMs: [1000, 2000],
      indexMs: [1000, 2000],
      disconnectMs: 60_000,
    },
  },
  slow: {
    description: 'Reports are indexed after one to two minutes. Lost contact shows after ten.',
    delays: {
      startMs: [20_000, 40_000],
      deliverMs: [20_000, 40_000],
      indexMs: [20_000, 40_000],
      disconnectMs: 600_000,
    },
  },
} as const;

export type SpeedName = keyof typeof speedTable;

/** Delays from a command to its alert. */
export const speeds: Readonly<Record<SpeedName, Speed>> = speedTable;

export const speedNames: readonly SpeedName[] = ['fast', 'as_measured', 'slow'];
