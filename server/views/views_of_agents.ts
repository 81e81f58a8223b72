import type { EndpointView } from '../../common/api/endpoint_view';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import { endpointParts } from '../evidence/endpoint_parts';
import type { StoredAction } from '../indexer/action_ledger';
import type { SeenRow } from '../manager/agent_rows';
import type { KnownManager } from '../manager/manager_directory';
import type { Services } from '../services/services';
import { endpointView, shownActionsOf, withOtherIds } from './endpoint_views';

/** The agents of these rows, all read at one time. */
export async function viewsOfRows(
  rows: readonly AgentRow[],
  at: number,
  manager: KnownManager,
  services: Services
): Promise<EndpointView[]> {
  const seen = new Map(rows.map((row) => [row.id, { at, row }]));
  return viewsOfAgents(Array.from(seen.keys()), seen, manager, services);
}

/** These agents by what is known of them, in the order given. */
export async function viewsOfAgents(
  agents: readonly AgentId[],
  rows: ReadonlyMap<AgentId, SeenRow>,
  manager: KnownManager,
  services: Services
): Promise<EndpointView[]> {
  const keyOf = (agent: AgentId) => endpointKeyOf(manager.manager, agent);
  const { ledger, shownActions } = services;
  const keys = agents.map(keyOf);
  const [documents, actions] = await Promise.all([
    ledger.endpoints.readMany(keys, 'kept'),
    ledger.actions.readById(shownActions.of(keys), 'kept'),
  ]);
  const projections = agents.map((agent) => ({
    agentId: agent,
    document: documents.get(keyOf(agent)),
  }));
  return viewsOf(projections, rows, manager, services, actions);
}

interface Projection {
  readonly agentId: string;
  /** The document is undefined if it can't be read. */
  readonly document: EndpointDocument | undefined;
}

/**
 * The endpoints of these projections, with their newest actions and those that proved something.
 * @param read actions that were read already; those that are missing are read
 */
export async function viewsOf(
  projections: readonly Projection[],
  rows: ReadonlyMap<string, SeenRow>,
  { identity, manager }: KnownManager,
  { ledger, settings, contacts, shownActions, now }: Services,
  read: ReadonlyMap<string, StoredAction> = new Map()
): Promise<EndpointView[]> {
  const showing = {
    now: now(),
    clockDifference: identity.clock_difference,
    references: settings.references,
  };
  const found = projections.map(({ agentId, document }) =>
    endpointParts(agentId, document, rows.get(agentId), showing)
  );
  const wanted = found.map((parts) => ({ parts, ids: shownActionsOf(parts) }));
  for (const { parts, ids } of wanted) {
    if (parts.document) shownActions.remember(parts.document.endpoint, ids);
  }
  const missing = wanted.flatMap(({ ids }) => ids.filter((id) => !read.has(id)));
  const [endpoints, readNow] = await Promise.all([
    withOtherIds(found, manager, ledger.endpointSearch),
    ledger.actions.readById(missing, 'kept'),
  ]);
  const actions = new Map([...read, ...readNow]);
  return endpoints.map((parts) => {
    const key = parts.document && parseEndpointKey(parts.document.endpoint);
    const heard = key && contacts.of(endpointKeyOf(key.manager, key.agent));
    return endpointView(parts, actions, heard, showing);
  });
}
