import type { ActionDocument } from './action';
import { isPending } from './action';
import type { Address } from '../address/address';
import type { LifelineEntry } from '../lifeline/lifeline';
import { MINUTE } from '../base/time';

/**
 * The isolation that follows a release by itself, as it was checked and confirmed before the release was sent. Part of the release's
 * document: whatever becomes of the dashboard in between, it is on record that the endpoint was not meant to stay open.
 */
export interface FollowUp {
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  readonly left_out: readonly Address[];
  readonly ended?: FollowUpEnd;
}

/**
 * `started`: action `n` is that isolation. `not_started`: it was not recorded and will not be; `code` is `release_not_proven`,
 * `interrupted`, `state_not_clear`, `lifeline_changed`, or that of the refusal or failure it met.
 */
export type FollowUpEnd =
  | { readonly as: 'started'; readonly at: number; readonly n: number }
  | {
      readonly as: 'not_started';
      readonly at: number;
      readonly code: string;
      readonly message?: string;
    };

/** Time after the confirmed release in which the isolation may be started. Later it would come as a surprise. */
export const FOLLOWS_WITHIN = MINUTE;

/** Time at which the isolation after a confirmed release is overdue, ms. Undefined if none is expected. */
export function followUpDue({ reisolation, status, timeline }: ActionDocument): number | undefined {
  const last = timeline[timeline.length - 1];
  if (!reisolation || reisolation.ended || status !== 'succeeded' || !last) return undefined;
  return last.at + FOLLOWS_WITHIN;
}

/**
 * The release with the end of an isolation that does not come: its release ended otherwise, or whoever should have sent it is gone. Anyone
 * may write this. undefined where nothing is to be ended.
 */
export function endFollowUp(action: ActionDocument, now: number): ActionDocument | undefined {
  const { reisolation, status } = action;
  if (!reisolation || reisolation.ended || isPending(status)) return undefined;
  const due = followUpDue(action);
  if (due === undefined) return withEnd(action, notStarted('release_not_proven', now), now);
  return now < due ? undefined : withEnd(action, notStarted('interrupted', now), now);
}

/** Joins two ends. That it was started is true whatever others wrote who didn't see it; else the first end stays. */
export function withEnd(action: ActionDocument, ended: FollowUpEnd, now: number): ActionDocument {
  const { reisolation } = action;
  if (!reisolation) return action;
  if (reisolation.ended && ended.as !== 'started') return action;
  return { ...action, reisolation: { ...reisolation, ended }, updated_at: now };
}

export function notStarted(code: string, at: number, message?: string): FollowUpEnd {
  return { as: 'not_started', at, code, ...(message === undefined ? {} : { message }) };
}
