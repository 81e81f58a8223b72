import type { ActionPreview, EndpointPreview } from '../../../common/action/preview';
import type { RoutesLab } from './routes_lab';

/** Previews one endpoint as the analyst sees it before isolating it. */
export async function previewOf(
  lab: RoutesLab,
  agent: string,
  choice: object = {}
): Promise<{ readonly preview: ActionPreview; readonly endpoint: EndpointPreview }> {
  const { status, text, body } = await lab.as('analyst').preview('isolate', [agent], choice);
  const [endpoint] = status === 200 ? body.endpoints : [];
  if (!endpoint) throw new Error(`no preview: ${status} ${text}`);
  return { preview: body, endpoint };
}

/** Sets what the agent has in its own configuration. */
export function reports(lab: RoutesLab, agent: string, ...addresses: readonly string[]): void {
  const servers = addresses.map((address) => ({ address, port: 1514, protocol: 'tcp' as const }));
  lab.manager.fleet.change(agent, { servers });
}

/** Addresses in each command that reached an agent. */
export const argumentsSentTo = (lab: RoutesLab, agent: string) =>
  lab.manager
    .commandsReached()
    .filter(({ agentId }) => agentId === agent)
    .map(({ command }) => command.arguments);
