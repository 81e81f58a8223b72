import { randomBytes } from 'node:crypto';
import type { AgentId, EndpointKey } from '../../../common/manager/endpoint';
import { endpointKeyOf, managerIdOf, parseAgentId } from '../../../common/manager/endpoint';
import type { NonEmptyArray } from '../../../common/base/non_empty_array';
import { managerAccess } from '../../../server/manager_access';
import type { StartRequest } from '../../../server/actions/attempt';
import type { Person } from '../../../server/access/person';
import { previewAction } from '../../../server/actions/preview_action';
import type { Services } from '../../../server/services/services';
import { aPerson } from '../../builders/people';
import { newKey } from '../lab/plugin_client';
import type { FaultWorld } from './fault_world';
import { HOST_ID } from './fault_world';
import type { FaultyWaysOut } from './faulty_ways_out';

/** The plugin's server in the process of a test, and somebody who may do everything. */
export interface ServerInProcess {
  readonly services: Services;
  readonly person: Person;
}

const NO_CHOICE = { addresses: [], profiles: [], reported: [], left_out: [] };

export function serverInProcess(
  world: FaultWorld,
  ways: FaultyWaysOut,
  now: () => number = Date.now
): ServerInProcess {
  const access = managerAccess(world.config(), undefined, now);
  const managers = ways.managers(access.internal);
  const clock = { now, randomBytes: (length: number) => randomBytes(length) };
  const services = world.services(clock, ways.client(world.client), {
    ...access,
    internal: managers,
  });
  return { services, person: aPerson({ managers }) };
}

/** Previews, and makes of it the request of a person who changes nothing and confirms whatever is asked. */
export async function requestOf(
  { services, person }: ServerInProcess,
  verb: 'isolate' | 'release',
  agents: NonEmptyArray<AgentId>
): Promise<StartRequest> {
  const { preview } = await previewAction(
    { hostId: HOST_ID, verb, agents, choice: NO_CHOICE },
    person,
    services.preview,
    'events'
  );
  return {
    host: HOST_ID,
    verb,
    agents,
    endpoints: preview.endpoints.map(({ agent_id, n }) => ({ agent_id, n })),
    reason: 'tried in a test',
    choice: NO_CHOICE,
    acknowledgements: preview.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []),
    digest: preview.digest,
    key: newKey(),
  };
}

/** @throws Error where the text is no id of an agent */
export function agentIdOf(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Error(`${text} is no agent`);
  return id;
}

export function keyOf(agent: AgentId): EndpointKey {
  const manager = managerIdOf('manager', 'wazuh-server');
  if (!manager) throw new Error('a manager has a name');
  return endpointKeyOf(manager, agent);
}
