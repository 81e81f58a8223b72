import type { NotReadyReason } from '../readiness/endpoint_readiness';
import type { ReadinessFinding } from '../readiness/readiness_findings';
import type { ReadinessStatus } from '../readiness/readiness_checks';

/** An endpoint whose program has answered. */
export interface ReadyEndpoint {
  readonly agent_id: string;
  readonly agent_name: string;
  /** Last, the manager's clock, ms. */
  readonly ready_at: number;
}

/** An active Windows endpoint that isn't confirmed ready. */
export interface NotReadyEndpoint {
  readonly agent_id: string;
  readonly agent_name: string;
  readonly reason: NotReadyReason;
  /** Agent version that is too old. */
  readonly detail?: string;
  /** Time of its newest readiness test, ms. */
  readonly tested_at?: number;
  /** Last time it was confirmed ready, the manager's clock, ms. */
  readonly ready_at?: number;
}

/** `GET readiness/endpoints`: how many of the active Windows endpoints that a person can see are confirmed ready, and which are not. */
export interface EndpointsReadinessView {
  readonly host: string;
  /** Time at which the manager listed them, ms. */
  readonly at: number;
  readonly active: number;
  readonly ready: number;
  /** The others, by reason, then by name. */
  readonly not_ready: readonly NotReadyEndpoint[];
  /** `capped`: the manager lists more than the plugin reads at once, and the counts are of these only. */
  readonly extent: 'whole' | 'capped';
}

/** `GET readiness`: what has to be so before an emergency. Sentences are English; the browser has its own, by code. */
export interface ReadinessView {
  readonly host: string;
  /** Time of the check, ms. */
  readonly at: number;
  readonly checks: ReadonlyArray<
    ReadinessFinding & {
      readonly status: ReadinessStatus;
      readonly sentence: string;
      readonly remedy?: string;
      /** A file of the documentation and its heading. */
      readonly docs?: string;
    }
  >;
  /** Those whose program answered last, newest first. */
  readonly ready: readonly ReadyEndpoint[];
}
