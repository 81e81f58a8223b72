import type { RequestedAction } from './requested_action';
import type { LifelineChoice } from '../lifeline/lifeline';

/** A person's request in one POST. Everything in it is checked again on the server. */
export interface ActionRequest {
  readonly host: string;
  readonly verb: RequestedAction;
  /** Endpoints, each with the number that its preview gave. */
  readonly endpoints: ReadonlyArray<{ readonly agent_id: string; readonly n: number }>;
  readonly reason: string;
  readonly case?: string;
  /** The event that it began from. */
  readonly alert?: { readonly index: string; readonly id: string };
  readonly choice: LifelineChoice;
  readonly acknowledgements: readonly string[];
  readonly digest: string;
}

/** Result for one endpoint of a request. */
export type ActionAnswer =
  | { readonly agent_id: string; readonly n: number; readonly result: 'recorded' }
  | {
      readonly agent_id: string;
      readonly n: number;
      readonly result: 'refused';
      readonly code: string;
      readonly message: string;
    };

export const MAX_REASON = 1000;
export const MAX_CASE = 100;
/** Endpoints in one request. */
export const MAX_ENDPOINTS = 500;
