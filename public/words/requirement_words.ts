import { i18n } from '@osd/i18n';
import type { Requirement } from '../../common/action/requirement';

/** Names at the button of a form what is still to be given. */
export function toContinueWords(requirement: Requirement): string {
  switch (requirement) {
    case 'reason':
      return i18n.translate('endpointIsolation.form.toContinue.reason', {
        defaultMessage: 'Enter a reason above to continue',
      });
    case 'protected':
      return i18n.translate('endpointIsolation.form.toContinue.name', {
        defaultMessage: 'Type the endpoint’s name above to continue',
      });
    default:
      return i18n.translate('endpointIsolation.form.toContinue.risk', {
        defaultMessage: 'Acknowledge the risk above to continue',
      });
  }
}
