import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { configSchema } from '../configuration/config';
import { settingsOf } from '../configuration/settings';
import type { Rebuilding, Rebuilt } from './rebuild_endpoints';
import { rebuildEndpoints } from './rebuild_endpoints';

/**
 * Compares the projection of every endpoint with what the ledger and the alerts make of it, for a dashboard with this configuration.
 *
 * @param configuration `wazuh_isolation.*`, without the prefix
 * @throws ValidationError where the dashboard would not start with it; IndexerError
 */
export function rebuildFrom(
  configuration: Readonly<Record<string, unknown>>,
  client: OpenSearchClient,
  mode: Rebuilding['mode']
): Promise<Rebuilt> {
  const settings = settingsOf(configSchema.validate(configuration));
  return rebuildEndpoints({ client, settings, mode, now: () => Date.now() });
}
