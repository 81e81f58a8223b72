import { i18n } from '@osd/i18n';
import type { Conflict } from '../../common/action/preview';

/**
 * Says what another action means for the one being prepared.
 * @param until the time of day at which it is over at the latest; empty where that is not known
 */
export function conflictSentence({ code, verb, by }: Conflict, until: string): string {
  const action = VERB_NOUNS[verb];
  const values = { action, by, until };
  switch (code) {
    case 'being_sent':
      return until === ''
        ? i18n.translate('endpointIsolation.slot.beingSent', {
            defaultMessage: '{action} by {by} is being sent. Wait a moment.',
            values,
          })
        : i18n.translate('endpointIsolation.slot.beingSentUntil', {
            defaultMessage: '{action} by {by} is being sent. It finishes by {until}.',
            values,
          });
    case 'already_pending':
      return until === ''
        ? i18n.translate('endpointIsolation.slot.alreadyPending', {
            defaultMessage: '{action} by {by} is waiting for the endpoint’s report.',
            values,
          })
        : i18n.translate('endpointIsolation.slot.alreadyPendingUntil', {
            defaultMessage:
              '{action} by {by} is waiting for the endpoint’s report, until {until} at the latest.',
            values,
          });
    case 'already_waiting':
      return i18n.translate('endpointIsolation.slot.alreadyWaiting', {
        defaultMessage:
          '{action} by {by} with other addresses is waiting to be sent. Release the endpoint to cancel it.',
        values,
      });
    case 'may_still_run':
      return i18n.translate('endpointIsolation.slot.mayStillRun', {
        defaultMessage:
          '{action} by {by} may still run: the manager didn’t say what happened to it, and it can be sent up to a minute later. The endpoint’s last report decides.',
        values,
      });
  }
}

/** An action as a thing, at the beginning of a sentence. */
export const VERB_NOUNS: Readonly<Record<'isolate' | 'release', string>> = {
  isolate: i18n.translate('endpointIsolation.verb.isolation', { defaultMessage: 'An isolation' }),
  release: i18n.translate('endpointIsolation.verb.release', { defaultMessage: 'A release' }),
};
