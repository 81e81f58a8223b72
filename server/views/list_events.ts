import type { AgentId, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseAgentId } from '../../common/manager/endpoint';
import { eventNamesOf, managerOfEvent } from '../../common/attribution/attribution';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import { programOfOrigin } from '../../common/program/endpoint_program';
import type { EventsView, EventView } from '../../common/api/event_view';
import type { AlertSettings, StoredEvent } from '../indexer/alerts';
import { eventOf, eventsSearch } from '../indexer/alerts';
import { IndexerError } from '../indexer/indexer_error';
import type { SearchRequest, SearchResult } from '../indexer/search';
import { wholeOf } from '../indexer/search';
import type { UnusableIndex } from '../indexer/unusable_index';
import { unusableSentences } from '../indexer/unusable_index';
import type { NotOwn } from '../evidence/event_owners';
import { notOwnAmong } from '../evidence/event_owners';
import type { Opened, Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';
import { failedAsPerson } from '../access/session_over';
import { reportOfRelease } from '../../common/state/release_confirmation';
import { unconfirmedReleases } from '../evidence/unconfirmed_releases';
import { visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';

export interface EventsQuery {
  readonly hostId: string;
  readonly agent?: AgentId;
  /** The person's own choice of an index pattern. */
  readonly pattern?: string;
  readonly size: number;
  readonly cursor?: string;
  readonly opened?: Opened;
}

/** The documents with our origin, newest first, read as the person who sees them; those that are no evidence are marked, with the reason. */
export async function listEvents(
  query: EventsQuery,
  person: Person,
  services: Services
): Promise<EventsView> {
  const { settings, directory, reconciler } = services;
  reconciler.wake();
  const manager = await directory.read(query.hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const alerts: AlertSettings = {
    ...settings.alerts,
    pattern: query.pattern ?? settings.alerts.pattern,
  };
  const hosts = await directory.knownHosts();
  const names = eventNamesOf(manager.manager, hosts);
  const looking = { person, hostId: query.hostId, opened: query.opened ?? 'by_person' };
  const scope = { list: 'events' as const, hostId: query.hostId, person };
  const unusable = new Map<string, UnusableIndex>();
  const page = await visiblePage<StoredEvent>({
    size: query.size,
    after: await services.cursors.read(scope, query.cursor),
    read: async ({ size, after, hidden }) => {
      const request = { order: 'newest_first' as const, size, names, after, hidden };
      const agents = query.agent ? { agents: [query.agent] } : {};
      const result = await searchAs(
        person,
        eventsSearch(alerts, { ...request, ...agents }),
        services
      );
      for (const one of result.unusable ?? []) unusable.set(one.index, one);
      const last = result.hits.length === size ? result.hits[size - 1] : undefined;
      const items = result.hits.flatMap((hit) =>
        eventOf(hit, alerts).map((item) => ({ item, place: hit.sort }))
      );
      return { items, total: result.total, ...(last ? { after: last.sort } : {}) };
    },
    sift: async (events) => {
      const own = events.filter(({ event }) => managerOfEvent(event, hosts) === manager.manager);
      const named = own.map(({ event }) => ({ id: event.agentId }));
      const { isWhole, hidden, maySee } = await visibilityOf(named, looking, services);
      const seen = own.filter(({ event }) => maySee({ id: event.agentId }));
      return { isWhole: isWhole && own.length === events.length, seen: new Set(seen), hidden };
    },
  });
  const notOwn = await notOwnAmong(
    page.items.map(({ event }) => event),
    manager.manager,
    services
  );
  const unconfirmed = await unconfirmedAmong(page.items, manager.manager, services);
  return {
    events: page.items.map((item) => ({
      ...eventView(item, notOwn.get(item.event), settings.alerts.programs),
      ...(unconfirmed.has(item.event.identity) ? { unconfirmed: true as const } : {}),
    })),
    ...(page.after ? { next: await services.cursors.write(scope, page.after) } : {}),
    ...(unusable.size > 0 ? { unread: unusableSentences(Array.from(unusable.values())) } : {}),
  };
}

/** An event that isn't trusted changes no state, so it is judged by nothing. */
function unconfirmedAmong(
  items: readonly StoredEvent[],
  manager: ManagerId,
  services: Services
): Promise<ReadonlySet<string>> {
  const reported = items.flatMap(({ event }) => {
    const identity = event.notEvidence.length === 0 ? reportOfRelease([event]) : undefined;
    const agent = parseAgentId(event.agentId);
    return identity === undefined || !agent
      ? []
      : [{ identity, endpoint: endpointKeyOf(manager, agent) }];
  });
  return unconfirmedReleases(reported, services);
}

async function searchAs(
  person: Person,
  request: SearchRequest,
  { contents }: Pick<Services, 'contents'>
): Promise<SearchResult> {
  try {
    const [result] = await contents.searchAll(person.alerts, [request]);
    return wholeOf(result);
  } catch (error) {
    if (!(error instanceof IndexerError) || error.code !== 'indexer_denied') throw error;
    if (error.isNotAuthenticated) throw failedAsPerson(error);
    throw new Refusal('alerts_denied', `They are in ${request.index}.`);
  }
}

const MAX_TEXT = 4000;

function eventView(
  { event, index, id }: StoredEvent,
  notOwn: NotOwn | undefined,
  programs: EndpointPrograms
): EventView {
  const { outcome, verb, text, origin } = event;
  const suggestion = programOfOrigin(programs, origin).suggestionOf(verb, text);
  return {
    index,
    id,
    at: event.at,
    agent_id: event.agentId,
    agent_name: event.agentName,
    manager_name: event.managerName,
    verb,
    user: event.user,
    outcome,
    text: text.slice(0, MAX_TEXT),
    not_evidence: notOwn ? [notOwn] : event.notEvidence,
    ...(suggestion ? { suggestion } : {}),
  };
}
