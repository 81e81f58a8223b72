import { i18n } from '@osd/i18n';
import type { ShownState } from '../../common/state/shown_state';
import type { TimeFormat } from '../words/time_format';
import { stateNameOf } from '../../common/state/state_name';
import { STATE_WORDS } from '../words/state_words';
import type { Badge } from './badge';

export const ISOLATION = i18n.translate('endpointIsolation.badge.isolation', {
  defaultMessage: 'Isolation',
});

/** Stands for a state that couldn't be read. */
export const NOT_READ = i18n.translate('endpointIsolation.badge.notRead', {
  defaultMessage: 'Unavailable',
});

/** The meaning of the button in a sentence, for its tooltip and for screen readers. */
export function badgeSentence(badge: Badge, times: TimeFormat, now: number): string {
  switch (badge.show) {
    case 'nothing':
      return '';
    case 'reading':
      return i18n.translate('endpointIsolation.badge.reading', {
        defaultMessage: 'Loading isolation state…',
      });
    case 'unread':
      if (badge.session === 'over') {
        return i18n.translate('endpointIsolation.badge.sessionOver', {
          defaultMessage: 'Your session has expired. Reload the page and sign in again.',
        });
      }
      return i18n.translate('endpointIsolation.badge.unread', {
        defaultMessage: 'Couldn’t load the isolation state. Select to try again.',
      });
    case 'blocked':
      return badge.url === undefined
        ? i18n.translate('endpointIsolation.badge.otherMachine', {
            defaultMessage:
              'On the selected manager, ID {id} belongs to a different endpoint than the one shown here. Actions are turned off until they match. Reload the page.',
            values: { id: badge.pinned.id },
          })
        : i18n.translate('endpointIsolation.badge.urlDiffers', {
            defaultMessage:
              'This page shows agent {shown}, but its URL names agent {url}. Actions are turned off until they match. Reload the page.',
            values: { shown: badge.pinned.id, url: badge.url },
          });
    case 'state':
      return badge.is_old
        ? i18n.translate('endpointIsolation.badge.old', {
            defaultMessage: 'Couldn’t refresh the isolation state. Last known: {sentence}',
            values: { sentence: stateSentence(badge.state, times, now) },
          })
        : stateSentence(badge.state, times, now);
  }
}

function stateSentence(state: ShownState, times: TimeFormat, now: number): string {
  const word = STATE_WORDS[stateNameOf(state)];
  if (state.waiting) {
    return i18n.translate('endpointIsolation.badge.waiting', {
      defaultMessage: '{word} since {time}. Waiting for the endpoint’s report.',
      values: { word, time: times.clock(state.waiting.since, now) },
    });
  }
  if (state.proof) {
    return i18n.translate('endpointIsolation.badge.proven', {
      defaultMessage: '{word}, confirmed by the endpoint {time}.',
      values: { word, time: times.clock(state.proof.at, now) },
    });
  }
  return state.status === 'unknown'
    ? i18n.translate('endpointIsolation.badge.unknown', {
        defaultMessage: 'Unknown: it may or may not be isolated. Select for details.',
      })
    : i18n.translate('endpointIsolation.badge.word', {
        defaultMessage: '{word}.',
        values: { word },
      });
}
