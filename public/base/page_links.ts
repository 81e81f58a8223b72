import type { ApplicationStart } from 'opensearch-dashboards/public';
import type { EndpointRef } from '../api/isolation_api';
import { hashOf, NO_FILTERS } from './route';

/** ID of our app. It is final: bookmarks and other pages name it. */
export const APP_ID = 'endpoint-isolation';

/** URLs of pages, for real links: they can be opened in another tab and copied. */
export interface PageLinks {
  endpoint(ref: EndpointRef): string;
  events(ref: EndpointRef): string;
  /** Wazuh's own page of the agent. Undefined over that page itself. */
  agentPage(agent: string): string | undefined;
}

export function pageLinksOf({ getUrlForApp }: Pick<ApplicationStart, 'getUrlForApp'>): PageLinks {
  return {
    endpoint: ({ host, agent }) =>
      getUrlForApp(APP_ID, {
        path: hashOf({ page: 'isolation', host, agent, filters: NO_FILTERS }),
      }),
    events: ({ host, agent }) =>
      getUrlForApp(APP_ID, { path: hashOf({ page: 'events', host, agent }) }),
    agentPage: (agent) =>
      getUrlForApp('endpoints-summary', {
        path: `#/agents?tab=welcome&agent=${encodeURIComponent(agent)}`,
      }),
  };
}
