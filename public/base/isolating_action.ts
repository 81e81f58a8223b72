import type { ActionView } from '../../common/api/action_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';

/** The action by which an endpoint is isolated; undefined if that was outside this plugin, or too long ago to be among those shown. */
export function isolatingAction({
  actions,
  proven_by: provenBy,
}: Pick<EndpointDetailView, 'actions' | 'proven_by'>): ActionView | undefined {
  if (!provenBy || !('action' in provenBy) || provenBy.action.verb !== 'isolate') return undefined;
  const { id } = provenBy.action;
  return actions.find((action) => action.id === id);
}
