import { createHash } from 'crypto';
import type {
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import type { Security } from '../users';

export interface CurrentUser {
  username?: string;
  authContext: Record<string, unknown>;
  hashUsername: string;
}

export interface DashboardSecurity {
  platform: string;
  getCurrentUser(
    request: OpenSearchDashboardsRequest,
    context?: RequestHandlerContext
  ): Promise<CurrentUser>;
}

const withHash = (username: string, authContext: Record<string, unknown>): CurrentUser => ({
  username,
  authContext,
  hashUsername: createHash('md5').update(username).digest('hex'),
});

/** wazuhCore's `dashboardSecurity`: without the security plugin the user is a constant, else whoever OpenSearch says. */
export function createDashboardSecurity(security: Security): DashboardSecurity {
  if (security === 'none') {
    return {
      platform: '',
      getCurrentUser: async () => withHash('elastic', { username: 'elastic' }),
    };
  }
  return {
    platform: 'opensearch_dashboards_security',
    getCurrentUser: async (_, context) => {
      if (!context) throw new Error("Cannot read properties of undefined (reading 'core')");
      const { body } = await context.core.opensearch.client.asCurrentUser.transport.request({
        method: 'GET',
        path: '/_opendistro/_security/api/account',
      });
      return withHash(String(body.user_name), body);
    },
  };
}
