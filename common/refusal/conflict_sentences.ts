import type { Conflict } from '../action/conflict';
import type { Sentence } from './sentence';

/** Meanings of another action for the one being prepared, with and without the time by which it is over. */
export const CONFLICT_TEXTS = {
  being_sent: '{action} by {by} is being sent. Wait a moment.',
  being_sent_until: '{action} by {by} is being sent. It finishes by {until}.',
  already_pending: "{action} by {by} is waiting for the endpoint's report.",
  already_pending_until:
    "{action} by {by} is waiting for the endpoint's report, until {until} at the latest.",
  already_waiting:
    '{action} by {by} with other addresses is waiting to be sent. Release the endpoint to cancel it.',
  may_still_run:
    "{action} by {by} may still run: the manager didn't say what happened to it, and it can be sent up to a minute later. The endpoint's last report decides.",
} as const;

/** An action as a thing, at the beginning of a sentence. */
export const VERB_TEXTS = { isolate: 'An isolation', release: 'A release' } as const;

const TIMED = {
  being_sent: 'being_sent_until',
  already_pending: 'already_pending_until',
  already_waiting: 'already_waiting',
  may_still_run: 'may_still_run',
} as const;

/**
 * Says what another action means for the one being prepared.
 * @param clock how a time of day is written; undefined where nobody knows the reader's time zone
 */
export function conflictSentence(
  { code, verb, by, until }: Conflict,
  clock?: (at: number) => string
): Sentence {
  const over = until === undefined ? undefined : clock?.(until);
  const key = over === undefined ? code : TIMED[code];
  return {
    id: `conflict.${key}`,
    text: CONFLICT_TEXTS[key],
    values: {
      action: { id: `noun.${verb}`, text: VERB_TEXTS[verb] },
      by,
      ...(over === undefined ? {} : { until: over }),
    },
  };
}
