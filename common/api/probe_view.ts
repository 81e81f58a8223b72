import type { ActionStatus, StepDetail } from '../action/action';
import type { EligibilityReason } from '../action/eligibility';
import type { RightRefusal } from '../manager/rights';
import type { Outcome } from '../program/outcome';

/** A probe as it stands. */
export interface ProbeView {
  readonly id: string;
  readonly batch: string;
  readonly agent_id: string;
  readonly agent_name: string;
  /** `succeeded`: the whole response path works. */
  readonly status: ActionStatus;
  readonly user: string;
  readonly created_at: number;
  readonly waits_until?: number;
  /** Reason it wasn't sent, or may not have been. */
  readonly detail?: StepDetail;
  readonly outcome?: Outcome;
  /** The manager's clock, ms. */
  readonly answered_at?: number;
}

/** `POST probes`. */
export interface ProbesRequest {
  readonly host: string;
  readonly agents: readonly string[];
}

export type StartedProbeView =
  | { readonly agent_id: string; readonly probe: ProbeView }
  | {
      readonly agent_id: string;
      readonly refused: {
        readonly reasons: readonly EligibilityReason[];
        readonly right_refusals: readonly RightRefusal[];
      };
    };

export interface StartedProbesView {
  readonly batch: string;
  readonly started: readonly StartedProbeView[];
}

/** `GET probes`: those of one batch, of the endpoints that this person may see. */
export interface ProbesView {
  readonly probes: readonly ProbeView[];
}
