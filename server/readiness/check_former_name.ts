import { managerNameOf } from '../../common/attribution/attribution';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { FormerNames } from '../evidence/former_names';
import { finding, listed } from './finding';

/**
 * Checks if something stays under a name that this manager had before. It isn't taken over automatically unless nearly all of it is listed
 * as it was: a host's URL can point to another manager, whose endpoint of the same ID has the same name.
 */
export async function checkFormerName(
  hostId: string,
  formerNames: Pick<FormerNames, 'leftOf'>
): Promise<ReadinessFinding[]> {
  const left = await formerNames.leftOf(hostId);
  if (left.length === 0) return [finding('former_name', 'former_name_none')];
  return left.map(({ manager, until, agreement, isAsked, endpoints }) =>
    finding('former_name', isAsked || !agreement ? 'former_name_asked' : 'former_name_differs', {
      name: managerNameOf(manager),
      until_at: until,
      count: endpoints.length,
      names: listed(endpoints.map(nameOf)),
      agree: agreement?.agree ?? 0,
      of: agreement?.of ?? 0,
      host: hostId,
    })
  );
}

/** `FIN-WS-01 (001)` */
function nameOf({ agent_id: id, agent_name: name }: EndpointDocument): string {
  return `${name} (${id})`;
}
