import type { ActionStatus, StepDetail, TimelineEntry } from '../action/action';
import type { Attention } from '../action/attention';
import type { FollowUp } from '../action/follow_up';
import type { LifelineEntry } from '../lifeline/lifeline';
import type { Outcome } from '../program/outcome';

/** The newest action of an endpoint, in short. */
export interface ActionSummary {
  readonly id: string;
  readonly n: number;
  readonly verb: 'isolate' | 'release';
  readonly status: ActionStatus;
  readonly user: string;
  readonly reason: string;
  readonly case?: string;
  readonly created_at: number;
  readonly ended_at?: number;
}

/** An action with all its steps. */
export interface ActionView extends ActionSummary {
  /** Name of the manager when this was recorded, if it was renamed since. */
  readonly former_manager?: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly host: string;
  readonly batch: string;
  readonly timeline: readonly TimelineEntry[];
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  readonly left_out: readonly string[];
  /** Names of the profiles that were chosen, as they were then. */
  readonly profiles?: readonly string[];
  /** The isolation that follows a release to change the allowed addresses, and its result. */
  readonly reisolation?: FollowUp;
  /** Number of the release before the isolation, if it changes the allowed addresses. */
  readonly reisolates?: number;
  readonly sent_user: string;
  readonly sent_at?: number;
  readonly waits_until?: number;
  readonly outcome?: Outcome;
  readonly evidence_at?: number;
  /** The endpoint reported the release as successful, and that doesn't confirm that it is no longer isolated: its backup was suspect. */
  readonly unconfirmed?: true;
  readonly alert?: { readonly index: string; readonly id: string };
  readonly also_affected?: readonly string[];
  /** Its follow-up, closed or not. */
  readonly attention?: Attention;
}

export type StartedView =
  | { readonly agent_id: string; readonly action: ActionView }
  | {
      readonly agent_id: string;
      readonly refused: {
        readonly code: string;
        readonly message: string;
        readonly detail?: StepDetail;
      };
    };

/** `POST actions`. */
export interface StartedBatchView {
  readonly batch: string;
  readonly started: readonly StartedView[];
}
