import type { Verb } from '../command/active_response';
import type { Address } from '../address/address';
import type { AttentionClosed } from './attention';
import type { SendingState, SentAction } from '../state/endpoint_record';
import type { Evidence } from '../state/evidence';
import type { LifelineEntry } from '../lifeline/lifeline';
import type { Outcome } from '../program/outcome';
import type { Authority } from './authority';
import type { FollowUp } from './follow_up';
import { OUTCOME_RESULTS } from '../program/outcome';

/**
 * recorded → sending → dispatched | rejected | uncertain → an outcome | unanswered, and interrupted, `cancelled`. `rejected`: the manager
 * said no, or the request provably never left (code `not_sent`). `uncertain`: it may have run. `unanswered`: no evidence in time; late
 * evidence still turns it into the truth. `interrupted`: died before sending began. From `sending` an action goes back to `recorded` where
 * it is proven that nothing ran and it can be sent later: see `give_back.ts`.
 */
export const ACTION_STATUSES = [
  'recorded',
  'sending',
  'dispatched',
  'rejected',
  'uncertain',
  ...OUTCOME_RESULTS,
  'unanswered',
  'interrupted',
  'cancelled',
] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** Statuses from `recorded` until an end. */
export const PENDING_STATUSES = ['recorded', 'sending', 'dispatched', 'uncertain'] as const;

export function isPending(status: ActionStatus): boolean {
  return PENDING_STATUSES.some((pending) => pending === status);
}

/** One isolate or release of an endpoint at a time is in this state: its slot. */
export function holdsSlot(status: ActionStatus): boolean {
  return status === 'recorded' || status === 'sending';
}

const OUTCOMES: readonly ActionStatus[] = OUTCOME_RESULTS;

/**
 * Statuses that may follow each status. An action has one outcome; only `unanswered` and `interrupted` are replaced, by evidence. What
 * `settlement.ts` reads anew is no step of these.
 */
const NEXT: Readonly<Record<ActionStatus, readonly ActionStatus[]>> = {
  recorded: ['sending', 'cancelled', 'interrupted', ...OUTCOMES],
  sending: ['recorded', 'dispatched', 'rejected', 'uncertain', 'cancelled', ...OUTCOMES],
  dispatched: ['unanswered', ...OUTCOMES],
  uncertain: ['dispatched', 'rejected', 'unanswered', ...OUTCOMES],
  unanswered: OUTCOMES,
  interrupted: OUTCOMES,
  rejected: [],
  cancelled: [],
  succeeded: [],
  refused: [],
  failed: [],
  partial: [],
  unrecognised: [],
};

export function mayFollow(from: ActionStatus, to: ActionStatus): boolean {
  return NEXT[from].includes(to);
}

/** One step of an action's life; `status` of the action is that of its last entry. */
export interface TimelineEntry {
  readonly n: number;
  /** Our clock, ms. */
  readonly at: number;
  readonly status: ActionStatus;
  /** A user's name, or `system`. */
  readonly by: string;
  readonly detail?: StepDetail;
}

/** A code of ours, what lies behind it, and the words that go with it. */
export interface StepDetail {
  /** Code such as `not_sent`, `recovered`, `sent_late`, `read_anew`, or that of a refusal. */
  readonly code?: string;
  /** Reason it wasn't sent. */
  readonly cause?: string;
  readonly message?: string;
  /** The manager's own number, such as 1707. */
  readonly manager_code?: number;
  readonly http_status?: number;
}

/** The agent of an action, as the manager listed it at that time. */
export interface ActionAgent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly os: string;
  readonly groups: readonly string[];
  /** Time of the agent's enrollment, ms. Absent if the manager doesn't say. */
  readonly date_add?: number;
}

/** A document of `<prefix>-actions`. Its head never changes; its timeline only grows. */
export interface ActionDocument {
  readonly schema_version: number;
  readonly kind: 'action';
  readonly endpoint: string;
  readonly manager: string;
  readonly host_id: string;
  readonly agent: ActionAgent;
  /** Number among the isolates and releases of its endpoint, from 1. */
  readonly n: number;
  readonly verb: 'isolate' | 'release';
  readonly ref: string;
  readonly batch: string;
  /** Hash of (user, route, idempotency key). */
  readonly key_hash: string;
  /** Hash of the request: the same key with another body is another request. */
  readonly body_hash: string;
  /** Numbers of the earlier actions of this endpoint that were pending when this one was created. */
  readonly pending_before: readonly number[];
  readonly created_at: number;
  /** Our clock at the last write, ms: whoever follows the ledger finds by it what changed. */
  readonly updated_at: number;
  readonly user: string;
  readonly reason: string;
  readonly case?: string;
  readonly alert?: { readonly index: string; readonly id: string };
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  /** Trusted addresses of the manager that the person acknowledged to cut off. */
  readonly left_out: readonly Address[];
  /** Names of the profiles that were chosen, as the configuration had them then; absent where none was. */
  readonly profiles?: readonly string[];
  /** The isolation that follows a release to change the allowed addresses. */
  readonly reisolation?: FollowUp;
  /** Number of the release before the isolation, if it changes the allowed addresses. */
  readonly reisolates?: number;
  /** `user` of the command, with its ref where references are on. */
  readonly sent_user: string;
  readonly program: string;

  readonly status: ActionStatus;
  readonly timeline: readonly TimelineEntry[];
  /** Says as whom it may be sent. Absent in documents of older versions: only by the request that recorded it. */
  readonly authority?: Authority;
  /** Proves, while it waits, that a dashboard recorded it so and nobody wrote it since. See `signed_action.ts`. */
  readonly signature?: string;
  /** Process that works on it. A hint: any other can take it up where that one is gone. */
  readonly worker?: string;
  /** Mark of the attempt that may send. Only the attempt whose mark stands in a `sending` document sends. */
  readonly mark: string;
  /** Time after which no one may claim a `recorded` action, ms. */
  readonly not_after?: number;
  /** Time after which nothing of a `sending` action may be sent, ms. */
  readonly send_before?: number;
  /** Our clock at the write of `sending`, ms; later where a paused process sent late. */
  readonly sent_at?: number;
  /** End of the time in which evidence is expected, ms. */
  readonly waits_until?: number;
  readonly outcome?: Outcome;
  /** Evidence by value; the deciding one first. */
  readonly evidence: readonly Evidence[];
  /** Agents that the manager says it commanded beyond the one asked for. */
  readonly also_affected?: readonly string[];
  /** Time at which lost contact with the endpoint this action isolated was first noticed, ms. */
  readonly contact_lost_at?: number;
  /** Says who closed this action's follow-up, when and why. */
  readonly attention_closed?: AttentionClosed;
}

/** Time after the start of `sending` in which an attempt may send. Checked by the statement before the request. */
export const SEND_WITHIN = 15 * 1000;
/** Time after `send_before` from which no one who held the action can still be sending it, and anyone may settle it as `uncertain`. */
export const RECOVER_AFTER = 60 * 1000;
/** Time a queued action may wait to be claimed. */
export const CLAIM_WITHIN = 15 * 60 * 1000;

/** Returns the time from which anyone may take back this action's slot, ms. Undefined if it holds none. */
export function recoverableFrom(action: ActionDocument): number | undefined {
  if (action.status === 'recorded') return action.not_after ?? action.created_at + CLAIM_WITHIN;
  if (action.status === 'sending') {
    return (action.send_before ?? action.created_at + SEND_WITHIN) + RECOVER_AFTER;
  }
  return undefined;
}

export type Step = Omit<TimelineEntry, 'n'>;

/** The action with one more step; undefined where that step may not follow. */
export function advance(action: ActionDocument, step: Step): ActionDocument | undefined {
  if (!mayFollow(action.status, step.status)) return undefined;
  return appended(action, step);
}

/** Takes a slot back whose holder is gone; undefined where its time has not come. */
export function recover(action: ActionDocument, now: number): ActionDocument | undefined {
  const from = recoverableFrom(action);
  if (from === undefined || now < from) return undefined;
  const status = action.status === 'recorded' ? 'interrupted' : 'uncertain';
  return advance(action, { at: now, status, by: SYSTEM, detail: { code: RECOVERED } });
}

/** Ends the wait for evidence; undefined where it goes on. A document that lacks its times waits for nothing, and not for ever. */
export function giveUpWaiting(action: ActionDocument, now: number): ActionDocument | undefined {
  const isWaiting = action.status === 'dispatched' || action.status === 'uncertain';
  const until = action.waits_until ?? action.sent_at ?? action.created_at;
  if (!isWaiting || now < until) return undefined;
  return advance(action, { at: now, status: 'unanswered', by: SYSTEM });
}

export const SYSTEM = 'system';

/**
 * A process that was paused behind its check has sent after others settled its action as lost: that is a new doubt from now on,
 * whatever later actions proved meanwhile.
 */
export function sentLate(
  action: ActionDocument,
  step: Pick<Step, 'at' | 'detail'>,
  answerTime: number
): ActionDocument {
  return {
    ...appended(action, {
      at: step.at,
      status: action.status,
      by: SYSTEM,
      detail: { ...step.detail, cause: step.detail?.code, code: SENT_LATE },
    }),
    sent_at: step.at,
    waits_until: step.at + answerTime,
  };
}

export const SENT_LATE = 'sent_late';
const RECOVERED = 'recovered';

/** The last step was somebody else's: its holder was thought lost. */
export function wasRecovered({ timeline }: ActionDocument): boolean {
  return timeline.some(({ detail }) => detail?.code === RECOVERED);
}

/** Number of times this action was taken up to be sent. */
export function attemptsOf({ timeline }: ActionDocument): number {
  return timeline.filter(({ status }) => status === 'sending').length;
}

/** The part of an action that the fold needs. Undefined while nothing was sent or is being sent, and no attempt was given back. */
export function sentActionOf(action: ActionDocument): SentAction | undefined {
  const attempt = attemptsOf(action);
  if (action.sent_at === undefined && action.evidence.length === 0 && attempt === 0) {
    return undefined;
  }
  const sentAt = action.sent_at ?? action.created_at;
  const { attention_closed: closed } = action;
  return {
    n: action.n,
    verb: action.verb,
    ref: action.ref,
    sent_at: sentAt,
    waits_until: action.waits_until ?? sentAt,
    sending: sendingStateOf(action),
    ...(attempt > 1 ? { attempt } : {}),
    addresses: action.verb === 'isolate' ? action.lifeline.length : 0,
    answered: action.evidence.length > 0,
    ...(closed && closed.found_open ? { found_open_at: closed.at } : {}),
  };
}

/** The state of the newest attempt: of those before it nothing ran. */
function sendingStateOf({ status, timeline }: ActionDocument): SendingState {
  const recordedAt = timeline.map((entry) => entry.status).lastIndexOf('recorded');
  const entries = timeline.slice(recordedAt + 1);
  const seen = (wanted: ActionStatus) => entries.some((entry) => entry.status === wanted);
  const isNeverSent = status === 'rejected' || status === 'cancelled' || !seen('sending');
  if (isNeverSent) return 'not_sent';
  if (status === 'sending') return 'sending';
  const isLate = entries.some(({ detail }) => detail?.code === SENT_LATE);
  // What was uncertain once may have left up to a minute late, whatever the manager says in the end.
  return seen('dispatched') && !seen('uncertain') && !isLate ? 'dispatched' : 'uncertain';
}

/** The action with one more step, whichever came before. */
export function appended(action: ActionDocument, step: Step): ActionDocument {
  return {
    ...action,
    status: step.status,
    timeline: [...action.timeline, { ...step, n: action.timeline.length + 1 }],
    updated_at: step.at,
  };
}

/** The addresses as sent. */
export function addressesOf(action: ActionDocument): Address[] {
  return action.lifeline.map(({ address }) => address);
}

export function isActionVerb(verb: Verb): verb is 'isolate' | 'release' {
  return verb !== 'probe';
}
