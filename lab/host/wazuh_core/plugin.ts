import type {
  Logger,
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import type { Security } from '../users';
import { createDashboardSecurity } from './dashboard_security';
import { ManageHosts } from './manage_hosts';
import type { WazuhCoreOptions } from './options';
import { ServerAPIClient } from './server_api_client';

/** The simulated plugin `wazuhCore`: its contract, its route context `wazuh_core`, and its start. */
export function createWazuhCore(options: WazuhCoreOptions, security: Security, log: Logger) {
  const dashboardSecurity = createDashboardSecurity(security);
  const manageHosts = new ManageHosts(options, log.get('manage-hosts'));
  const serverAPIClient = new ServerAPIClient(manageHosts, dashboardSecurity);
  manageHosts.useClient(serverAPIClient.asInternalUser);
  const settings: Record<string, unknown> = { hosts: options.hosts, pattern: 'wazuh-alerts-*' };
  const configuration = { get: async (key?: string) => (key ? settings[key] : settings) };
  const services = { dashboardSecurity, manageHosts, serverAPIClient, configuration };
  const { asInternalUser } = serverAPIClient;
  return {
    contract: {
      ...services,
      // Taken off its object, as wazuhCore exports it: it throws when it is called.
      api: { client: { asInternalUser, asScoped: serverAPIClient.asScoped } },
    },
    routeContext: (context: RequestHandlerContext, request: OpenSearchDashboardsRequest) => ({
      ...services,
      api: {
        client: { asInternalUser, asCurrentUser: serverAPIClient.asScoped(context, request) },
      },
    }),
    start: () => manageHosts.start(),
  };
}

export type WazuhCore = ReturnType<typeof createWazuhCore>;
