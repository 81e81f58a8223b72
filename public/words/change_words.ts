import { i18n } from '@osd/i18n';
import type { PreviewChange } from '../../common/action/preview_changes';
import { acknowledgementSentence } from './lifeline_words';

/** Says what changed since a person decided. */
export function changeSentence(change: PreviewChange): string {
  switch (change.is) {
    case 'other_agent':
      return i18n.translate('endpointIsolation.change.agent', {
        defaultMessage:
          'The agent was re-enrolled: this ID now belongs to {name}. Make sure it’s the endpoint you mean.',
        values: { name: change.name ?? '-' },
      });
    case 'new_action':
      return i18n.translate('endpointIsolation.change.newAction', {
        defaultMessage: 'Someone else requested an action on this endpoint.',
      });
    case 'now_allowed':
      return i18n.translate('endpointIsolation.change.added', {
        defaultMessage: 'Now also allowed: {addresses}.',
        values: { addresses: change.addresses.join(', ') },
      });
    case 'no_longer_allowed':
      return i18n.translate('endpointIsolation.change.gone', {
        defaultMessage: 'No longer allowed: {addresses}.',
        values: { addresses: change.addresses.join(', ') },
      });
    case 'new_need':
      return acknowledgementSentence(change.need);
    case 'something':
      return i18n.translate('endpointIsolation.change.something', {
        defaultMessage: 'Something changed that this page doesn’t show.',
      });
  }
}
