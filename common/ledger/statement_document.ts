/**
 * A person's statement that an endpoint isn't isolated, made after checking the endpoint itself and not to close a follow-up. It cancels a
 * confirmed isolation and confirms nothing itself. There is one for each standing of an endpoint: what was known when it was made.
 */
export interface StatementDocument {
  readonly schema_version: number;
  readonly kind: 'statement';
  readonly status: 'found_open';
  readonly verb: 'mark_not_isolated';
  readonly endpoint: string;
  /** It is no action; there, because history is sorted by it. */
  readonly n: 0;
  /** Hash of what was known of the endpoint, so that the same standing is stated once. */
  readonly event: string;
  readonly manager: string;
  readonly host_id: string;
  readonly agent: {
    readonly id: string;
    readonly name: string;
    readonly groups: readonly string[];
  };
  readonly user: string;
  readonly reason: string;
  /** Later than every report and every command the person knew of, ms; the manager's clock may be ahead of ours. */
  readonly found_open_at: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A person's statement that an endpoint isn't isolated, with when and why. */
export interface FoundOpenStatement {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}
