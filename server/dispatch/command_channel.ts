import { GIVEN_BACK } from '../../common/action/give_back';
import type { SendingEnd } from '../../common/action/sending_end';
import type { StepDetail } from '../../common/action/action';
import type { ActiveResponseBody } from '../../common/command/active_response';
import type { AgentId } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';

/** A command to one endpoint, as it is on record. */
export interface EndpointCommand {
  /** ID of its document in the ledger: the result is returned under it. */
  readonly id: string;
  readonly agent: AgentId;
  readonly body: ActiveResponseBody;
  /** Time from which it may no longer leave, ms. The channel compares it with the clock in the statement before the command leaves. */
  readonly sendBefore: number;
}

/**
 * Facts that prove that a command wasn't run and never will be by this sending. Our own time limit, a cut connection or a failure of the
 * manager prove nothing.
 */
export const NOTHING_RAN_PROOFS = [
  /** The manager turned it away because of its limit of requests. */
  'rate_limited',
  /** This dashboard's own budget of requests kept it back. */
  'over_budget',
  'no_connection',
  'no_login',
  /** `sendBefore` was over first. */
  'too_late',
] as const;
export type NothingRanProof = (typeof NOTHING_RAN_PROOFS)[number];

/**
 * A result says what is proven about one command. `received`: it was passed on to the endpoint's connection, nothing more. `refused`: the manager said no
 * to it. `not_sent`: this channel can't carry it. `nothing_ran`: it would be the same command if it were sent again. `unknown`: it may have
 * been run, or may still be.
 */
export type CommandResult =
  | { readonly result: 'received' }
  | { readonly result: 'refused' | 'not_sent' | 'unknown'; readonly detail: StepDetail }
  | {
      readonly result: 'nothing_ran';
      readonly proof: NothingRanProof;
      readonly detail: StepDetail;
      /** Time at which it can be tried again, our clock, ms, where that is known. */
      readonly retryAt?: number;
    };

export interface CommandResults {
  /** One result for each command, by its ID. */
  readonly of: ReadonlyMap<string, CommandResult>;
  /** Agents that got a command without being named. Anything here is an alarm. */
  readonly beyond: readonly string[];
  /**
   * Results of the commands that nobody could stop when the wait was over: until it settles they can still leave. It never rejects, and has
   * no `late` of its own.
   */
  readonly late?: Promise<CommandResults>;
}

/** A way to the endpoints of one manager. */
export interface CommandChannel {
  /** Sends each command at most once. Never throws for anything that happens on the way: each end is a result. */
  send(commands: NonEmptyArray<EndpointCommand>): Promise<CommandResults>;
}

/** End of a sending, as it is recorded. A command without a result may have been run. */
export function endOfCommand(
  result: CommandResult | undefined
): Pick<SendingEnd, 'status' | 'detail'> {
  if (!result) return { status: 'uncertain', detail: { code: 'not_answered_for' } };
  if (result.result === 'received') return { status: 'dispatched' };
  const { detail } = result;
  return { status: result.result === 'unknown' ? 'uncertain' : 'rejected', detail };
}

/** Proofs behind which the same command is sent later by itself: what stands against it passes. */
const PASSING: readonly NothingRanProof[] = ['rate_limited', 'over_budget'];

/** Returns why a command goes back to those that wait; undefined where it has an end. */
export function reasonToWait(result: CommandResult): StepDetail | undefined {
  if (result.result !== 'nothing_ran' || !PASSING.includes(result.proof)) return undefined;
  return { ...result.detail, code: GIVEN_BACK, cause: result.proof };
}
