import type { Spent } from './pace_shares';

/** The requests to one manager that all processes booked in one window. */
export interface PaceDocument {
  /** Beginning of the window, ms. */
  readonly window: number;
  readonly spent: Spent;
  /** The same by the part of the window in which it was booked. Absent in what an older version wrote. */
  readonly parts?: readonly Spent[];
  /** End of the time in which shares are halved, ms. */
  readonly halvedUntil?: number;
}

/** Version of a document when it was read. */
export interface PaceVersion {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface StoredPace {
  /** Nothing was booked in this window yet if undefined. */
  readonly document: PaceDocument | undefined;
  /** Version to write over; undefined: there is no document. */
  readonly version: PaceVersion | undefined;
}

/** The place where processes share the budget of a manager. Throws what the indexer does. */
export interface PaceLedger {
  read(hostId: string, windows: readonly number[]): Promise<ReadonlyMap<number, StoredPace>>;
  /** @returns false where another process wrote meanwhile */
  write(hostId: string, document: PaceDocument, over: PaceVersion | undefined): Promise<boolean>;
}

export const WINDOW_MS = 60000;
/** Parts of a window: what is booked in one counts until a minute behind its end, so that no minute has more than the limit. */
export const PARTS = 6;
export const PART_MS = WINDOW_MS / PARTS;
