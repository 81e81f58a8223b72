import { i18n } from '@osd/i18n';
import type { RequestedAction } from '../../common/action/requested_action';
import type { LikelyAction } from '../../common/state/likely_verb';

/** The button that does it: the verb and the machine, never a bare "Confirm". */
export function verbOnName(verb: RequestedAction, name: string): string {
  if (verb === 'reisolate') {
    return i18n.translate('endpointIsolation.verb.reisolateName', {
      defaultMessage: 'Release and re-isolate {name}',
      values: { name },
    });
  }
  return verb === 'isolate'
    ? i18n.translate('endpointIsolation.verb.isolateName', {
        defaultMessage: 'Isolate {name}',
        values: { name },
      })
    : i18n.translate('endpointIsolation.verb.releaseName', {
        defaultMessage: 'Release {name}',
        values: { name },
      });
}

/** The button of the action that an endpoint is most likely opened for. */
export function likelyActionOnName(action: LikelyAction, name: string): string {
  if (action !== 'isolate_again') return verbOnName(action, name);
  return i18n.translate('endpointIsolation.verb.isolateNameAgain', {
    defaultMessage: 'Isolate {name} again',
    values: { name },
  });
}
