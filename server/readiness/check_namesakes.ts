import type { KnownHost } from '../../common/attribution/attribution';
import { placesOf } from '../../common/attribution/attribution';
import type { ManagerId } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { ReportOwner } from '../../common/state/whose_report';
import { ownerOf } from '../../common/state/whose_report';
import type { EndpointSearch } from '../indexer/endpoint_search';
import { finding, listed } from './finding';

/** Most endpoints that are named. */
const MOST_LOOKED_AT = 50;

/** Checks if reports of another manager's endpoints are among those of this one, and if each can be told from them. */
export async function checkNamesakes(
  hostId: string,
  manager: ManagerId | undefined,
  hosts: readonly KnownHost[],
  endpoints: Pick<EndpointSearch, 'findReportedBy'>
): Promise<ReadinessFinding> {
  if (!manager) return finding('namesakes', 'namesakes_none');
  const { places, from } = placesOf(manager, hosts);
  if (places.length > 1 && !from) {
    return finding('namesakes', 'places_collide', { places: listed(places), host: hostId });
  }
  const unchecked = await endpoints.findReportedBy(manager, 'name_not_checked', MOST_LOOKED_AT);
  if (unchecked.total > 0) {
    return finding('namesakes', 'names_not_checked', {
      count: unchecked.total,
      names: namesIn(unchecked.documents, 'name_not_checked'),
    });
  }
  const others = await endpoints.findReportedBy(manager, 'another_machine', MOST_LOOKED_AT);
  if (others.total === 0) return finding('namesakes', 'namesakes_none');
  return finding('namesakes', 'namesakes_report', {
    names: namesIn(others.documents, 'another_machine'),
    host: hostId,
  });
}

/** `B-SRV-01 (001)` */
function namesIn(documents: readonly EndpointDocument[], owner: ReportOwner): string {
  const names = documents.flatMap(({ agent_id: id, record }) =>
    record.evidence
      .filter((one) => ownerOf(one, record.whose) === owner)
      .map(({ agent_name: name }) => `${name} (${id})`)
  );
  return listed(Array.from(new Set(names)));
}
