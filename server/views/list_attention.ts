import type { ActionDocument } from '../../common/action/action';
import { attentionOf, needsAttention } from '../../common/action/attention';
import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { AttentionItem, AttentionView } from '../../common/api/attention_view';
import { actionSummary } from '../actions/action_views';
import { endpointParts } from '../evidence/endpoint_parts';
import type { Opened, Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import type { Services } from '../services/services';
import { visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';

export interface AttentionRequest {
  readonly hostId: string;
  readonly size: number;
  readonly cursor?: string;
  readonly opened: Opened;
}

/** Lists the open follow-ups of the endpoints that this person can see. */
export async function listAttention(
  { hostId, size: wanted, cursor, opened }: AttentionRequest,
  person: Person,
  services: Services
): Promise<AttentionView> {
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const looking = { person, hostId, opened };
  const items = new Map<ActionDocument, AttentionItem>();
  const scope = { list: 'attention' as const, hostId, person };
  const page = await visiblePage<ActionDocument>({
    size: wanted,
    after: await services.cursors.read(scope, cursor),
    read: async ({ size, after, hidden }) => {
      const found = await services.ledger.actionSearch.mayNeedAttention({
        manager: manager.manager,
        size,
        after,
        hidden,
      });
      return {
        items: found.hits.map(({ action, place }) => ({ item: action, place })),
        total: found.total,
        ...(found.after ? { after: found.after } : {}),
      };
    },
    sift: async (actions) => {
      const named = actions.map(({ agent }) => agent);
      const { hidden, maySee } = await visibilityOf(named, looking, services);
      const seen = actions.filter(({ agent }) => maySee(agent));
      (await itemsOf(seen, services)).forEach((item, action) => items.set(action, item));
      // Whether there is anything left depends on each endpoint's state, which no search knows.
      return {
        isWhole: false,
        hidden,
        seen: new Set(seen.filter((action) => items.has(action))),
      };
    },
  });
  return {
    items: page.items.flatMap((action) => items.get(action) ?? []),
    ...(page.after ? { next: await services.cursors.write(scope, page.after) } : {}),
  };
}

async function itemsOf(
  actions: readonly ActionDocument[],
  { ledger, settings, now }: Services
): Promise<Map<ActionDocument, AttentionItem>> {
  const keys = actions.flatMap((action) => keyOf(action) ?? []);
  const documents = await ledger.endpoints.readMany(Array.from(new Set(keys)));
  const showing = { now: now(), clockDifference: 0, references: settings.references };
  const items = new Map<ActionDocument, AttentionItem>();
  for (const action of actions) {
    const key = keyOf(action);
    const document = key && documents.get(key);
    const { state } = endpointParts(action.agent.id, document, undefined, showing);
    const attention = attentionOf(action, state.status);
    if (!attention || !needsAttention(attention)) continue;
    items.set(action, {
      agent_id: action.agent.id,
      agent_name: action.agent.name,
      state: state.status,
      action: actionSummary(action),
      reasons: attention.reasons,
    });
  }
  return items;
}

function keyOf({ endpoint }: ActionDocument): EndpointKey | undefined {
  const parts = parseEndpointKey(endpoint);
  return parts && endpointKeyOf(parts.manager, parts.agent);
}
