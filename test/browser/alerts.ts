import type { Agent } from '../../lab/manager/agent';
import type { RunningLab } from './running_lab';

export interface AddedAlert {
  readonly index: string;
  readonly id: string;
}

/** Stores an alert of an endpoint that is about something else than isolation. It can be found at once. */
export async function addAlert({ client }: RunningLab, agent: Agent): Promise<AddedAlert> {
  const at = new Date();
  const index = `wazuh-alerts-4.x-${at.toISOString().slice(0, 10).replace(/-/g, '.')}`;
  const id = `alert-of-${agent.id}-${at.getTime()}`;
  await client.index({
    index,
    id,
    refresh: true,
    body: {
      timestamp: at.toISOString(),
      id: `${at.getTime()}.1`,
      agent: { id: agent.id, name: agent.name },
      manager: { name: 'wazuh-server' },
      rule: { id: '100', level: 12, description: 'Ransomware' },
    },
  });
  return { index, id };
}
