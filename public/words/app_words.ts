import { i18n } from '@osd/i18n';

/** Gives the app's name in menus, breadcrumbs and the browser tab. A function, because the entry bundle runs nothing when it is read. */
export function appName(): string {
  return i18n.translate('endpointIsolation.app.name', { defaultMessage: 'Endpoint isolation' });
}
