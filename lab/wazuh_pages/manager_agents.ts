import type { SimulatedManager } from '../manager/manager';
import type { WazuhAgent } from './wazuh_agent';

const time = (at: number | undefined) =>
  at === undefined ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

/** The agents of a simulated manager as Wazuh's pages show them, the manager itself first. */
export function managerAgents({ nodes, fleet }: SimulatedManager): WazuhAgent[] {
  const [own] = nodes;
  const agents = fleet.list().map(
    (agent): WazuhAgent => ({
      id: agent.id,
      name: agent.name,
      status: agent.status,
      ip: agent.ip,
      version: agent.version,
      group: agent.groups,
      os: agent.os,
      dateAdd: time(agent.addedAt),
      lastKeepAlive: time(agent.lastKeepAliveAt),
      node_name: agent.node,
      manager: nodes.find(({ name }) => name === agent.node)?.hostname,
    })
  );
  return own ? [{ id: '000', name: own.hostname, status: 'active' }, ...agents] : agents;
}
