import { i18n } from '@osd/i18n';

/** The app's name in menus, breadcrumbs and the browser tab. */
export const APP_NAME = i18n.translate('endpointIsolation.app.name', {
  defaultMessage: 'Endpoint isolation',
});
