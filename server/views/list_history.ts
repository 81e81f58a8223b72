import type { ActionDocument } from '../../common/action/action';
import { formerOf, managerNameOf } from '../../common/attribution/attribution';
import { endpointKeyOf, parseAgentId, parseEndpointKey } from '../../common/manager/endpoint';
import type { HistoryQuery } from '../../common/api/history_query';
import { countOf } from '../../common/ledger/not_listed_document';
import { probeAt } from '../../common/ledger/probe_document';
import type { HistoryEntry, HistoryView } from '../../common/api/history_view';
import type { HistoryDocument, HistoryHit, HistoryPageRequest } from '../indexer/history_search';
import type { Opened, Person } from '../access/person';
import { freshnessOf } from '../access/person';
import type { KnownManager } from '../manager/manager_directory';
import { refuseUnknownManager } from '../errors/unknown_manager';
import type { Services } from '../services/services';
import { reportOfRelease } from '../../common/state/release_confirmation';
import { unconfirmedReleases } from '../evidence/unconfirmed_releases';
import type { NamedAgent } from '../access/visible_agents';
import { visibilityOf } from '../access/visible_agents';
import { visiblePage } from '../access/visible_page';

export interface HistoryRequest {
  readonly hostId: string;
  readonly query: HistoryQuery;
  readonly size: number;
  readonly cursor?: string;
  readonly opened?: Opened;
}

/**
 * Lists who did what, with its result: our actions, what was done outside this plugin and what was blocked, for the endpoints that this
 * person can see.
 */
export async function listHistory(
  request: HistoryRequest,
  person: Person,
  services: Services
): Promise<HistoryView> {
  const { hits, total, next } = await readHits(request, person, services);
  const told = await withConfirmation(hits, services);
  const present = services.directory.managerOf(request.hostId);
  return {
    entries: told.map(({ id, document, confirmation }) => ({
      ...historyEntry(id, asOf(document, services.now())),
      ...confirmation,
      ...formerName(document.manager, present),
    })),
    ...(total === undefined ? {} : { total }),
    ...(next === undefined ? {} : { next }),
  };
}

/** Names the manager as it was called when this was recorded, if that is another name than now. */
export function formerName(
  recorded: string | undefined,
  present: string | undefined
): Pick<HistoryEntry, 'former_manager'> {
  return present === undefined || recorded === undefined || recorded === present
    ? {}
    : { former_manager: managerNameOf(recorded) };
}

/** The same with everything that the ledger has of each. */
export async function readHistory(
  request: HistoryRequest,
  person: Person,
  services: Services
): Promise<{ readonly documents: readonly ToldDocument[]; readonly next?: string }> {
  const { hits, next } = await readHits(request, person, services);
  const told = await withConfirmation(hits, services);
  const documents = told.map(({ document, confirmation }) => ({
    ...asOf(document, services.now()),
    ...confirmation,
  }));
  return { documents, ...(next === undefined ? {} : { next }) };
}

/** A document of the history, with what its report doesn't confirm. */
export type ToldDocument = HistoryDocument & Pick<HistoryEntry, 'unconfirmed'>;

/** Each with whether it is a release that confirms nothing. */
async function withConfirmation(hits: readonly HistoryHit[], services: Services) {
  const reported = hits.flatMap(({ document }) => {
    if (document.kind !== 'action' && document.kind !== 'elsewhere') return [];
    const identity = reportOfRelease(document.evidence);
    const parts = parseEndpointKey(document.endpoint);
    return identity === undefined || !parts
      ? []
      : [{ document, identity, endpoint: endpointKeyOf(parts.manager, parts.agent) }];
  });
  const unconfirmed = await unconfirmedReleases(reported, services);
  const marked = new Set<HistoryDocument>(
    reported.flatMap(({ document, identity }) => (unconfirmed.has(identity) ? [document] : []))
  );
  return hits.map(({ id, document }) => ({
    id,
    document,
    confirmation: marked.has(document) ? ({ unconfirmed: true } as const) : {},
  }));
}

interface HistoryHits {
  readonly hits: readonly HistoryHit[];
  readonly total?: number;
  readonly next?: string;
}

async function readHits(
  request: HistoryRequest,
  person: Person,
  services: Services
): Promise<HistoryHits> {
  const { hostId, query } = request;
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const looking = { person, hostId, opened: request.opened ?? 'by_person' };
  const scope = { list: 'history' as const, hostId, person };
  const named = await namesOf(manager, request, person, services);
  const page = await visiblePage<HistoryHit>({
    size: request.size,
    after: await services.cursors.read(scope, request.cursor),
    read: async ({ size, after, hidden }) => {
      const found = await services.ledger.listing.page({
        ...named,
        query,
        size,
        after,
        hidden,
      });
      const items = found.hits.map((hit) => ({ item: hit, place: hit.place }));
      return { items, total: found.total, ...(found.after ? { after: found.after } : {}) };
    },
    sift: async (hits) => {
      const { isWhole, hidden, maySee } = await visibilityOf(hits.map(agentOf), looking, services);
      return { isWhole, hidden, seen: new Set(hits.filter((hit) => maySee(agentOf(hit)))) };
    },
  });
  return {
    hits: page.items,
    ...(page.total === undefined ? {} : { total: page.total }),
    ...(page.after ? { next: await services.cursors.write(scope, page.after) } : {}),
  };
}

/**
 * The names and keys to look under. What was recorded under a former name is shown with the endpoint that took it over; all of it only to
 * whoever sees every agent, since an ID may have been another endpoint's there.
 */
async function namesOf(
  { manager, identity }: KnownManager,
  { hostId, query, opened = 'by_person' }: HistoryRequest,
  person: Person,
  { directory, formerNames }: Services
): Promise<Pick<HistoryPageRequest, 'managers' | 'endpoints'>> {
  const former = (identity.former ?? []).map((one) => one.manager);
  if (query.agent !== undefined) {
    const agent = parseAgentId(query.agent);
    const key = agent && endpointKeyOf(manager, agent);
    // Nothing is found of an agent ID that is none.
    const keys = key ? [key, ...formerNames.formerKeysOf(key)] : [];
    return { managers: [manager, ...former], endpoints: keys };
  }
  const seesAll = former.length > 0 && (await person.seesEveryAgent(hostId, freshnessOf(opened)));
  if (!seesAll) return { managers: [manager] };
  const hosts = await directory.knownHosts();
  const host = hosts.find((one) => one.identity.host_id === hostId);
  return {
    managers: [manager, ...(host ? formerOf(host, hosts) : []).map((one) => one.manager)],
  };
}

/** An attempt that named no endpoint is for those to see from whom none is held back. */
const NO_AGENT: NamedAgent = { id: '' };

function agentOf({ document }: HistoryHit): NamedAgent {
  return document.agent ?? NO_AGENT;
}

/** Returns the document as of now. What ends on its own needs no write to be seen so. */
function asOf(document: HistoryDocument, now: number): HistoryDocument {
  return document.kind === 'probe' ? probeAt(document, now) : document;
}

function historyEntry(id: string, document: HistoryDocument): HistoryEntry {
  const { kind, agent, status, created_at } = document;
  return {
    id,
    kind,
    agent_id: agent?.id ?? '',
    agent_name: agent?.name ?? '',
    // What is left out are reports of any verb, under any name.
    verb: document.kind === 'not_listed' ? '' : document.verb,
    status,
    user: document.kind === 'not_listed' ? '' : document.user,
    created_at,
    ...detailsOf(document),
  };
}

function halfOf({ reisolation, reisolates }: ActionDocument): Pick<HistoryEntry, 'reisolation'> {
  if (reisolation) return { reisolation: 'first' };
  return reisolates === undefined ? {} : { reisolation: 'second' };
}

function detailsOf(document: HistoryDocument): Partial<HistoryEntry> {
  switch (document.kind) {
    case 'action': {
      const { reason, case: caseId, outcome, profiles, attention_closed: closed } = document;
      return {
        reason,
        ...(caseId === undefined ? {} : { case: caseId }),
        ...(outcome ? { outcome } : {}),
        ...(profiles ? { profiles } : {}),
        ...halfOf(document),
        ...(closed ? { closed } : {}),
      };
    }
    case 'probe':
      return document.outcome ? { outcome: document.outcome } : {};
    case 'elsewhere': {
      const outcome = document.evidence[0]?.outcome;
      return outcome ? { outcome } : {};
    }
    case 'not_listed': {
      const { count, is } = countOf(document);
      return { not_listed: { count, is, last_at: document.updated_at } };
    }
    case 'statement':
      return { reason: document.reason };
    case 'denied': {
      const { code, codes, reasons, count, updated_at } = document;
      return {
        denied: { code, codes, ...(reasons ? { reasons } : {}), count, last_at: updated_at },
      };
    }
  }
}
