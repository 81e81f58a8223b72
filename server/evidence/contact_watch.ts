import type { ActionDocument } from '../../common/action/action';
import { contactOf } from '../../common/state/contact';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { SECOND } from '../../common/base/time';
import type { ActionLedger } from '../indexer/action_ledger';
import type { EndpointSearch } from '../indexer/endpoint_search';
import type { SearchRequest, SearchResult } from '../indexer/search';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { Managers } from '../manager/manager';
import type { Settings } from '../configuration/settings';
import type { AgentRows, SeenRow } from '../manager/agent_rows';
import { endpointParts, hearingOf } from './endpoint_parts';
import { idIn } from './endpoint_parts';
import type { ListedAgents } from '../manager/listed_agents';
import type { ManagerDirectory } from '../manager/manager_directory';

export interface ContactWatchDependencies {
  readonly endpoints: EndpointSearch;
  readonly actions: ActionLedger;
  /** Managers, as the API user of the configuration. */
  readonly managers: Managers;
  readonly directory: ManagerDirectory;
  /** Knowledge of the manager's agents that pages go by when they refresh themselves. */
  readonly rows: Pick<AgentRows, 'note'>;
  readonly listed: Pick<ListedAgents, 'note'>;
  readonly settings: Pick<Settings, 'references'>;
  readonly now: () => number;
  readonly onLost: (action: ActionDocument) => void;
  readonly onFailure: (error: unknown) => void;
}

const EVERY = 30 * SECOND;
/** Most endpoints that are watched: one page of each manager. */
const MOST_WATCHED = MOST_AGENTS_A_PAGE;

/**
 * Watches when isolated endpoints were last seen, with one question to each manager in half a minute, and none where nothing is isolated:
 * pages that refresh by a timer ask no manager, and an endpoint that lost its manager must be noticed even if nobody looks. That it was
 * lost is written into the action that isolated it.
 */
export class ContactWatch {
  private readonly heard = new Map<EndpointKey, SeenRow>();
  private readonly noted = new Set<string>();
  private askedAt = -Infinity;
  private running: Promise<void> | undefined;

  constructor(private readonly dependencies: ContactWatchDependencies) {}

  /** Returns the row as last seen. Undefined if it isn't watched. */
  of(endpoint: EndpointKey): SeenRow | undefined {
    return this.heard.get(endpoint);
  }

  /** Returns the search to send with others. Undefined if it isn't due. */
  searchDue(): SearchRequest | undefined {
    const { now, endpoints } = this.dependencies;
    if (now() - this.askedAt < EVERY) return undefined;
    this.askedAt = now();
    return endpoints.attentionSearch(MOST_WATCHED);
  }

  /** Goes on with what the search found. Nobody waits for it. Never throws. */
  take(result: SearchResult): Promise<void> {
    this.running =
      this.running ??
      this.look(this.dependencies.endpoints.documentsIn(result)).finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async look(documents: readonly EndpointDocument[]): Promise<void> {
    const { directory, onFailure } = this.dependencies;
    const byManager = new Map<string, EndpointDocument[]>();
    for (const document of documents) {
      byManager.set(document.manager, [...(byManager.get(document.manager) ?? []), document]);
    }
    const watched = new Set<string>(documents.map(({ endpoint }) => endpoint));
    for (const key of this.heard.keys()) if (!watched.has(key)) this.heard.delete(key);
    try {
      for (const [manager, { host_id, clock_difference }] of await directory.hostsByManager()) {
        const own = byManager.get(manager) ?? [];
        await this.lookAt(own, host_id, clock_difference).catch(onFailure);
      }
    } catch (error) {
      onFailure(error);
    }
  }

  private async lookAt(
    documents: readonly EndpointDocument[],
    hostId: string,
    clockDifference: number
  ): Promise<void> {
    const { managers, now } = this.dependencies;
    const agents = documents.flatMap((document) => keyOf(document)?.agent ?? []);
    if (!isNonEmpty(agents)) return;
    const session = await managers.open(hostId);
    const listed = await session.agentsOf(agents);
    const rows = new Map(listed.map((row) => [row.id, row]));
    this.dependencies.rows.note(hostId, listed);
    this.dependencies.listed.note(hostId, agents, new Set(rows.keys()));
    const at = now();
    for (const document of documents) {
      const key = keyOf(document);
      const row = key && rows.get(key.agent);
      if (!key) continue;
      this.heard.set(key.endpoint, { at, row });
      if (!row) continue;
      const contact = contactOf(row, at + clockDifference, hearingOf(document));
      if (contact.contact === 'lost') await this.note(document, { at, row }, clockDifference);
    }
  }

  /** Into the action by which it is isolated, once. What was done outside this plugin has none. */
  private async note(
    document: EndpointDocument,
    seen: SeenRow,
    clockDifference: number
  ): Promise<void> {
    const { actions, settings, now, onLost } = this.dependencies;
    const { references } = settings;
    const showing = { now: now(), clockDifference, references };
    const { state, proof } = endpointParts(document.agent_id, document, seen, showing);
    const proven = state.proof ?? state.last_proven;
    const n = proof?.action?.n;
    if (n === undefined || proven?.status !== 'isolated') return;
    const id = idIn(document, n);
    if (id === undefined || this.noted.has(id)) return;
    const stored = (await actions.readById([id])).get(id);
    if (!stored) return;
    const { written, failure } = await actions.updateMany([
      { stored, step: (action) => lost(action, now()) },
    ]);
    if (failure) throw failure;
    this.noted.add(id);
    written.forEach(({ action }) => onLost(action));
  }
}

function lost(action: ActionDocument, now: number): ActionDocument {
  const isKnown = action.contact_lost_at !== undefined || action.attention_closed !== undefined;
  return isKnown ? action : { ...action, contact_lost_at: now, updated_at: now };
}

interface Key {
  readonly endpoint: EndpointKey;
  readonly agent: AgentId;
}

function keyOf({ endpoint }: EndpointDocument): Key | undefined {
  const parts = parseEndpointKey(endpoint);
  return parts && { endpoint: endpointKeyOf(parts.manager, parts.agent), agent: parts.agent };
}
