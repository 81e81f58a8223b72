import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { ReadyEndpoint } from '../../common/api/readiness_view';
import type { KnownManager } from '../manager/manager_directory';
import type { Person } from '../access/person';
import type { Services } from '../services/services';
import { visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';
import { finding } from './finding';

const SHOWN = 25;

export interface ReadyEndpoints {
  readonly found: ReadinessFinding;
  /** Those whose program answered last, newest first. */
  readonly endpoints: readonly ReadyEndpoint[];
}

/** Lists the endpoints confirmed ready, among those that this person can see. */
export async function listReady(
  hostId: string,
  { manager }: KnownManager,
  person: Person,
  services: Services
): Promise<ReadyEndpoints> {
  const looking = { person, hostId, opened: 'by_person' as const };
  const page = await visiblePage<EndpointDocument>({
    size: SHOWN,
    after: undefined,
    read: async ({ size, after, hidden }) => {
      const found = await services.ledger.endpointSearch.findReady(manager, {
        size,
        after,
        hidden,
      });
      const items = found.documents.map((item) => ({
        item,
        place: [item.ready_at, item.agent_id],
      }));
      return { items, total: found.total, ...(found.after ? { after: found.after } : {}) };
    },
    sift: async (documents) => {
      const named = documents.map(({ agent_id }) => ({ id: agent_id }));
      const { isWhole, hidden, maySee } = await visibilityOf(named, looking, services);
      return {
        isWhole,
        hidden,
        seen: new Set(documents.filter(({ agent_id }) => maySee({ id: agent_id }))),
      };
    },
  });
  const endpoints = page.items.map(({ agent_id, agent_name, ready_at = 0 }) => ({
    agent_id,
    agent_name,
    ready_at,
  }));
  const [newest] = endpoints;
  const found = newest
    ? finding('program', 'program_seen', {
        count: page.total ?? `at least ${endpoints.length}`,
        newest_at: newest.ready_at,
      })
    : finding('program', 'program_not_seen');
  return { found, endpoints };
}
