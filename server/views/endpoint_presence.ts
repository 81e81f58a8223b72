import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import type { Person } from '../access/person';
import { freshnessOf } from '../access/person';
import { notKnownYet, rowsOf, visibilityOf } from '../access/visible_agents';
import type { EndpointReading } from '../evidence/endpoint_reader';
import type { SeenRow } from '../manager/agent_rows';
import type { Services } from '../services/services';
import type { EndpointQuery } from './endpoint_query';

/** An ID that the manager gives to no agent before ten billion of them. */
export const NOBODY = agentIdOf('9999999999');

function agentIdOf(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new TypeError(`${text} is no agent ID`);
  return id;
}

/** `listed` to this person, `gone` from the manager, or `held_back`. Whoever sees every agent is told by the list alone. */
export async function presenceOf(
  { row }: SeenRow,
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  { listed }: Services
): Promise<'listed' | 'gone' | 'held_back'> {
  if (row || (await person.seesEveryAgent(hostId, freshnessOf(opened)))) return 'listed';
  const gone =
    opened === 'by_timer'
      ? listed.knownGone(hostId, [agent])
      : await listed.goneOf(hostId, [agent], person.name);
  return gone.has(agent) ? 'gone' : 'held_back';
}

export async function maySee(
  { actions }: EndpointReading,
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  services: Services
): Promise<boolean> {
  const [last] = actions;
  const named = { id: agent, ...(last ? { groups: last.action.agent.groups } : {}) };
  const looking = { person, hostId, opened };
  return (await visibilityOf([named], looking, services)).maySee(named);
}

export async function rowOf(
  { hostId, agent, opened }: EndpointQuery,
  person: Person,
  { rows, listed }: Services
): Promise<SeenRow> {
  const read = async () => (await rowsOf([agent], { person, hostId, opened }, rows)).get(agent);
  const known = await read();
  if (!known && opened === 'by_timer') await listed.lookUp(hostId, [agent]);
  const seen = known ?? (await read());
  if (!seen && opened === 'by_timer') throw notKnownYet();
  if (!seen) throw new TypeError('every requested agent has a row');
  return seen;
}
