import type { Evidence } from '../state/evidence';

/**
 * Evidence of something that this ledger did not ask for (Dev Tools, another tool), copied so that no history hangs on alerts
 * that will be deleted. Its id is the identity of the event, so that writing it again changes nothing.
 */
export interface ElsewhereDocument {
  readonly schema_version: number;
  readonly kind: 'elsewhere';
  readonly status: 'elsewhere';
  readonly endpoint: string;
  /** It is none of our actions. There, because a missing number sorts as one that JavaScript cannot give back exactly. */
  readonly n: 0;
  /** Hash of the event's identity, which can be longer than an id may be. */
  readonly event: string;
  readonly manager: string;
  readonly agent: { readonly id: string; readonly name: string };
  /** Present if the manager wasn't known to list that name under this ID, so it isn't known whose report it is. */
  readonly name_unchecked?: true;
  readonly verb: string;
  readonly user: string;
  /** Time by the manager's clock, ms: its place in the history. */
  readonly created_at: number;
  readonly evidence: readonly Evidence[];
}
