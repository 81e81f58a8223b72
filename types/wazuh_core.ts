/**
 * The part of Wazuh's plugin `wazuhCore` (4.9 to 4.14) that is used, as it is at run time. Its own sources are not on any
 * registry. All that comes back from the manager is `unknown` until it is parsed.
 */
import type {
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';

export type WazuhApiMethod = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** `undefined` in place of this object makes wazuhCore throw. */
export interface WazuhApiRequestData {
  params?: Record<string, string | number | boolean>;
  body?: unknown;
  /** `Authorization` takes the place of wazuhCore's own token. */
  headers?: Record<string, string>;
}

/** The answer as axios gives it; a status that is not 2xx is thrown as an axios error. */
export interface WazuhApiResponse {
  status: number;
  headers: Record<string, unknown>;
  data: unknown;
}

export interface WazuhApiClient {
  /** Logs in to the manager and returns the token (a JWT of 900 s). */
  authenticate(apiHostID: string): Promise<string>;
  /** Sends a request without a timeout and without verifying TLS. */
  request(
    method: WazuhApiMethod,
    path: string,
    data: WazuhApiRequestData,
    options: { apiHostID: string; forceRefresh?: boolean }
  ): Promise<WazuhApiResponse>;
}

/** A configured manager. A `password` is beside it unless `excludePassword` was asked for. */
export interface WazuhApiHost {
  id: string;
  url: string;
  port: number;
  username: string;
  run_as: boolean;
}

export interface WazuhClusterInfo {
  manager?: string | null;
  node?: string | null;
  status?: string;
  cluster?: string;
}

/** `cluster_info` is empty or missing until the manager could be asked. */
export type WazuhApiHostEntry = WazuhApiHost & { cluster_info?: WazuhClusterInfo };

export interface WazuhManageHosts {
  /** Returns the host with the given ID, or throws. Without an ID, returns all hosts. */
  get(
    hostID: string | undefined,
    options: { excludePassword: boolean }
  ): Promise<WazuhApiHost | WazuhApiHost[]>;
  getEntries(options: { excludePassword: true }): Promise<WazuhApiHostEntry[]>;
  /** Throws where the manager could not be asked yet, and where the API user may not use run_as. */
  isEnabledAuthWithRunAs(apiHostID: string): boolean;
}

export interface WazuhCurrentUser {
  username?: string;
  authContext: Record<string, unknown>;
}

export interface WazuhDashboardSecurity {
  /** Empty where there is no security plugin. */
  platform?: string;
  /** Returns the current user. Without the security plugin that is the constant `elastic`. */
  getCurrentUser(
    request: OpenSearchDashboardsRequest,
    context?: RequestHandlerContext
  ): Promise<WazuhCurrentUser>;
}

interface WazuhCoreServices {
  dashboardSecurity: WazuhDashboardSecurity;
  manageHosts: WazuhManageHosts;
}

/** Setup and start contract alike. Its `asScoped` is left out: it is exported unbound and loses its `this`. */
export interface WazuhCoreContract extends WazuhCoreServices {
  api: { client: { asInternalUser: WazuhApiClient } };
}

/** `context.wazuh_core` in every route of a plugin that depends on `wazuhCore`. */
export interface WazuhCoreRequestContext extends WazuhCoreServices {
  api: {
    client: {
      asInternalUser: WazuhApiClient;
      /** Takes its token only from the cookie `wz-token` and never logs in again. */
      asCurrentUser: WazuhApiClient;
    };
  };
}

declare module 'opensearch-dashboards/server' {
  interface RequestHandlerContext {
    /** The contract is missing if the plugin `wazuhCore` isn't installed. */
    wazuh_core?: WazuhCoreRequestContext;
  }
}
