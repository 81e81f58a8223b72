import { i18n } from '@osd/i18n';
import type { ReisolationEnd } from '../../common/reisolation';

export const CHANGE_ADDRESSES = i18n.translate('endpointIsolation.reisolation.change', {
  defaultMessage: 'Change allowed addresses',
});

/** Why the isolation behind a release was not sent, as a sentence. */
export function notStartedSentence({
  code,
  message = '',
}: Extract<ReisolationEnd, { as: 'not_started' }>): string {
  switch (code) {
    case 'release_not_proven':
      return i18n.translate('endpointIsolation.reisolation.releaseNotProven', {
        defaultMessage: 'Its release was not proven, so that nothing followed.',
      });
    case 'interrupted':
      return i18n.translate('endpointIsolation.reisolation.interrupted', {
        defaultMessage: 'The dashboard server was interrupted in between.',
      });
    case 'lifeline_changed':
      return i18n.translate('endpointIsolation.reisolation.lifelineChanged', {
        defaultMessage:
          'The manager got another address in between, which the isolation would have cut off.',
      });
    case 'preview_changed':
      return i18n.translate('endpointIsolation.reisolation.previewChanged', {
        defaultMessage: 'Somebody else acted on it in between.',
      });
    default:
      return message === ''
        ? i18n.translate('endpointIsolation.reisolation.failed', {
            defaultMessage: 'It failed in the dashboard server, whose log says why.',
          })
        : message;
  }
}

/** What a change of addresses has come to, and what to do. */
export const REISOLATION_WORDS = {
  releasing: {
    title: i18n.translate('endpointIsolation.reisolation.releasing.title', {
      defaultMessage: 'Other addresses, step 1 of 2: it is being released',
    }),
    text: i18n.translate('endpointIsolation.reisolation.releasing.text', {
      defaultMessage:
        'Once its release is proven it is isolated again by itself, also when you close this page.',
    }),
  },
  open: {
    title: i18n.translate('endpointIsolation.reisolation.open.title', {
      defaultMessage: 'It is open now: its isolation with the other addresses is being sent',
    }),
    text: i18n.translate('endpointIsolation.reisolation.open.text', {
      defaultMessage: 'This takes a moment. If it does not come, isolate it yourself.',
    }),
  },
  isolating: {
    title: i18n.translate('endpointIsolation.reisolation.isolating.title', {
      defaultMessage:
        'Other addresses, step 2 of 2: it is being isolated again, and open until it reports',
    }),
    text: i18n.translate('endpointIsolation.reisolation.isolating.text', {
      defaultMessage: 'Its release is proven. Its next report says whether it is cut off again.',
    }),
  },
  left_open: {
    title: i18n.translate('endpointIsolation.reisolation.leftOpen.title', {
      defaultMessage: 'It is open now: it was released for other addresses, and not isolated again',
    }),
    text: i18n.translate('endpointIsolation.reisolation.leftOpen.text', {
      defaultMessage: 'Isolate it now, with the addresses that it shall have.',
    }),
  },
  may_be_open: {
    title: i18n.translate('endpointIsolation.reisolation.mayBeOpen.title', {
      defaultMessage:
        'It may be open now: nothing proves that it was isolated again behind its release',
    }),
    text: i18n.translate('endpointIsolation.reisolation.mayBeOpen.text', {
      defaultMessage: 'See below what is known, and check at the machine.',
    }),
  },
  not_changed: {
    title: i18n.translate('endpointIsolation.reisolation.notChanged.title', {
      defaultMessage: 'Its addresses were not changed',
    }),
    text: i18n.translate('endpointIsolation.reisolation.notChanged.text', {
      defaultMessage: 'See below how it stands now.',
    }),
  },
} as const;
export type ReisolationSituation = keyof typeof REISOLATION_WORDS;
