import type { AgentList } from '../../../common/command/active_response';
import { agentListOf } from '../../../common/command/active_response';
import type { AgentId } from '../../../common/manager/endpoint';
import { parseAgentId } from '../../../common/manager/endpoint';

/** Larger than any list: the rule about half of the fleet is not what is tried here. */
const LARGE_FLEET = 100000;
const MOST = 500;

export function agentList(...ids: string[]): AgentList {
  const reading = agentListOf(ids.map(agentId), LARGE_FLEET);
  if (!reading.ok) throw new Error(`no list of agents: ${reading.why}`);
  return reading.agents;
}

export function agentId(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Error(`no agent id: ${text}`);
  return id;
}

/** The ids that we could have asked for, in lists that we could have made. */
export function sendableLists(ids: readonly string[]): AgentList[] {
  const sendable = ids.filter((id) => parseAgentId(id) !== undefined);
  const lists: AgentList[] = [];
  for (let from = 0; from < sendable.length; from += MOST) {
    lists.push(agentList(...sendable.slice(from, from + MOST)));
  }
  return lists;
}
