/** Run by Node 18: starts the plugin of the folder given in the lab's host, with no indexer, and asks its server half. */
import { startHost } from '../../../lab/host';

async function main(folder: string): Promise<void> {
  const host = await startHost({
    pluginDirectories: [folder],
    configuration: { wazuh_isolation: { allow_without_security: true } },
    // The discard port: nothing listens there.
    opensearch: { url: 'http://127.0.0.1:9' },
    log: () => undefined,
  });
  try {
    const answer = await fetch(`${host.url}/api/endpoint_isolation/context`);
    const { attributes } = await answer.json();
    console.log(JSON.stringify({ node: process.version, status: answer.status, attributes }));
  } finally {
    await host.stop();
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
