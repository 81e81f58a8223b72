import type { EndpointsView } from '../../common/api/endpoint_view';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import { notKnownYet, rowsOf, visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';
import type { StateFilter } from '../indexer/endpoint_queries';
import type { SeenRow } from '../manager/agent_rows';
import type { Page } from './endpoints_query';
import { isNarrowed, isWanted, scopeOf } from './endpoints_query';
import { lookingAgain } from './looking_again';
import { viewsOf } from './views_of_agents';

/** One page of the endpoints in a recorded state: the ledger pages, and the manager says which of them this person may see. */
export async function pageOfState(page: Page, state: StateFilter): Promise<EndpointsView> {
  const { query, person, manager, services } = page;
  const { hostId, opened } = query;
  const looking = { person, hostId, opened };
  const rows = new Map<AgentId, SeenRow>();
  const found = await visiblePage<EndpointDocument>({
    size: query.size,
    after: await services.cursors.read(scopeOf(query, person), query.cursor),
    read: async ({ size, after, hidden }) => {
      const { documents, ...rest } = await services.ledger.endpointSearch.findByState(
        manager.manager,
        state,
        { size, after, hidden }
      );
      const items = documents.map((item) => ({ item, place: [item.agent_id] }));
      return { items, ...rest };
    },
    sift: async (documents) => {
      const ids = documents.flatMap(({ agent_id }) => parseAgentId(agent_id) ?? []);
      (await rowsOf(ids, looking, services.rows)).forEach((row, id) => rows.set(id, row));
      if (opened === 'by_timer') await learnUnknown(ids, rows, page);
      const named = documents.map(({ agent_id }) => ({ id: agent_id }));
      const { isWhole, hidden, maySee } = await visibilityOf(named, looking, services);
      const seen = documents.filter(({ agent_id }) => {
        const id = parseAgentId(agent_id);
        const row = id && rows.get(id)?.row;
        return maySee({ id: agent_id }) && (row ? isWanted(row, query) : !isNarrowed(query));
      });
      return { isWhole: isWhole && !isNarrowed(query), seen: new Set(seen), hidden };
    },
  });
  return {
    endpoints: await viewsOf(
      found.items.map((document) => ({ agentId: document.agent_id, document })),
      rows,
      manager,
      services
    ),
    ...(found.total === undefined ? {} : { total: found.total }),
    rows_at: Math.min(services.now(), ...Array.from(rows.values(), ({ at }) => at)),
    ...lookingAgain(hostId, services),
    ...(found.after
      ? { next: await services.cursors.write(scopeOf(query, person), found.after) }
      : {}),
  };
}

/**
 * Adds the rows of agents that aren't known yet.
 * @throws Refusal where they stay unknown: an endpoint without a row would be taken for one that was removed
 */
async function learnUnknown(
  ids: readonly AgentId[],
  rows: Map<AgentId, SeenRow>,
  { query: { hostId }, person, services }: Page
): Promise<void> {
  const unknownOf = (some: readonly AgentId[]) => {
    const gone = services.listed.knownGone(hostId, some);
    return some.filter((id) => !rows.has(id) && !gone.has(id));
  };
  const unknown = unknownOf(ids);
  if (unknown.length === 0) return;
  await services.listed.lookUp(hostId, unknown);
  services.rows.known(person.name, hostId, unknown).forEach((row, id) => rows.set(id, row));
  if (unknownOf(unknown).length > 0) throw notKnownYet();
}
