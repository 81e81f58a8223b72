import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';

/** Documents of the ledger by the endpoint that each is of, in their order; one that names none is left out. */
export function byEndpoint<Document extends { readonly endpoint: string }>(
  documents: readonly Document[]
): Map<EndpointKey, Document[]> {
  const groups = new Map<EndpointKey, Document[]>();
  for (const document of documents) {
    const parts = parseEndpointKey(document.endpoint);
    if (!parts) continue;
    const key = endpointKeyOf(parts.manager, parts.agent);
    const group = groups.get(key);
    if (group) group.push(document);
    else groups.set(key, [document]);
  }
  return groups;
}
