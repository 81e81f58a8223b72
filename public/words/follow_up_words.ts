import { i18n } from '@osd/i18n';
import type { FollowUpEnd } from '../../common/action/follow_up';
import type { FollowUpSituation } from '../../common/action/follow_up_situation';

export const CHANGE_ADDRESSES = i18n.translate('endpointIsolation.reisolation.change', {
  defaultMessage: 'Change allowed addresses',
});

/** Says in a sentence why the isolation after a release wasn't sent. */
export function notStartedSentence({
  code,
  message = '',
}: Extract<FollowUpEnd, { as: 'not_started' }>): string {
  switch (code) {
    case 'release_not_proven':
      return i18n.translate('endpointIsolation.reisolation.releaseNotProven', {
        defaultMessage: 'The release wasn’t confirmed, so the isolation didn’t follow.',
      });
    case 'interrupted':
      return i18n.translate('endpointIsolation.reisolation.interrupted', {
        defaultMessage: 'The dashboard server was interrupted in between.',
      });
    case 'lifeline_changed':
      return i18n.translate('endpointIsolation.reisolation.lifelineChanged', {
        defaultMessage:
          'The manager’s address changed in between, and the isolation would have blocked it.',
      });
    case 'preview_changed':
      return i18n.translate('endpointIsolation.reisolation.previewChanged', {
        defaultMessage: 'Someone else requested an action on it in between.',
      });
    default:
      return message === ''
        ? i18n.translate('endpointIsolation.reisolation.failed', {
            defaultMessage: 'It failed on the dashboard server. See its log for the cause.',
          })
        : message;
  }
}

/** Words for the result of an address change, and the next step. */
export const FOLLOW_UP_WORDS: Readonly<
  Record<FollowUpSituation, { readonly title: string; readonly text: string }>
> = {
  releasing: {
    title: i18n.translate('endpointIsolation.reisolation.releasing.title', {
      defaultMessage: 'Changing allowed addresses, step 1 of 2: releasing',
    }),
    text: i18n.translate('endpointIsolation.reisolation.releasing.text', {
      defaultMessage:
        'Once the release is confirmed, isolation starts automatically, even if you close this page.',
    }),
  },
  open: {
    title: i18n.translate('endpointIsolation.reisolation.open.title', {
      defaultMessage: 'Not isolated right now: sending the isolation with the new addresses',
    }),
    text: i18n.translate('endpointIsolation.reisolation.open.text', {
      defaultMessage: 'This takes a moment. If it doesn’t happen, isolate it yourself.',
    }),
  },
  isolating: {
    title: i18n.translate('endpointIsolation.reisolation.isolating.title', {
      defaultMessage:
        'Changing allowed addresses, step 2 of 2: isolating. Not isolated until it reports.',
    }),
    text: i18n.translate('endpointIsolation.reisolation.isolating.text', {
      defaultMessage:
        'The release is confirmed. The next report shows whether it’s isolated again.',
    }),
  },
  left_open: {
    title: i18n.translate('endpointIsolation.reisolation.leftOpen.title', {
      defaultMessage:
        'Not isolated: it was released to change its addresses and wasn’t isolated again',
    }),
    text: i18n.translate('endpointIsolation.reisolation.leftOpen.text', {
      defaultMessage: 'Isolate it now with the addresses you need.',
    }),
  },
  may_be_open: {
    title: i18n.translate('endpointIsolation.reisolation.mayBeOpen.title', {
      defaultMessage:
        'Possibly not isolated: nothing confirms that it was isolated again after the release',
    }),
    text: i18n.translate('endpointIsolation.reisolation.mayBeOpen.text', {
      defaultMessage: 'See the details below, and check the endpoint itself.',
    }),
  },
  not_changed: {
    title: i18n.translate('endpointIsolation.reisolation.notChanged.title', {
      defaultMessage: 'Its allowed addresses were not changed',
    }),
    text: i18n.translate('endpointIsolation.reisolation.notChanged.text', {
      defaultMessage: 'See its current state below.',
    }),
  },
};
