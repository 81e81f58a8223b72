import type { AgentId } from '../../common/manager/endpoint';
import type { Opened, Person } from '../access/person';
import type { EndpointReading } from '../evidence/endpoint_reader';
import type { SeenRow } from '../manager/agent_rows';
import type { KnownManager } from '../manager/manager_directory';
import type { Services } from '../services/services';

export interface EndpointQuery {
  readonly hostId: string;
  readonly agent: AgentId;
  /** `timer`: no call to the manager; the row is shown with its age. */
  readonly opened: Opened;
}
export interface Detail {
  readonly query: EndpointQuery;
  readonly person: Person;
  readonly manager: KnownManager;
  readonly seen: SeenRow;
  readonly reading: EndpointReading;
  readonly services: Services;
}
