import { isNonEmpty } from '../../common/base/non_empty_array';
import { PREVIEW_PATH } from '../../common/api/paths';
import { previewAction } from '../actions/preview_action';
import { Refusal } from '../errors/refusal';
import { previewBody } from './action_request_schema';
import type { RouteDependencies } from './route';
import { postRoute } from './route';
import { agentIdOf } from './schemas';

export function registerPostPreview(dependencies: RouteDependencies): void {
  postRoute(
    dependencies,
    { path: PREVIEW_PATH, validate: { body: previewBody } },
    {
      intent: ({ body }) => ({ hostId: body.host, right: 'view' }),
      // Nobody isolates or releases without one.
      purpose: 'acting',
      handler: async ({ body, person, services }) => {
        await services.ledger.ensure();
        const agents = Array.from(new Set(body.agents)).map(agentIdOf);
        if (!isNonEmpty(agents))
          throw new Refusal('invalid_request', 'Specify at least one endpoint.');
        services.reconciler.wake();
        const { preview } = await previewAction(
          {
            hostId: body.host,
            verb: body.verb,
            agents,
            choice: body.choice,
            ...(body.ask_again ? { asking: 'ask_again' as const } : {}),
          },
          person,
          services.preview,
          'events'
        );
        return preview;
      },
    }
  );
}
