import type { ActionStatus } from '../../../common/action/action';
import type { StateStatus } from '../../../common/state/endpoint_state';
import type { ActionView } from '../../../common/api/action_view';
import type { EndpointDetailView } from '../../../common/api/endpoint_view';
import { until } from '../lab/until';
import type { RoutesLab } from './routes_lab';

/** Waits until the endpoint is shown so. */
export function shownAs(
  lab: RoutesLab,
  agent: string,
  status: StateStatus
): Promise<EndpointDetailView> {
  return until(
    () => lab.as('analyst').endpoint(agent),
    ({ state }) => state.status === status
  );
}

/** Waits until the newest action of the endpoint has come to this. @param limitMs beyond the usual */
export function endedAs(
  lab: RoutesLab,
  agent: string,
  status: ActionStatus,
  limitMs?: number
): Promise<EndpointDetailView> {
  return until(
    () => lab.as('analyst').endpoint(agent),
    ({ actions }) => actions[0]?.status === status,
    limitMs
  );
}

/** Starts an action of one endpoint as the analyst. @returns it as the POST answered it */
export async function startedOf(
  lab: RoutesLab,
  verb: 'isolate' | 'release',
  agent: string,
  changes: object = {}
): Promise<ActionView> {
  const { status, text, body } = await lab.as('analyst').start(verb, [agent], changes);
  const [started] = status === 200 ? body.started : [];
  if (!started || !('action' in started)) throw new Error(`not started: ${status} ${text}`);
  return started.action;
}

/** Isolates and waits for the proof. */
export async function isolated(
  lab: RoutesLab,
  agent: string,
  changes: object = {}
): Promise<EndpointDetailView> {
  await startedOf(lab, 'isolate', agent, changes);
  return shownAs(lab, agent, 'isolated');
}

export function statusesOf(action: ActionView | undefined): string[] {
  return (action?.timeline ?? []).map(({ status }) => status);
}
