import type { ActionDocument } from '../../common/action/action';
import { attentionOf } from '../../common/action/attention';
import type { AgentId } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { ActionView } from '../../common/api/action_view';
import type { StoredAction } from '../indexer/action_ledger';
import type { Ledger } from '../indexer/ledger';
import { actionViewIn } from './action_views';
import type { EndpointReader } from '../evidence/endpoint_reader';
import { shownReading } from '../evidence/endpoint_reader';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import { rightsRefusal } from '../errors/rights_refusal';
import type { VisibilityDependencies } from '../access/visible_agents';
import { rowsOf, visibilityOf } from '../access/visible_agents';

/** An endpoint as a request names it. */
export interface NamedEndpoint {
  readonly hostId: string;
  readonly agent: AgentId;
}

export interface CloseRequest extends NamedEndpoint {
  readonly n: number;
  readonly reason: string;
  readonly foundOpen: boolean;
}

/** Everything that a statement of a person about an endpoint needs. */
export interface StatementDependencies extends VisibilityDependencies {
  readonly directory: Pick<ManagerDirectory, 'read'>;
  readonly reader: Pick<EndpointReader, 'read'>;
  readonly ledger: Pick<Ledger, 'actions' | 'endpoints' | 'statements'>;
  readonly now: () => number;
}

/**
 * Closes the follow-up of an action, with who did it, when and why. Nothing is proven by it: only a report of the endpoint does that; who
 * found the endpoint open makes its state unknown. Closing takes the permission to release the endpoint.
 * @throws Refusal `endpoint_unknown`, `not_permitted`, `nothing_to_close`, `already_closed`
 */
export async function closeAttention(
  request: CloseRequest,
  person: Person,
  services: StatementDependencies
): Promise<ActionView> {
  const { hostId, agent, n, reason, foundOpen } = request;
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const reading = await services.reader.read(
    endpointKeyOf(manager.manager, agent),
    'ledger',
    'to_show'
  );
  const known = reading.actions.find(({ action }) => action.n === n);
  const stored =
    known ?? (await services.ledger.actions.readActions(reading.document.endpoint, [n])).get(n);
  const { row, groups } = await visibleAgent(request, stored, person, services);
  await refuseUnlessMayRelease(request, groups, person, 'close its follow-up');
  if (!stored) throw new Refusal('nothing_to_close', NO_ACTION);
  const state = shownReading(reading, row);
  const attention = attentionOf(stored.action, state.status);
  if (!attention) throw new Refusal('nothing_to_close');
  const closed = {
    at: services.now(),
    by: person.name,
    reason,
    ...(foundOpen ? { found_open: true as const } : {}),
  };
  const { written, failure } = await services.ledger.actions.updateMany([
    {
      stored,
      step: (action) =>
        action.attention_closed
          ? action
          : { ...action, attention_closed: closed, updated_at: closed.at },
    },
  ]);
  if (failure) throw failure;
  const [now] = written;
  if (!now) throw await alreadyClosed(stored, services);
  return actionViewIn(now.action, state, reading.record);
}

const NO_ACTION = 'The endpoint has no action with this number.';

/**
 * The agent's row, and the groups it is judged by.
 * @param stored an action of it, whose groups count where the manager no longer lists it
 * @throws Refusal `endpoint_unknown`
 */
export async function visibleAgent(
  { hostId, agent }: NamedEndpoint,
  stored: StoredAction | undefined,
  person: Person,
  services: StatementDependencies
) {
  const looking = { person, hostId, opened: 'to_act' as const };
  const named = { id: agent, ...(stored ? { groups: stored.action.agent.groups } : {}) };
  if (!(await visibilityOf([named], looking, services)).maySee(named)) {
    throw new Refusal('endpoint_unknown');
  }
  const row = (await rowsOf([agent], looking, services.rows)).get(agent)?.row;
  return { row, groups: row?.groups ?? named.groups ?? [] };
}

/** @param toDo what the right to release is needed for @throws Refusal `not_permitted` */
export async function refuseUnlessMayRelease(
  { hostId, agent }: NamedEndpoint,
  groups: readonly string[],
  person: Person,
  toDo: string
): Promise<void> {
  const decision = await person.decide(hostId, 'release', { id: agent, groups }, 'doing');
  if (decision.given) return;
  throw rightsRefusal(
    decision.refusals,
    `You need permission to release this endpoint to ${toDo}.`
  );
}

async function alreadyClosed(
  { id, action }: StoredAction,
  { ledger }: StatementDependencies
): Promise<Refusal> {
  const now: ActionDocument = (await ledger.actions.readById([id])).get(id)?.action ?? action;
  const { by = '', at } = now.attention_closed ?? {};
  return new Refusal('already_closed', `It was closed by ${by}.`, {
    by,
    at,
  });
}
