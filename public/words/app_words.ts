import { i18n } from '@osd/i18n';

/** Gives the app's name in menus, breadcrumbs and the browser tab. A function, because the entry bundle runs nothing when it is read. */
export function appName(): string {
  return i18n.translate('endpointIsolation.app.name', { defaultMessage: 'Endpoint isolation' });
}

/** Gives the app's name in a breadcrumb before others: the host cuts those off at 160 px, of which 44 are its own. */
export function shortAppName(): string {
  return i18n.translate('endpointIsolation.app.shortName', { defaultMessage: 'Isolation' });
}
