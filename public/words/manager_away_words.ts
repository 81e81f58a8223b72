import { i18n } from '@osd/i18n';

/** The reason shown at every button while the manager can't be reached, and the title of the banner. */
export const MANAGER_AWAY = i18n.translate('endpointIsolation.managerAway.title', {
  defaultMessage: 'The manager can’t be reached. Nothing can be sent now.',
});

/** @param time when the manager last responded, as a clock shows it */
export function lastSeenAsOf(time: string): string {
  return i18n.translate('endpointIsolation.managerAway.lastSeen', {
    defaultMessage: 'Last seen times are from {time}: the manager isn’t responding.',
    values: { time },
  });
}

export const CHECK_AGAIN = i18n.translate('endpointIsolation.managerAway.checkAgain', {
  defaultMessage: 'Check again',
});
