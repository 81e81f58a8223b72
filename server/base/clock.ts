/** Source of time and chance for a use case, so a test can decide both. */
export interface Clock {
  /** ms since the epoch */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}
