/**
 * `node server/rebuild.js OPENSEARCH_DASHBOARDS_YML [--write]`, in the folder of the installed plugin: compares the projection of every
 * endpoint with what the ledger and the alerts make of it, and puts right what differs where it is told to write. Exits with 1 where
 * something differs and was not written.
 */
import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { rebuild } from './index';
import { readDashboardFile } from './rebuild/dashboard_file';

async function main([file, ...flags]: readonly string[]): Promise<void> {
  if (file === undefined || flags.some((flag) => flag !== '--write')) {
    throw new Error('usage: node server/rebuild.js OPENSEARCH_DASHBOARDS_YML [--write]');
  }
  const dashboard = readDashboardFile(file, process.env.OPENSEARCH_PASSWORD);
  const client = dashboard.client();
  try {
    const { same, different, written, unreadable } = await rebuild(
      dashboard.configuration,
      // The host offers the same object under other types.
      client as unknown as OpenSearchClient,
      flags.length > 0 ? 'write' : 'compare'
    );
    for (const { id, why } of unreadable) say(`can't be read (${why}): ${id}`);
    for (const endpoint of different) say(`differs: ${endpoint}`);
    say(`${same} are equal, ${different.length} differ, ${written} written`);
    process.exitCode = different.length > written ? 1 : 0;
  } finally {
    await client.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
