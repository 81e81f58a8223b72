import { i18n } from '@osd/i18n';
import type { ReleaseProspect } from '../../common/state/release_prospect';

export interface ReleaseProspectWords {
  readonly title: string;
  readonly text: string;
  /** `warning`: the release is not expected to end the isolation. */
  readonly look: 'plain' | 'warning';
}

/** Says what a release will most likely do to an endpoint. Promises nothing that is not expected to happen. */
export function releaseProspectWords(
  prospect: ReleaseProspect,
  name: string
): ReleaseProspectWords {
  const values = { name };
  switch (prospect) {
    case 'reconnects':
      return {
        look: 'plain',
        title: i18n.translate('endpointIsolation.consequences.release.title', {
          defaultMessage: '{name} will get its network connections back',
          values,
        }),
        text: RESTORES,
      };
    case 'reconnects_if_isolated':
      return {
        look: 'plain',
        title: i18n.translate('endpointIsolation.consequences.release.ifIsolated.title', {
          defaultMessage: 'If {name} is isolated, it will get its network connections back',
          values,
        }),
        text: RESTORES,
      };
    case 'will_be_refused':
      return {
        look: 'warning',
        title: i18n.translate('endpointIsolation.consequences.release.noBackup.title', {
          defaultMessage: '{name} will likely refuse this release',
          values,
        }),
        text: i18n.translate('endpointIsolation.consequences.release.noBackup.text', {
          defaultMessage: 'It has no firewall backup to restore. Recover it locally.',
        }),
      };
    case 'may_not_reconnect':
      return {
        look: 'warning',
        title: i18n.translate('endpointIsolation.consequences.release.suspect.title', {
          defaultMessage: 'This release may not reconnect {name}',
          values,
        }),
        text: i18n.translate('endpointIsolation.consequences.release.suspect.text', {
          defaultMessage:
            'The backup may contain the isolated firewall. After the release, check locally whether it has network access.',
        }),
      };
    case 'nothing_to_release':
      return {
        look: 'plain',
        title: i18n.translate('endpointIsolation.consequences.release.notIsolated.title', {
          defaultMessage: '{name} isn’t known to be isolated',
          values,
        }),
        text: i18n.translate('endpointIsolation.consequences.release.notIsolated.text', {
          defaultMessage:
            'If it isn’t, it refuses the release and nothing changes. If it was isolated outside this plugin, its firewall backup is restored.',
        }),
      };
  }
}

const RESTORES = i18n.translate('endpointIsolation.consequences.release.text', {
  defaultMessage:
    'Restores the firewall saved before the isolation, then deletes that backup. Rules added since then are lost.',
});
