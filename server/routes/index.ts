import { registerGetActions } from './get_actions';
import { registerGetAttention } from './get_attention';
import { registerGetContext } from './get_context';
import { registerGetEndpoint } from './get_endpoint';
import { registerGetEndpoints } from './get_endpoints';
import { registerGetEndpointsReadiness } from './get_endpoints_readiness';
import { registerGetEvents } from './get_events';
import { registerGetExport } from './get_export';
import { registerGetProbes } from './get_probes';
import { registerGetReadiness } from './get_readiness';
import { registerGetStates } from './get_states';
import { registerPostActions } from './post_actions';
import { registerPostCloseAttention } from './post_close_attention';
import { registerPostMarkNotIsolated } from './post_mark_not_isolated';
import { registerPostPreview } from './post_preview';
import { registerPostProbes } from './post_probes';
import type { RouteDependencies } from './route';

const ROUTES: ReadonlyArray<(dependencies: RouteDependencies) => void> = [
  registerGetContext,
  registerGetEndpoints,
  registerGetEndpoint,
  registerGetStates,
  registerPostPreview,
  registerPostActions,
  registerGetActions,
  registerGetEvents,
  registerGetExport,
  registerGetAttention,
  registerPostCloseAttention,
  registerPostMarkNotIsolated,
  registerPostProbes,
  registerGetProbes,
  registerGetReadiness,
  registerGetEndpointsReadiness,
];

export function registerRoutes(dependencies: RouteDependencies): void {
  ROUTES.forEach((register) => register(dependencies));
}
