import type { Verb } from '../command/active_response';

/**
 * One POST of actions: what makes a repeat of it a repeat. Its id is a hash of (user, route, idempotency key), so that the same
 * key with another body is seen, and it lists what the request asked for.
 */
export interface BatchDocument {
  readonly schema_version: number;
  readonly kind: 'batch';
  readonly batch: string;
  readonly body_hash: string;
  readonly created_at: number;
  readonly user: string;
  readonly verb: Verb;
  readonly host_id: string;
  readonly manager: string;
  /** Ids of its actions in the ledger: `<endpoint>:<n>`, or of its probes. */
  readonly actions: readonly string[];
}

/** A repeat records what is missing of its batch only so long after the batch was created. */
export const BATCH_IS_COMPLETED_WITHIN = 60 * 1000;
