// The dashboard's server with the built plugin, in a process that a test can stop, go on with and kill. It is told by its parent when
// to begin, so that all that takes long is loaded by then, and ends with it.
import { startHost } from '../../../lab/host';
import { projectRoot } from '../../../scripts/project_root';
import { followClock } from './common_clock';
import type { DashboardSetup, FromDashboard } from './dashboard';

const tell = (message: FromDashboard) => process.send?.(message);

async function start(setup: DashboardSetup): Promise<void> {
  const { configuration, opensearchUrl, pluginDirectory = projectRoot, wazuhCore, clock } = setup;
  if (clock !== undefined) followClock(clock);
  const host = await startHost({
    pluginDirectories: [pluginDirectory],
    configuration: { wazuh_isolation: configuration },
    opensearch: { url: opensearchUrl },
    security: 'lab',
    ...(wazuhCore ? { wazuhCore } : {}),
    log: ({ level, context, message }) => tell({ log: `[${level}][${context}] ${message}`, level }),
  });
  tell({ url: host.url });
}

process.once('message', (setup: DashboardSetup) => {
  start(setup).catch((error: unknown) => {
    tell({ failed: error instanceof Error ? error.stack ?? error.message : String(error) });
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
// Its parent is gone.
process.on('error', () => process.exit(0));
tell({ loaded: true });
