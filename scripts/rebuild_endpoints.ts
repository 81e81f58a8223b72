/**
 * `npm run rebuild -- /etc/wazuh-dashboard/opensearch_dashboards.yml [--write]`: compares the projection of every endpoint with what
 * the ledger and the alerts make of it, and puts right what differs where it is told to write. Exits with 1 where something differs
 * and was not written.
 */
// Before all that needs what only the host has.
import './rebuild/host_modules';
import { readDashboardFile } from './rebuild/dashboard_file';
import { rebuildEndpoints } from './rebuild/rebuild_endpoints';

async function main(): Promise<void> {
  const [file, ...flags] = process.argv.slice(2);
  if (file === undefined || flags.some((flag) => flag !== '--write')) {
    throw new Error('usage: npm run rebuild -- OPENSEARCH_DASHBOARDS_YML [--write]');
  }
  const dashboard = readDashboardFile(file, process.env.OPENSEARCH_PASSWORD);
  const client = dashboard.client();
  try {
    const { same, different, written, unreadable } = await rebuildEndpoints({
      client,
      settings: dashboard.settings,
      now: () => Date.now(),
      mode: flags.length > 0 ? 'write' : 'compare',
    });
    for (const { id, why } of unreadable) console.log(`can't be read (${why}): ${id}`);
    for (const endpoint of different) console.log(`differs: ${endpoint}`);
    console.log(`${same} are equal, ${different.length} differ, ${written} written`);
    process.exitCode = different.length > written ? 1 : 0;
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
