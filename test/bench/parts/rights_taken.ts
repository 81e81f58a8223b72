import type { EndpointsView, StatesView } from '../../../common/api/endpoint_view';
import { ENDPOINTS_PATH, STATES_PATH } from '../../../common/api/paths';
import { SECOND } from '../../../common/base/time';
import { customRole } from '../../../lab/manager/rbac';
import type { ApiClient } from '../../integration/access/api_client';
import { HOST_ID } from '../../integration/access/access_lab';
import type { SecuredLab } from '../../integration/access/secured_lab';

/** Time for which something was still shown after the manager gave no right to it, s. */
export interface ShownFor {
  readonly whoClicks: number;
  readonly openPage: number;
}

const CLICKS_EVERY = SECOND;
/** The page of the browser asks so often. */
const PAGE_ASKS_EVERY = 10 * SECOND;
const AT_MOST = 400 * SECOND;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes two people's rights away on the manager, one of whom goes on clicking, and one has left a page open. */
export async function timeTakenRights({ as, simulation }: SecuredLab): Promise<ShownFor> {
  const [clicking, away] = [as('analyst'), as('analyst_dls')];
  const agents = await shownTo(clicking);
  await shownTo(away);
  if (agents.length === 0 || !(await isStillShown(away, agents))) {
    throw new Error('nothing is shown to begin with');
  }
  simulation.manager.rbac.putRole(customRole(200, 'all_but_secret', []));
  simulation.manager.rbac.putRole(customRole(201, 'looks_only', []));
  const [whoClicks, openPage] = await Promise.all([
    shownFor(async () => (await shownTo(clicking)).length > 0, CLICKS_EVERY),
    shownFor(() => isStillShown(away, agents), PAGE_ASKS_EVERY),
  ]);
  return { whoClicks, openPage };
}

async function shownFor(isShown: () => Promise<boolean>, everyMs: number): Promise<number> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < AT_MOST) {
    if (!(await isShown())) return Math.ceil((Date.now() - startedAt) / SECOND);
    await pause(everyMs);
  }
  return Infinity;
}

async function shownTo(person: ApiClient): Promise<string[]> {
  const { status, body } = await person.get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });
  return status === 200 ? body.endpoints.map(({ agent_id: id }) => id) : [];
}

async function isStillShown(person: ApiClient, agents: readonly string[]): Promise<boolean> {
  const query = { host: HOST_ID, agents: agents.slice(0, 10).join(',') };
  const { status, body } = await person.get<StatesView>(STATES_PATH, query);
  return status === 200 && body.states.length > 0;
}
