import { i18n } from '@osd/i18n';
import type { DocsFile, Route } from '../base/route';

export const PAGE_TITLES: Readonly<Record<Exclude<Route['page'], 'not_found' | 'docs'>, string>> = {
  isolation: i18n.translate('endpointIsolation.page.isolation', { defaultMessage: 'Isolation' }),
  events: i18n.translate('endpointIsolation.page.events', { defaultMessage: 'Events' }),
  history: i18n.translate('endpointIsolation.page.history', { defaultMessage: 'History' }),
  readiness: i18n.translate('endpointIsolation.page.readiness', { defaultMessage: 'Readiness' }),
};

export const DOCS_TITLES: Readonly<Record<DocsFile, string>> = {
  access: i18n.translate('endpointIsolation.docs.access', { defaultMessage: 'Access' }),
  configure: i18n.translate('endpointIsolation.docs.configure', { defaultMessage: 'Configure' }),
  readiness: i18n.translate('endpointIsolation.docs.readiness', {
    defaultMessage: 'About readiness',
  }),
  limits: i18n.translate('endpointIsolation.docs.limits', { defaultMessage: 'Limits' }),
  recovery: i18n.translate('endpointIsolation.docs.recovery', {
    defaultMessage: 'Recover an endpoint',
  }),
};

/**
 * Titles for the browser tab and the breadcrumbs after the app's own name.
 * @param name of the endpoint that is open, once it is known
 */
export function titlesOf(route: Route, name: string | undefined): readonly string[] {
  switch (route.page) {
    case 'not_found':
      return [];
    case 'isolation':
      return route.agent === undefined ? [] : [name ?? route.agent];
    case 'docs':
      return [DOCS_TITLES[route.file]];
    case 'events':
    case 'history':
    case 'readiness':
      return [PAGE_TITLES[route.page]];
  }
}
