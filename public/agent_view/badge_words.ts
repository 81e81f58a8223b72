import { i18n } from '@osd/i18n';
import type { ShownState } from '../../common/shown_state';
import type { TimeFormat } from '../services/time_format';
import { stateNameOf, STATE_WORDS } from '../words/state_words';
import type { Badge } from './badge';

export const ISOLATION = i18n.translate('endpointIsolation.badge.isolation', {
  defaultMessage: 'Isolation',
});

/** In the place of a state that could not be read. */
export const NOT_READ = i18n.translate('endpointIsolation.badge.notRead', {
  defaultMessage: 'Not read',
});

/** What the button stands for, in a sentence: its tooltip, and what is read out. */
export function badgeSentence(badge: Badge, times: TimeFormat, now: number): string {
  switch (badge.show) {
    case 'nothing':
      return '';
    case 'reading':
      return i18n.translate('endpointIsolation.badge.reading', {
        defaultMessage: 'The state of isolation is being read.',
      });
    case 'unread':
      return i18n.translate('endpointIsolation.badge.unread', {
        defaultMessage: 'The state of isolation could not be read. Press to try again.',
      });
    case 'blocked':
      return badge.url === undefined
        ? i18n.translate('endpointIsolation.badge.otherMachine', {
            defaultMessage:
              'The chosen manager has another machine under the id {id} than the one shown here. Nothing is offered until they agree: reload the page.',
            values: { id: badge.pinned.id },
          })
        : i18n.translate('endpointIsolation.badge.urlDiffers', {
            defaultMessage:
              'This page shows agent {shown}, its address names agent {url}. Nothing is offered until they agree: reload the page.',
            values: { shown: badge.pinned.id, url: badge.url },
          });
    case 'state':
      return badge.is_old
        ? i18n.translate('endpointIsolation.badge.old', {
            defaultMessage:
              'The state could not be read of late. When it was read last: {sentence}',
            values: { sentence: stateSentence(badge.state, times, now) },
          })
        : stateSentence(badge.state, times, now);
  }
}

function stateSentence(state: ShownState, times: TimeFormat, now: number): string {
  const word = STATE_WORDS[stateNameOf(state)];
  if (state.waiting) {
    return i18n.translate('endpointIsolation.badge.waiting', {
      defaultMessage: '{word} since {time}; the report of the endpoint is waited for.',
      values: { word, time: times.clock(state.waiting.since, now) },
    });
  }
  if (state.proof) {
    return i18n.translate('endpointIsolation.badge.proven', {
      defaultMessage: '{word}, reported by the endpoint {time}.',
      values: { word, time: times.clock(state.proof.at, now) },
    });
  }
  return state.status === 'unknown'
    ? i18n.translate('endpointIsolation.badge.unknown', {
        defaultMessage: 'Unknown: it can be isolated or not. Press to see why.',
      })
    : i18n.translate('endpointIsolation.badge.word', {
        defaultMessage: '{word}.',
        values: { word },
      });
}
