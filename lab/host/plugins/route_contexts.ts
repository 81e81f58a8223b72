import type {
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import type { Manifest } from './manifest';

export type RouteContextProvider = (
  context: RequestHandlerContext,
  request: OpenSearchDashboardsRequest
) => unknown;

/** Contexts that plugins add to routes. A route gets `core` and what its plugin and those it depends on add. */
export class RouteContexts {
  private readonly providers: Array<{
    owner: string;
    name: string;
    provide: RouteContextProvider;
  }> = [];

  constructor(
    private readonly core: (request: OpenSearchDashboardsRequest) => RequestHandlerContext
  ) {}

  register(owner: string, name: string, provide: RouteContextProvider) {
    this.providers.push({ owner, name, provide });
  }

  async of(
    plugin: Pick<Manifest, 'id' | 'requiredPlugins' | 'optionalPlugins'>,
    request: OpenSearchDashboardsRequest
  ) {
    const seen = [plugin.id, ...plugin.requiredPlugins, ...plugin.optionalPlugins];
    const context: RequestHandlerContext = this.core(request);
    for (const { owner, name, provide } of this.providers) {
      if (seen.includes(owner)) Object.assign(context, { [name]: await provide(context, request) });
    }
    return context;
  }
}
