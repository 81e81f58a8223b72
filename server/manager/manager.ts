import type { ActiveResponseCommand } from '../../common/command/active_response';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { ManagerPolicies } from '../../common/manager/rights';
import type { AgentClientConfig } from './agent_client_config';
import type { AgentPage } from './agent_row';
import type { AgentsQuery } from './agents_request';
import type { ClusterNode, ClusterStatus, LocalCluster, ManagerAbout } from './manager_answers';

/** A configured manager as it may be shown: no password, no user. */
export interface ManagerHost {
  readonly id: string;
  /** `https://host:port`, never with a user in it. */
  readonly url: string;
  readonly way: 'wazuhCore' | 'direct';
  /** `on` if a person acts under their own permissions on this manager. `not_known` grants none. */
  readonly runAs: 'on' | 'off' | 'not_known';
  /** wazuhCore's client never checks certificates (4.x). */
  readonly tls: 'verified' | 'not_verified';
}

/**
 * The managers as one user sees them: built for each request (the current user), or for background work (the API user of the
 * configuration). Every promise ends within our own limits; every failure is a `ManagerError`.
 */
export interface Managers {
  hosts(): Promise<readonly ManagerHost[]>;
  /** Logs in, unless a token of this user for this host is still good. Errors: `host_unknown`, all about run_as, logins and connections. */
  open(hostId: string): Promise<ManagerSession>;
}

/** A session of one user with one manager. A request is repeated with another token after a 401. */
export interface ManagerSession {
  readonly host: ManagerHost;
  about(): Promise<ManagerAbout>;
  clusterStatus(): Promise<ClusterStatus>;
  /** Errors: `cluster_off` even if the cluster is on and its daemon is down (measured). */
  localCluster(): Promise<LocalCluster>;
  clusterNodes(): Promise<readonly ClusterNode[]>;
  /** Returns for each node the host name that its alerts carry, as some of its agents say. Nothing is known about a node without agents. */
  nodeHosts(): Promise<ReadonlyMap<string, string>>;
  /** The name that agent 000, the manager itself, has in alerts; undefined where this user may not see it. */
  ownAgentName(): Promise<string | undefined>;
  agents(query: AgentsQuery): Promise<AgentPage>;
  /** The agents of these ids that exist and that this user may see. */
  agentsOf(ids: NonEmptyArray<AgentId>): Promise<readonly AgentRow[]>;
  /** Errors: `agent_not_found`, even if this user has no permission to see it. */
  agent(id: AgentId): Promise<AgentRow>;
  /**
   * Reads the managers that the agent itself has configured: a claim of that endpoint. Errors: `agent_not_active`, `agent_unreachable`, …
   */
  agentClientConfig(id: AgentId): Promise<AgentClientConfig>;
  policies(): Promise<ManagerPolicies>;
  /** Never throws for anything that manager or network do: every way in which it can end is a result. */
  sendActiveResponse(
    command: ActiveResponseCommand,
    sending: ActiveResponseSending
  ): Promise<ActiveResponseResult>;
}

export interface ActiveResponseSending {
  /** The manager calls it right before each attempt, even before the repeat after a 401. If it returns false, nothing is sent. It must not throw. */
  readonly mayStillSend: () => boolean;
  /** Knowledge about the cluster. If it is on, agents of other nodes may have got the command with any 5xx (measured). */
  readonly cluster: ClusterKnowledge;
}
export type ClusterKnowledge = 'on' | 'off' | 'not_known';

/** The refusal of the manager, or of whoever responded. */
export interface ManagerRefusal {
  readonly code: ManagerCode;
  /** The manager's own number, such as 1707. */
  readonly managerCode?: number;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly words: string;
}

/**
 * Result for one agent of a command. `affected`: passed on to remoted, nothing more. `refused`: it provably got nothing. `uncertain`: it
 * may have got it, now or up to a minute later.
 */
export type AgentResult =
  | { readonly result: 'affected' }
  | ({ readonly result: 'refused' } & ManagerRefusal)
  | ({ readonly result: 'uncertain' } & UncertainWhy);

export interface UncertainWhy {
  readonly code: ManagerCode;
  readonly managerCode?: number;
  readonly status?: number;
  readonly words: string;
}

/** The request provably never left. */
export interface NotSent {
  readonly result: 'not_sent';
  readonly code: ManagerCode;
  /** HTTP status of a login that was refused. */
  readonly status?: number;
  readonly managerCode?: number;
  readonly words: string;
  readonly retryAt?: number;
}

export interface Sent {
  readonly result: 'sent';
  /** One entry for each agent that was asked for, and for no other. */
  readonly agents: ReadonlyMap<AgentId, AgentResult>;
  /** Agents the manager lists as affected beyond those requested, as it wrote them. Anything here is an alarm. */
  readonly unexpected: readonly string[];
  /** The manager's clock, from the `date` header (whole seconds). */
  readonly managerTime?: number;
  /**
   * There where our limit ended the wait but the request could not be stopped (wazuhCore's client): until this settles the
   * command can still leave. It never rejects and has no `late` of its own.
   */
  readonly late?: Promise<ActiveResponseResult>;
}

export type ActiveResponseResult = NotSent | Sent;
