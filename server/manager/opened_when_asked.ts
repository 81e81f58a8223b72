import type { ManagerHost, ManagerSession } from './manager';

/**
 * A session that is opened by its first call. Whoever finds everything kept logs in nowhere, so tokens that somebody revokes cost them
 * nothing.
 */
export function openedWhenAsked(
  host: ManagerHost,
  open: () => Promise<ManagerSession>
): ManagerSession {
  let opened: Promise<ManagerSession> | undefined;
  const session = () => (opened ??= open());
  return {
    host,
    about: async () => (await session()).about(),
    clusterStatus: async () => (await session()).clusterStatus(),
    localCluster: async () => (await session()).localCluster(),
    clusterNodes: async () => (await session()).clusterNodes(),
    nodeHosts: async () => (await session()).nodeHosts(),
    ownAgentName: async () => (await session()).ownAgentName(),
    agents: async (query) => (await session()).agents(query),
    agentsOf: async (ids) => (await session()).agentsOf(ids),
    agent: async (id) => (await session()).agent(id),
    agentClientConfig: async (id) => (await session()).agentClientConfig(id),
    policies: async () => (await session()).policies(),
    sendActiveResponse: async (command, sending) =>
      (await session()).sendActiveResponse(command, sending),
  };
}
