import { detailView } from './endpoint_detail';
import { NOBODY, maySee, presenceOf, rowOf } from './endpoint_presence';
import type { EndpointQuery } from './endpoint_query';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';

/** One endpoint with everything that is known of it. Its newest alerts are looked at first, whatever the reconciler has read. */
export async function getEndpoint(
  query: EndpointQuery,
  person: Person,
  services: Services
): Promise<EndpointDetailView> {
  const { hostId, agent } = query;
  services.reconciler.wake();
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const key = endpointKeyOf(manager.manager, agent);
  const seen = await rowOf(query, person, services);
  const presence = await presenceOf(seen, query, person, services);
  // Whether it exists is not said to somebody who may not see it, nor by how long the answer takes: what is held back is looked for under
  // an ID that no agent has.
  const reading = await services.reader.read(
    presence === 'held_back' ? endpointKeyOf(manager.manager, NOBODY) : key,
    presence === 'listed' ? 'events' : 'ledger',
    'to_show'
  );
  const isKnown = seen.row || reading.lastN > 0 || reading.record.evidence.length > 0;
  if (presence === 'held_back' || !isKnown || !(await maySee(reading, query, person, services))) {
    throw new Refusal('endpoint_unknown');
  }
  return detailView({ query, person, manager, seen, reading, services });
}
