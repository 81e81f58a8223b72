import { schema } from '@osd/config-schema';
import { MAX_ENDPOINTS } from '../../common/action/action_request';
import { isNonEmpty } from '../../common/base/non_empty_array';
import type { StartedProbesView } from '../../common/api/probe_view';
import { PROBES_PATH } from '../../common/api/paths';
import { probeView } from '../views/probe_views';
import { Refusal } from '../errors/refusal';
import { noneCanBeProbed, startProbes } from '../actions/start_probes';
import { idempotencyKeyIn } from './idempotency_key';
import type { RouteDependencies } from './route';
import { postRoute } from './route';
import { agentId, agentIdOf, hostId } from './schemas';

export function registerPostProbes(dependencies: RouteDependencies): void {
  postRoute(
    dependencies,
    {
      path: PROBES_PATH,
      validate: {
        body: schema.object({
          host: hostId,
          agents: schema.arrayOf(agentId, { minSize: 1, maxSize: MAX_ENDPOINTS }),
        }),
      },
    },
    {
      intent: ({ body }) => ({ hostId: body.host, right: 'probe', agents: body.agents }),
      pace: () => 'background',
      handler: async ({ body, headers, person, services }): Promise<StartedProbesView> => {
        const key = idempotencyKeyIn(headers);
        const agents = Array.from(new Set(body.agents)).map(agentIdOf);
        if (!isNonEmpty(agents))
          throw new Refusal('invalid_request', 'Specify at least one endpoint.');
        await services.ledger.ensure();
        const request = { hostId: body.host, agents, key };
        const { batch, probes, refused } = await startProbes(request, person, services);
        for (const one of refused) {
          const intent = { hostId: body.host, right: 'probe' as const, agents: [one.agentId] };
          services.denials.record(person.name, intent, noneCanBeProbed([one]));
        }
        return {
          batch,
          started: [
            ...probes.map((probe) => ({
              agent_id: probe.agent.id,
              probe: probeView(probe, services.now()),
            })),
            ...refused.map(({ agentId: id, reasons, rightRefusals }) => ({
              agent_id: id,
              refused: { reasons, right_refusals: rightRefusals },
            })),
          ],
        };
      },
    }
  );
}
