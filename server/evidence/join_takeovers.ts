import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import { takeOver, withTakeover } from '../../common/ledger/former_endpoint';
import type { TakeoverDocument } from '../../common/ledger/takeover';
import type { EndpointLedger, EndpointUpdate } from '../indexer/endpoint_ledger';

const AT_ONCE = 200;

/**
 * Joins everything known under former keys into the endpoints that took it over, and whatever is learnt of those from now on. Repeating it
 * changes nothing.
 * @throws IndexerError
 */
export async function joinTakeovers(
  recorded: readonly TakeoverDocument[],
  endpoints: Pick<EndpointLedger, 'heirOf' | 'readMany' | 'update'>,
  now: () => number
): Promise<void> {
  const pairs = recorded.flatMap((link) => {
    const [heir, former] = [keyOf(link.endpoint), keyOf(link.former_endpoint)];
    return heir && former ? [{ heir, former, link }] : [];
  });
  // Said first, so that whatever is written meanwhile is passed on.
  for (const { heir, former } of pairs) endpoints.heirOf(former, heir);
  for (let at = 0; at < pairs.length; at += AT_ONCE) {
    const some = pairs.slice(at, at + AT_ONCE);
    const known = await endpoints.readMany(some.map(({ former }) => former));
    const updates = new Map<EndpointKey, EndpointUpdate>();
    for (const { heir, former, link } of some) {
      const document = known.get(former);
      if (!document) continue;
      const before = updates.get(heir);
      updates.set(heir, (own) => {
        const joined = takeOver(before ? before(own) : own, document, now());
        return withTakeover(joined, link, now());
      });
    }
    await endpoints.update(updates);
  }
}

function keyOf(text: string): EndpointKey | undefined {
  const parts = parseEndpointKey(text);
  return parts && endpointKeyOf(parts.manager, parts.agent);
}
