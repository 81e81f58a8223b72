import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { AgentResource, Right, RightDecision } from '../../common/rights';
import type { ManagerHost, Managers } from '../manager/manager';

/** `fresh`: the manager's policies are read for this request. `kept`: a refresh by timer, which makes no call to the manager. */
export type Freshness = 'fresh' | 'kept';

/** The person who makes a request, with their permissions. Made once for each request by `access/`. */
export interface Person {
  readonly name: string;
  readonly security: 'present' | 'absent';
  /** Roles and backend roles of the dashboard. */
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
  /** True if this person can see every agent of the manager: only then is one that isn't listed to them certainly gone. */
  seesEveryAgent(hostId: string, freshness: Freshness): Promise<boolean>;
}
