import type { KnownHost } from '../../../common/attribution';
import type { ReadinessFinding } from '../../../common/readiness';
import type { EndpointLedger } from '../../indexer/endpoint_ledger';
import { finding } from './finding';

/**
 * Checks if the ledger has endpoints under a name that this manager had before. Nothing is taken over automatically: a host's URL can point
 * to another manager, whose endpoint of the same ID has the same name. An administrator says so by the configured aliases.
 */
export async function checkFormerName(
  hostId: string,
  hosts: readonly KnownHost[],
  endpoints: Pick<EndpointLedger, 'countOf'>
): Promise<ReadinessFinding> {
  const host = hosts.find(({ identity }) => identity.host_id === hostId);
  for (const { manager, until } of [...(host?.identity.former ?? [])].reverse()) {
    const name = manager.slice(manager.indexOf(':') + 1);
    if (host?.aliases.includes(name)) continue;
    const count = await endpoints.countOf(manager);
    if (count === 0) continue;
    return finding('former_name', 'former_name_kept', {
      name,
      until_at: until,
      count,
      host: hostId,
    });
  }
  return finding('former_name', 'former_name_none');
}
