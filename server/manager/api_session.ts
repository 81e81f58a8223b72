import type { ActiveResponseCommand } from '../../common/command/active_response';
import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { field } from '../../common/base/json_reading';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { ManagerPolicies } from '../../common/manager/rights';
import type { CallBook } from '../pace/pace';
import type { AgentClientConfig } from './agent_client_config';
import { readAgentClientConfig } from './agent_client_config';
import type { AgentPage } from './agent_row';
import { readAgentPage } from './agent_row';
import type { AgentsQuery } from './agents_request';
import { agentsPath, NODE_HOSTS_PATH, OWN_AGENT_PATH } from './agents_request';
import { sendActiveResponse } from './active_response_sending';
import type {
  ActiveResponseResult,
  ActiveResponseSending,
  ManagerHost,
  ManagerSession,
} from './manager';
import type {
  CallTimes,
  ClusterNode,
  ClusterStatus,
  LocalCluster,
  ManagerAbout,
} from './manager_answers';
import {
  affectedItems,
  readAbout,
  readClusterNodes,
  readClusterStatus,
  readLocalCluster,
  readNodeHosts,
  readText,
} from './manager_answers';
import { ManagerError } from './manager_error';
import { pacedLogin, pacedTransport, POLICIES_PATH } from './paced';
import { readPolicies } from './manager_policies';
import { readErrorOf } from './read_error';
import { withinLimit } from './time_limit';
import type { Token } from './token';
import type { Login, Purpose, TokenOwner, TokenStore } from './token_store';
import type { ManagerLimits, ManagerRequest, ManagerTransport } from './transport';

/** Number of times one request is repeated with another token. Tokens can be revoked as fast as they are given. */
const RENEWALS: Readonly<Record<Purpose, number>> = { acting: 3, reading: 1 };

export interface ApiSessionParts {
  /** Each call is booked in it, logins too. */
  readonly book: CallBook;
  readonly host: ManagerHost;
  readonly transport: ManagerTransport;
  readonly tokens: TokenStore;
  readonly owner: TokenOwner;
  readonly login: Login;
  readonly purpose: Purpose;
  readonly limits: ManagerLimits;
  readonly now: () => number;
}

/** One user at one manager, whichever the way. */
export class ApiSession implements ManagerSession {
  /** @throws ManagerError of the login. */
  static async open(given: ApiSessionParts): Promise<ApiSession> {
    const { book } = given;
    const login = pacedLogin(given.login, book);
    const parts = { ...given, login, transport: pacedTransport(given.transport, book) };
    const { tokens, owner, purpose } = parts;
    return new ApiSession(parts, await inTime(parts, tokens.get(owner, login, purpose)));
  }

  readonly host: ManagerHost;

  private constructor(private readonly parts: ApiSessionParts, private token: Token) {
    this.host = parts.host;
  }

  about(): Promise<ManagerAbout> {
    return this.read('/', readAbout);
  }

  clusterStatus(): Promise<ClusterStatus> {
    return this.read('/cluster/status', readClusterStatus);
  }

  localCluster(): Promise<LocalCluster> {
    return this.read('/cluster/local/info', readLocalCluster);
  }

  clusterNodes(): Promise<readonly ClusterNode[]> {
    return this.read('/cluster/nodes', readClusterNodes);
  }

  nodeHosts(): Promise<ReadonlyMap<string, string>> {
    return this.read(NODE_HOSTS_PATH, readNodeHosts);
  }

  async ownAgentName(): Promise<string | undefined> {
    const items = await this.read(OWN_AGENT_PATH, affectedItems);
    return readText(field(items[0], 'name'));
  }

  agents(query: AgentsQuery): Promise<AgentPage> {
    return this.read(agentsPath(query), readAgentPage);
  }

  async agentsOf(ids: NonEmptyArray<AgentId>): Promise<readonly AgentRow[]> {
    const page = await this.agents({ ids, limit: ids.length, sort: BY_ID });
    return page.rows;
  }

  async agent(id: AgentId): Promise<AgentRow> {
    const row = (await this.agentsOf([id])).find((found) => found.id === id);
    if (!row) throw new ManagerError('agent_not_found');
    return row;
  }

  agentClientConfig(id: AgentId): Promise<AgentClientConfig> {
    return this.read(`/agents/${id}/config/agent/client`, readAgentClientConfig);
  }

  policies(): Promise<ManagerPolicies> {
    return this.read(POLICIES_PATH, readPolicies);
  }

  sendActiveResponse(
    command: ActiveResponseCommand,
    sending: ActiveResponseSending
  ): Promise<ActiveResponseResult> {
    return sendActiveResponse(command, sending, {
      transport: this.parts.transport,
      limitMs: this.parts.limits.commandMs,
      token: () => this.token.text,
      renewals: RENEWALS[this.parts.purpose],
      renewToken: () => this.renewToken(this.token),
    });
  }

  /** @throws ManagerError */
  private async read<T>(
    path: string,
    parse: (body: unknown, times: CallTimes) => T | undefined
  ): Promise<T> {
    for (let renewals = 0; ; renewals += 1) {
      const { token } = this;
      try {
        return await this.readOnce(path, parse, renewals > 0 ? 'refused_token' : undefined);
      } catch (error) {
        const isRefusedToken = error instanceof ManagerError && error.status === 401;
        if (!isRefusedToken || renewals === RENEWALS[this.parts.purpose]) throw error;
        await this.renewToken(token);
      }
    }
  }

  private async readOnce<T>(
    path: string,
    parse: (body: unknown, times: CallTimes) => T | undefined,
    repeats: ManagerRequest['repeats']
  ): Promise<T> {
    const { transport, limits, now } = this.parts;
    const startedAt = now();
    const answer = await transport.send({
      method: 'GET',
      path,
      token: this.token.text,
      limitMs: limits.readMs,
      repeats,
    });
    if (answer.kind !== 'answered' || answer.status !== 200) throw readErrorOf(answer);
    const value = parse(answer.body, { startedAt, endedAt: now() });
    if (value === undefined) throw new ManagerError('answer_unreadable', { status: 200 });
    return value;
  }

  /** Several requests of one session may find the same token refused: the first renews it for all. */
  private async renewToken(refused: Token): Promise<void> {
    if (this.token !== refused) return;
    const { tokens, owner, login, purpose } = this.parts;
    const token = await inTime(this.parts, tokens.renew(owner, refused, login, purpose));
    // Another request of this session may have been faster.
    if (this.token === refused) this.token = token;
  }
}

/** However many wait for a login to the same manager, nobody waits longer than for one. */
async function inTime<T>({ limits }: ApiSessionParts, login: Promise<T>): Promise<T> {
  const limited = await withinLimit(login, limits.loginMs);
  if (!limited.inTime) throw new ManagerError('login_timed_out');
  return limited.value;
}

const BY_ID = { by: 'id', direction: 'ascending' } as const;
