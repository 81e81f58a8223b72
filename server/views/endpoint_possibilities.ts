import { isPending } from '../../common/action/action';
import { reasonsAgainstAction } from '../../common/action/eligibility';
import { reasonsAgainstProbe } from '../../common/action/probe_eligibility';
import { protectionOf } from '../../common/action/protection';
import type { RightView } from '../../common/api/context_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { AgentId } from '../../common/manager/endpoint';
import type { RightDecision } from '../../common/manager/rights';
import type { ShownState } from '../../common/state/shown_state';
import { freshnessOf } from '../access/person';
import type { SeenRow } from '../manager/agent_rows';
import type { Detail } from './endpoint_query';

/** Reasons against one verb: those of the endpoint and of the person. */
export async function possibilityOf(
  verb: 'isolate' | 'release',
  state: ShownState,
  { query, person, seen, services }: Detail
): Promise<EndpointDetailView['possible']['isolate']> {
  const { hostId, agent, opened } = query;
  const freshness = freshnessOf(opened);
  const right = await person.decide(hostId, verb, resourceOf(agent, seen), freshness);
  const { row } = seen;
  const protection = row ? protectionOf(row, services.settings.protection) : 'none';
  return {
    reasons: reasonsAgainstAction({
      verb,
      programs: services.settings.alerts.programs,
      agent: row,
      state,
      protection,
      identity: 'known',
    }),
    right: rightView(right),
  };
}

export async function probePossibilityOf({
  query,
  person,
  manager,
  seen,
  reading,
  services,
}: Detail): Promise<EndpointDetailView['possible']['probe']> {
  const { hostId, agent, opened } = query;
  const freshness = freshnessOf(opened);
  const right = await person.decide(hostId, 'probe', resourceOf(agent, seen), freshness);
  const isPendingNow = reading.actions.some(({ action }) => isPending(action.status));
  const reasons = reasonsAgainstProbe({
    programs: services.settings.alerts.programs,
    agent: seen.row,
    rowAt: seen.at + manager.identity.clock_difference,
    action: isPendingNow ? 'pending' : 'none',
  });
  return { reasons, right: rightView(right) };
}

function resourceOf(agent: AgentId, { row }: SeenRow) {
  return { id: agent, groups: row?.groups ?? [] };
}

export function rightView(decision: RightDecision): RightView {
  return decision.given
    ? { given: true, refusals: [] }
    : { given: false, refusals: decision.refusals };
}
