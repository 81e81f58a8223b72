import { giveUpWaiting, isPending, recover } from '../../common/action/action';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { ActionLedger } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';

interface PendingDependencies {
  readonly actions: ActionLedger;
  readonly endpoints: EndpointLedger;
  readonly now: () => number;
}

/** The projection can be one or two actions behind. */
const AHEAD = 2;

/** Finds which of many endpoints have an isolate or release that isn't over: two reads by ID for all. @throws IndexerError */
export async function pendingEndpoints(
  endpoints: readonly string[],
  { actions, endpoints: projections, now }: PendingDependencies
): Promise<ReadonlySet<string>> {
  const keys = endpoints.flatMap((text) => {
    const parts = parseEndpointKey(text);
    return parts ? [endpointKeyOf(parts.manager, parts.agent)] : [];
  });
  const documents = await projections.readMany(keys);
  const ids = keys.flatMap((endpoint) => {
    const last = documents.get(endpoint)?.last_n ?? 0;
    const numbers = Array.from({ length: AHEAD + 2 }, (_, index) => last - 1 + index);
    return numbers.filter((n) => n > 0).map((n) => actionIdOf({ endpoint, n }));
  });
  const at = now();
  const found = Array.from((await actions.readById(ids)).values(), ({ action }) => action);
  return new Set(
    found
      .map((action) => recover(action, at) ?? giveUpWaiting(action, at) ?? action)
      .filter(({ status }) => isPending(status))
      .map(({ endpoint }) => endpoint)
  );
}
