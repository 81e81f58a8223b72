import type { RequestedAction } from '../../common/action/requested_action';
import { isNonEmpty } from '../../common/base/non_empty_array';
import type { StartedBatchView, StartedView } from '../../common/api/action_view';
import { ACTIONS_PATH } from '../../common/api/paths';
import { actionView } from '../actions/action_views';
import { Refusal } from '../errors/refusal';
import type { Started } from '../actions/record_and_send';
import { startActions } from '../actions/start_actions';
import { actionBody } from './action_request_schema';
import { idempotencyKeyIn } from './idempotency_key';
import type { RouteDependencies } from './route';
import { postRoute } from './route';
import { agentIdOf } from './schemas';

export function registerPostActions(dependencies: RouteDependencies): void {
  postRoute(
    dependencies,
    { path: ACTIONS_PATH, validate: { body: actionBody } },
    {
      intent: ({ body }) => ({
        hostId: body.host,
        right: gateOf(body.verb),
        agents: body.endpoints.map(({ agent_id }) => agent_id),
      }),
      purpose: 'acting',
      // Several at once are a run, which leaves room for whoever isolates one.
      pace: ({ body }) => (body.endpoints.length === 1 ? 'single' : 'background'),
      handler: async ({ body, headers, person, services }): Promise<StartedBatchView> => {
        const key = idempotencyKeyIn(headers);
        const agents = body.endpoints.map(({ agent_id }) => agentIdOf(agent_id));
        if (!isNonEmpty(agents) || new Set(agents).size < agents.length) {
          throw new Refusal('invalid_request', 'List each endpoint only once.');
        }
        await services.ledger.ensure();
        const { batch, started } = await startActions(
          {
            ...body,
            reason: body.reason.trim(),
            agents,
            key,
          },
          person,
          services.start
        );
        for (const one of started) {
          if ('refusal' in one) {
            const { host: hostId } = body;
            services.denials.record(
              person.name,
              { hostId, right: gateOf(body.verb), agents: [one.agentId] },
              one.refusal
            );
          }
        }
        return { batch, started: started.map(startedView) };
      },
    }
  );
}

/** Returns the permission the gate checks. Of the two that changing allowed addresses takes, both are checked for the endpoint itself. */
function gateOf(verb: RequestedAction): 'isolate' | 'release' {
  return verb === 'reisolate' ? 'isolate' : verb;
}

function startedView(started: Started): StartedView {
  if ('action' in started) {
    return { agent_id: started.agentId, action: actionView(started.action) };
  }
  const { code, message } = started.refusal;
  return { agent_id: started.agentId, refused: { code, message } };
}
