import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { Authority } from '../../common/action/authority';
import type { AgentResource, Right, RightDecision } from '../../common/manager/rights';
import type { ManagerHost, Managers } from '../manager/manager';

/**
 * Age of the manager's policies by which something is decided. `doing`: read for it, or within 10 s for another request of this person.
 * `showing`: at most a minute old. `timer`: at most 5 minutes old, and never read for it.
 */
export type Freshness = 'doing' | 'showing' | 'timer';

/** The way in which something is looked at. `to_act`: what is found is taken away, or acted upon. */
export type Opened = 'by_person' | 'by_timer' | 'to_act';

export function freshnessOf(opened: Opened = 'by_person'): Freshness {
  if (opened === 'to_act') return 'doing';
  return opened === 'by_timer' ? 'timer' : 'showing';
}

/** The person who makes a request, with their permissions. Made once for each request by `access/`. */
export interface Person {
  readonly name: string;
  readonly security: 'present' | 'absent';
  /** Roles of the dashboard. */
  readonly roles: readonly string[];
  /** The managers under this person's own rights. */
  readonly managers: Managers;
  /** The indexer under this person's own rights: raw alerts are read as the person who sees them. */
  readonly alerts: OpenSearchClient;
  /** @throws Refusal `host_unknown` */
  host(hostId: string): Promise<ManagerHost>;
  /** Decides a right on one host's endpoint, or on any at all where none is given. */
  decide(
    hostId: string,
    right: Right,
    agent: AgentResource | undefined,
    freshness: Freshness
  ): Promise<RightDecision>;
  /** Says as whom another process may send what this person asks for, decided now. @throws Refusal `host_unknown` */
  authorityOn(hostId: string): Promise<Authority>;
  /** True if this person can see every agent of the manager: only then is one that isn't listed to them certainly gone. */
  seesEveryAgent(hostId: string, freshness: Freshness): Promise<boolean>;
}
