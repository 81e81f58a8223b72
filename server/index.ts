import type {
  PluginConfigDescriptor,
  PluginInitializerContext,
} from 'opensearch-dashboards/server';
import type { IsolationConfig } from './configuration/config';
import { configDeprecations, configSchema } from './configuration/config';
import { EndpointIsolationPlugin } from './plugin';

export const config: PluginConfigDescriptor<IsolationConfig> = {
  schema: configSchema,
  exposeToBrowser: { agent_view: true },
  deprecations: configDeprecations,
};

export function plugin(
  context: PluginInitializerContext<IsolationConfig>
): EndpointIsolationPlugin {
  return new EndpointIsolationPlugin(context);
}

/** The dashboard never calls this: it is for `rebuild.js`, the command beside this file. */
export { rebuildFrom as rebuild } from './rebuild/rebuild_from';
