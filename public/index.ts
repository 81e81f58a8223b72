import type { PluginInitializerContext } from 'opensearch-dashboards/public';
import type { BrowserConfig } from './plugin';
import { EndpointIsolationPlugin } from './plugin';

export function plugin(context: PluginInitializerContext<BrowserConfig>): EndpointIsolationPlugin {
  return new EndpointIsolationPlugin(context);
}
