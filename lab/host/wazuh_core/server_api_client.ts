import { Agent } from 'https';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import type {
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import type { WazuhApiClient, WazuhApiRequestData } from '../../../types/wazuh_core';
import type { DashboardSecurity } from './dashboard_security';
import type { ManageHosts } from './manage_hosts';

export type InternalUserClient = WazuhApiClient;

interface To {
  apiHostID: string;
  forceRefresh?: boolean;
}

/**
 * wazuhCore's way to the manager, with its traits: axios without a time limit, TLS not verified, and `asScoped` a method that is
 * exported without its object.
 */
export class ServerAPIClient {
  private readonly http: AxiosInstance = axios.create({
    httpsAgent: new Agent({ rejectUnauthorized: false }),
  });
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly manageHosts: ManageHosts,
    private readonly dashboardSecurity: DashboardSecurity
  ) {}

  /** Keeps a token for each host and logs in once more on a 401. */
  readonly asInternalUser: InternalUserClient = {
    authenticate: (id) => this.logInInternalUser(id),
    request: async (method, path, data, options) => {
      const id = options.apiHostID;
      try {
        const kept = options.forceRefresh ? undefined : this.tokens.get(id);
        return await this.request(
          method,
          path,
          data,
          id,
          kept ?? (await this.logInInternalUser(id))
        );
      } catch (error) {
        if (!axios.isAxiosError(error) || error.response?.status !== 401) throw error;
        return this.request(method, path, data, id, await this.logInInternalUser(id));
      }
    },
  };

  /** Takes its token only from the cookie `wz-token`, whoever it was given to, and never logs in by itself. */
  asScoped(context: RequestHandlerContext, request: OpenSearchDashboardsRequest): WazuhApiClient {
    return {
      authenticate: async (id) =>
        this.manageHosts.isEnabledAuthWithRunAs(id)
          ? this.logIn(
              id,
              (await this.dashboardSecurity.getCurrentUser(request, context)).authContext
            )
          : this.logIn(id),
      request: (method, path, data, options: To) =>
        this.request(method, path, data, options.apiHostID, lastCookie(request, 'wz-token')),
    };
  }

  private async logInInternalUser(id: string): Promise<string> {
    const token = await this.logIn(id);
    this.tokens.set(id, token);
    return token;
  }

  private async logIn(id: string, authContext?: unknown): Promise<string> {
    const { url, port, username, password } = this.manageHosts.host(id);
    const response = await this.http({
      method: 'POST',
      url: `${url}:${port}/security/user/authenticate${authContext ? '/run_as' : ''}`,
      headers: { 'content-type': 'application/json' },
      auth: { username, password },
      ...(authContext !== undefined && { data: authContext }),
    });
    return response.data.data.token;
  }

  private async request(
    method: string,
    path: string,
    // Undefined makes wazuhCore throw here; so it does here.
    { body, params, headers, ...rest }: WazuhApiRequestData,
    id: string,
    token: string | undefined
  ): Promise<AxiosResponse> {
    const { url, port } = this.manageHosts.host(id);
    return this.http({
      method,
      url: `${url}:${port}${path}`,
      headers: { 'content-type': 'application/json', Authorization: `Bearer ${token}`, ...headers },
      params: params ?? {},
      data: body || rest,
    });
  }
}

/** The last cookie whose name ends so, not decoded: this is how wazuhCore reads them. */
export function lastCookie({ headers }: { headers: { cookie?: string } }, name: string) {
  return new RegExp(`.*${name}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
}
