import type { EndpointsQuery, Page } from './endpoints_query';
import { pageOfAgents, pageWithoutRecord } from './page_of_agents';
import { pageOfState } from './page_of_state';
import type { EndpointsView } from '../../common/api/endpoint_view';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';

/**
 * One page of endpoints. Without a state the manager pages its agents and the ledger adds what it knows of them; with one the ledger
 * pages, and the manager says which of those this person may see.
 */
export async function listEndpoints(
  query: EndpointsQuery,
  person: Person,
  services: Services
): Promise<EndpointsView> {
  const reading = await services.directory.read(query.hostId);
  if (reading.known !== 'known') throw refuseUnknownManager(reading.known);
  const page: Page = {
    query,
    person,
    open: () => person.managers.open(query.hostId),
    manager: reading,
    services,
  };
  services.reconciler.wake();
  const { state, opened } = query;
  if (state !== undefined && state !== 'no_record') return pageOfState(page, state);
  if (opened === 'by_timer') {
    throw new Refusal(
      'invalid_request',
      'Only a list filtered by a recorded state can be refreshed by timer. Request the states of the endpoints instead.'
    );
  }
  return state === undefined ? pageOfAgents(page) : pageWithoutRecord(page);
}
