/** Where a use case gets time and chance from, so that a test can decide both. */
export interface Clock {
  /** ms since the epoch */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}
