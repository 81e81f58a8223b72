import type { Settings } from '../configuration/settings';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { EndpointReadinessFacts, NewestTest } from '../../common/readiness/endpoint_readiness';
import { endpointReadiness, NOT_READY_REASONS } from '../../common/readiness/endpoint_readiness';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeAt } from '../../common/ledger/probe_document';
import type { EndpointsReadinessView, NotReadyEndpoint } from '../../common/api/readiness_view';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { EndpointSearch } from '../indexer/endpoint_search';
import type { ProbeLedger } from '../indexer/probe_ledger';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';

/** Number of endpoints that are read for one answer: 20 pages of the manager, which takes 300 requests a minute. */
export const MOST_ENDPOINTS = 10000;

export interface EndpointsReadinessDependencies {
  readonly settings: Pick<Settings, 'alerts'>;
  readonly directory: Pick<ManagerDirectory, 'read'>;
  readonly ledger: {
    readonly endpointSearch: Pick<EndpointSearch, 'readyReports'>;
    readonly probes: Pick<ProbeLedger, 'newestOfMany'>;
  };
  readonly now: () => number;
}

/**
 * Counts the active Windows endpoints that are confirmed ready, and lists the others with the reason, among those that this person can
 * see.
 * @throws Refusal, ManagerError, IndexerError
 */
export async function readEndpointsReadiness(
  hostId: string,
  person: Person,
  { settings, directory, ledger, now }: EndpointsReadinessDependencies
): Promise<EndpointsReadinessView> {
  const manager = await directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const { agents, extent } = await activeWindows(hostId, person);
  const at = now();
  const keyOf = (agent: AgentId): EndpointKey => endpointKeyOf(manager.manager, agent);
  const [reports, tests] = await Promise.all([
    ledger.endpointSearch.readyReports(manager.manager),
    ledger.probes.newestOfMany(agents.map(({ id }) => keyOf(id))),
  ]);
  const notReady = agents.flatMap((agent) => {
    const test = tests.get(keyOf(agent.id));
    const facts = {
      programs: settings.alerts.programs,
      agent,
      report: reports.get(agent.id),
      test: test && newestTest(test, at),
      clockDifference: manager.identity.clock_difference,
    };
    return notReadyEndpoint(facts) ?? [];
  });
  return {
    host: hostId,
    at,
    active: agents.length,
    ready: agents.length - notReady.length,
    not_ready: notReady.sort(byReasonAndName),
    extent,
  };
}

/** Pages by ID, so that an agent that comes or goes meanwhile shifts as little as possible. */
async function activeWindows(
  hostId: string,
  person: Person
): Promise<{ readonly agents: readonly AgentRow[]; readonly extent: 'whole' | 'capped' }> {
  const session = await person.managers.open(hostId);
  const isWhole = await person.seesEveryAgent(hostId, 'showing');
  const listed = new Map<AgentId, AgentRow>();
  let offset = 0;
  let isMore = true;
  while (isMore && offset < MOST_ENDPOINTS) {
    const page = await session.agents({
      statuses: ['active'],
      os: 'windows',
      sort: { by: 'id', direction: 'ascending' },
      offset,
      limit: MOST_AGENTS_A_PAGE,
    });
    page.rows.forEach((row) => listed.set(row.id, row));
    offset += page.rows.length;
    isMore = page.rows.length > 0 && offset < page.total;
  }
  const agents: AgentRow[] = [];
  for (const row of listed.values()) {
    if (isWhole || (await person.decide(hostId, 'view', row, 'showing')).given) agents.push(row);
  }
  return { agents, extent: isMore ? 'capped' : 'whole' };
}

function newestTest(probe: ProbeDocument, now: number): NewestTest {
  const { agent, created_at, status, evidence } = probeAt(probe, now);
  const reports = evidence.map(({ at }) => at);
  return {
    agent_name: agent.name,
    created_at,
    status,
    ...(reports.length > 0 ? { answered_at: Math.max(...reports) } : {}),
  };
}

function notReadyEndpoint(facts: EndpointReadinessFacts): NotReadyEndpoint | undefined {
  const found = endpointReadiness(facts);
  if (found.readiness === 'ready') return undefined;
  const { reason, detail, tested_at: testedAt, ready_at: readyAt } = found;
  return {
    agent_id: facts.agent.id,
    agent_name: facts.agent.name,
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(testedAt === undefined ? {} : { tested_at: testedAt }),
    ...(readyAt === undefined ? {} : { ready_at: readyAt }),
  };
}

function byReasonAndName(one: NotReadyEndpoint, other: NotReadyEndpoint): number {
  const rank = ({ reason }: NotReadyEndpoint) => NOT_READY_REASONS.indexOf(reason);
  return (
    rank(one) - rank(other) ||
    one.agent_name.localeCompare(other.agent_name) ||
    one.agent_id.localeCompare(other.agent_id)
  );
}
