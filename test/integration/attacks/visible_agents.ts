import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';

/** Healthy endpoints that are kept from nobody. */
export function visibleAgents({ simulation }: SecuredLab): string[] {
  return healthyEndpoints(simulation).filter((id) => {
    const { groups = [] } = simulation.manager.fleet.find(id) ?? {};
    return !groups.includes(SECRET_GROUP);
  });
}

/** Isolates as a person does who takes what the form proposes. @returns the status of the response */
export async function isolateAs(lab: SecuredLab, user: string, agent: string): Promise<number> {
  const preview = await lab.as(user).preview('isolate', [agent]);
  if (preview.status !== 200) return preview.status;
  const acknowledgements = preview.body.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []);
  return (await lab.as(user).startAs(preview.body, { acknowledgements })).status;
}
