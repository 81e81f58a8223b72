import type { RefusalCode } from '../refusal/refusal_codes';
import type { Right } from '../manager/rights';

/**
 * An attempt that was refused: nothing was recorded of it as an action, and nothing was sent. It has no number, no ref and no slot.
 * The same attempt of the same person within one hour is one document, counted.
 */
export interface DeniedDocument {
  readonly schema_version: number;
  readonly kind: 'denied';
  readonly status: 'denied';
  /** It is no action; there, because history is sorted by it. */
  readonly n: 0;
  /** Hash of what makes two attempts the same. */
  readonly event: string;
  /** Host ID as requested: it may not be configured. */
  readonly host_id: string;
  /** Absent where it is not known which manager that is: such a document stands in nobody's history. */
  readonly manager?: string;
  readonly endpoint?: string;
  /** Absent where more was refused in this hour than is written down one by one. */
  readonly agent?: {
    readonly id: string;
    readonly name: string;
    readonly groups: readonly string[];
  };
  readonly verb: Right;
  readonly user: string;
  readonly code: RefusalCode;
  /** Codes of what blocked it, such as `role_missing`. */
  readonly codes: readonly string[];
  /** The same with the version, status or operating system that was in the way. Absent in documents of an older version. */
  readonly reasons?: readonly DeniedReason[];
  readonly count: number;
  /** The first and the last time, ms. */
  readonly created_at: number;
  readonly updated_at: number;
}

/** One reason for which an attempt was blocked, as the person was told it. */
export interface DeniedReason {
  readonly code: string;
  readonly detail?: string;
}

/** One refused attempt, before it is counted. */
export type DeniedAttempt = Omit<
  DeniedDocument,
  'schema_version' | 'kind' | 'status' | 'n' | 'event' | 'count' | 'created_at' | 'updated_at'
>;

export function deniedDocumentOf(
  attempt: DeniedAttempt,
  event: string,
  schemaVersion: number,
  now: number
): DeniedDocument {
  return {
    schema_version: schemaVersion,
    kind: 'denied',
    status: 'denied',
    n: 0,
    event,
    ...attempt,
    count: 0,
    created_at: now,
    updated_at: now,
  };
}
