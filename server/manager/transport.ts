import type { ManagerCode } from '../../common/manager/manager_answer_words';

/** One request to a manager's API, by whichever way. */
export interface ManagerRequest {
  readonly method: 'GET' | 'PUT';
  /** Path and query, already encoded: both ways send exactly this. */
  readonly path: string;
  readonly body?: unknown;
  readonly token: string;
  /** The reason it is sent again: nothing ran of a request with a token that the manager refused. */
  readonly repeats?: 'refused_token';
  /** End of our wait, ms from now. */
  readonly limitMs: number;
  /** The transport calls it as late as possible. If it returns false, nothing is sent. */
  readonly mayStillSend?: () => boolean;
}

/**
 * The end of a request. `not_sent`: provably no byte of it was sent. `cut`: it began, and no one can say how it ended. `late` is set if the
 * wait ended but the request continues; it never rejects.
 */
export type TransportAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Time of the manager's `date` header, whole seconds. */
      readonly managerTime?: number;
      /** Parsed JSON, or the text where it is none. */
      readonly body: unknown;
    }
  | {
      readonly kind: 'not_sent';
      readonly code: ManagerCode;
      /** Time at which it may be tried again, ms, where that is known. */
      readonly retryAt?: number;
    }
  | {
      readonly kind: 'cut';
      readonly code: 'timed_out' | 'connection_lost' | 'answer_too_large';
      readonly late?: Promise<TransportAnswer>;
    };

export interface ManagerTransport {
  /** Never rejects. */
  send(request: ManagerRequest): Promise<TransportAnswer>;
}

/** Our own limits, ms: neither a hanging agent (10 s in the manager) nor a manager that never answers holds anybody longer. */
export interface ManagerLimits {
  readonly readMs: number;
  readonly commandMs: number;
  readonly loginMs: number;
}

export const MANAGER_LIMITS: ManagerLimits = {
  readMs: 10 * 1000,
  commandMs: 20 * 1000,
  loginMs: 10 * 1000,
};
