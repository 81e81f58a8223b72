import type { OpenSearchDashboardsClient } from '@opensearch-project/opensearch/api/opensearch_dashboards';
import type {
  ApiResponse,
  TransportRequestOptions,
  TransportRequestParams,
  TransportRequestPromise,
} from '@opensearch-project/opensearch/lib/Transport';
import type { Headers, OpenSearchDashboardsRequest } from './http';

/** The client 1.x that every 2.x host has: answers are `{body, statusCode}`, errors carry `meta.statusCode`. */
export type OpenSearchClient = Omit<
  OpenSearchDashboardsClient,
  'connectionPool' | 'transport' | 'serializer' | 'extend' | 'child' | 'close'
> & {
  transport: {
    request(
      params: TransportRequestParams,
      options?: TransportRequestOptions
    ): TransportRequestPromise<ApiResponse>;
  };
};

export interface IScopedClusterClient {
  /** Client of the host's own user (`kibanaserver` on a Wazuh dashboard). */
  readonly asInternalUser: OpenSearchClient;
  /** Client of the user who sent the request. */
  readonly asCurrentUser: OpenSearchClient;
}

export interface IClusterClient {
  readonly asInternalUser: OpenSearchClient;
  asScoped: (request: OpenSearchDashboardsRequest | { headers: Headers }) => IScopedClusterClient;
}

export interface OpenSearchServiceStart {
  readonly client: IClusterClient;
}
